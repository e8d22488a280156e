"""Pages about the house say what is so: the files they name are there, decisions have their four parts."""

import re

import pytest

from tests.house.sources import ROOT

PARTS = ["## Context", "## Choice", "## Consequences", "## What would change our mind"]
DECISIONS = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("*.md") if path.name != "README.md")
PAGES = [
    "docs/chaos.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "docs/decisions/README.md",
    "docs/flows.md",
    "docs/operations.md",
    "docs/broadcasts.md",
    "docs/interests.md",
]


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_has_its_four_parts(name: str) -> None:
    text = (ROOT / "docs" / "decisions" / name).read_text(encoding="utf-8")
    assert re.findall(r"^## .*$", text, flags=re.MULTILINE) == PARTS


def test_every_decision_is_on_the_list() -> None:
    listed = re.findall(r"\]\(([a-z-]+\.md)\)", (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8"))
    assert sorted(listed) == DECISIONS


@pytest.mark.parametrize("page", PAGES)
def test_every_path_that_is_named_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:api|bot|storage|conversations|tests|docs|scripts|\.ci)/[\w./-]*)`", text)
    named += [f"docs/decisions/{link}" for link in re.findall(r"\]\(docs/decisions/([\w-]+\.md)\)", text)]
    missing = [path for path in named if not (ROOT / path).exists()]
    assert not missing


@pytest.mark.parametrize(
    "target",
    ["demo", "test", "check", "format", "lock", "docs", "evaluate", "train", "props", "year", "chaos", "bench"],
)
def test_the_makefile_keeps_what_the_pages_promise(target: str) -> None:
    assert re.search(rf"^{target}:.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
