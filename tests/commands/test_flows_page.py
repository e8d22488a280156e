"""docs/flows.md, done: its files are written, its changes made, its commands run, its talks had."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from shlex import split

import pytest

from conversations.nodes import KINDS
from tests.commands.conftest import Lightline
from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "flows.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
TYPED = "you> "


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """As much of the source as the page needs."""
    shutil.copytree(ROOT / "conversations" / "flows", tmp_path / "conversations" / "flows")
    shutil.copytree(ROOT / "tests" / "transcripts", tmp_path / "tests" / "transcripts")
    return tmp_path


def test_all_that_the_page_says_happens(source: Path, lightline: Lightline) -> None:
    for sort, name, block in FENCE.findall(PAGE):
        match sort:
            case "sh":
                run(block, source, lightline)
            case "console":
                talk(block, lightline)
            case "diff":
                change(source / name, block)
            case _:
                (source / name).write_text(block, encoding="utf-8")
    saved = (source / "tests" / "transcripts" / "tea_with_a_scone.txt").read_text(encoding="utf-8")
    assert saved.startswith("# Ann has a scone.\n@ agreed\n")
    assert "> scone\n< Thank you, Ann. The kettle is on.\n" in saved


def run(block: str, source: Path, lightline: Lightline) -> None:
    """Commands that say nothing worth showing."""
    for line in block.splitlines():
        if line.startswith("lightline "):
            result = lightline(*split(line)[1:])
            assert result.exit_code == 0, result.output
        else:
            subprocess.run(line, shell=True, cwd=source, check=True)


def talk(block: str, lightline: Lightline) -> None:
    """A command, what is typed, and the lines that come back, in this order."""
    first, *lines = block.splitlines()
    typed = [line.removeprefix(TYPED) for line in lines if line.startswith(TYPED)]
    result = lightline(*split(first)[2:], typed="\n".join([*typed, ""]))
    rest = f"{result.stdout}\n{result.stderr}"
    for line in lines:
        if not line.startswith(TYPED):
            assert line in rest, f"{first}\nsays nothing like\n{line}\nbut\n{result.output}"
            rest = rest.split(line, 1)[1]


def change(path: Path, block: str) -> None:
    """One change to a file: the lines with - are there once, and the lines with + take their place."""
    old, new = ("\n".join(part(block, sign)) for sign in "-+")
    text = path.read_text(encoding="utf-8")
    assert text.count(f"\n{old}\n") + text.startswith(f"{old}\n") == 1, f"{old!r} is not in {path.name} once"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def part(block: str, sign: str) -> Iterator[str]:
    return (line.removeprefix(sign) for line in block.splitlines() if line.startswith(sign))


def test_every_kind_of_node_is_on_the_page() -> None:
    table = PAGE.split("## The kinds of node")[1]
    assert set(KINDS) <= set(re.findall(r"`(\w+)`", table))
