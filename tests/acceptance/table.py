"""docs/dialogues.md: which outcomes of the written conversations hold so far. Written by the tests, read by people."""

from collections.abc import Iterable
from pathlib import Path

from tests.acceptance.check import NOT_BUILT, Finding

FILE = Path(__file__).parents[2] / "docs" / "dialogues.md"

PAGE = """# The written conversations

{dialogues} conversations that people might have with the line, played through the real webhooks, signatures and client
libraries included: half of them as SMS, half as Telegram, on SQLite and on PostgreSQL. Nobody in them is real.
All of them end without an error, and nobody is left waiting for an answer.

**{holds} outcomes hold. {short} fall short so far. {not_built} cannot be looked at yet: what they need is not built.**

The tests keep this page. They fail when it is out of date; `pytest tests/acceptance --rewrite` writes it anew.

| Conversation | Channel | Holds | Does not hold yet, and why |
| --- | --- | --- | --- |
"""


def row_of(title: str, channel: str, findings: Iterable[Finding]) -> str:
    """One conversation as a line of the table."""
    holds = ", ".join(each.key for each in findings if each.holds) or "-"
    others = "; ".join(f"`{each.key}` {each.why}" for each in findings if not each.holds) or "-"
    return f"| {title} | {channel} | {holds} | {others} |\n"


def title_of(row: str) -> str:
    """Which conversation a line is about."""
    return row.split(" | ")[0].removeprefix("| ")


def page_of(rows: Iterable[str]) -> str:
    """The whole page."""
    rows = list(rows)
    cells = [row.split(" | ") for row in rows]
    holds = sum(len(each[2].split(", ")) for each in cells if each[2] != "-")
    others = [each for row in cells for each in row[3].removesuffix(" |\n").split("; ") if each != "-"]
    not_built = sum(each.endswith(tuple(NOT_BUILT.values())) for each in others)
    totals = {"holds": holds, "short": len(others) - not_built, "not_built": not_built}
    return PAGE.format(dialogues=len(rows), **totals) + "".join(rows)


def rows_in(page: str) -> dict[str, str]:
    """The lines of a page, by conversation."""
    rows = [line for line in page.splitlines(keepends=True) if line.startswith("| ")][2:]
    return {title_of(row): row for row in rows}
