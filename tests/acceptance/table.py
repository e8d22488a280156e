"""docs/dialogues.md: which outcomes of the written conversations hold so far. Written by the tests, read by people."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.acceptance.check import NOT_BUILT, Finding
from tests.acceptance.reasons import REASONS

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
    findings = list(findings)
    short = any(each.falls_short for each in findings)
    reason = f"{REASONS.get(title, 'not looked into')}: " if short else ""
    holds = ", ".join(each.key for each in findings if each.holds) or "-"
    others = "; ".join(f"`{each.key}` {each.why}" for each in findings if not each.holds) or "-"
    return f"| {title} | {channel} | {holds} | {reason}{others} |\n"


def title_of(row: str) -> str:
    """Which conversation a line is about."""
    return row.split(" | ")[0].removeprefix("| ")


def page_of(rows: Iterable[str]) -> str:
    """The whole page."""
    rows = list(rows)
    holds = sum(len(row.split(" | ")[2].split(", ")) for row in rows)
    others = [why for row in rows for why in re.findall(r"`\w+` ([^;|]+)", row)]
    not_built = sum(why.strip() in NOT_BUILT.values() for why in others)
    totals = {"holds": holds, "short": len(others) - not_built, "not_built": not_built}
    return PAGE.format(dialogues=len(rows), **totals) + "".join(rows)


def rows_in_page() -> dict[str, str]:
    """The lines of the page as it is, by conversation."""
    page = FILE.read_text(encoding="utf-8") if FILE.exists() else ""
    rows = [line for line in page.splitlines(keepends=True) if line.startswith("| ")][2:]
    return {title_of(row): row for row in rows}


def put(row: str, order: Iterable[str]) -> None:
    """Write one line of the page anew, and the totals with it."""
    rows = {**rows_in_page(), title_of(row): row}
    FILE.write_text(page_of(rows[title] for title in order if title in rows), encoding="utf-8")
