"""The written conversations, played through the real webhooks of the real application."""

import asyncio

import pytest

from storage.database import Database
from tests.acceptance.check import check
from tests.acceptance.dialogues import Dialogue, read_dialogues
from tests.acceptance.line import World, open_line
from tests.acceptance.phones import phone_on
from tests.acceptance.play import Play
from tests.acceptance.reasons import REASONS
from tests.acceptance.table import FILE, page_of, put, row_of, rows_in_page

DIALOGUES = read_dialogues()


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=[each.title for each in DIALOGUES])
def test_a_conversation_ends_well_and_leaves_what_the_page_says(
    dialogue: Dialogue, database: Database, world: World, pytestconfig: pytest.Config
) -> None:
    row = asyncio.run(played(dialogue, database, world))
    if pytestconfig.getoption("--rewrite"):
        put(row, [each.title for each in DIALOGUES])
    assert rows_in_page()[dialogue.title] == row, "docs/dialogues.md is out of date: pytest tests/acceptance --rewrite"


async def played(dialogue: Dialogue, database: Database, world: World) -> str:
    """What came of it, as a line of the page."""
    async with open_line(database, world) as line:
        play = Play(line, dialogue, phone_on(dialogue.channel, world))
        await play.run()
        return row_of(dialogue.title, dialogue.channel, await check(play))


def test_the_page_has_every_conversation_and_adds_up() -> None:
    rows = rows_in_page()
    assert list(rows) == [each.title for each in DIALOGUES]
    assert FILE.read_text(encoding="utf-8") == page_of(rows.values())


def test_every_conversation_that_falls_short_says_why_and_no_other() -> None:
    assert {title for title, row in rows_in_page().items() if "` should be " in row} == set(REASONS)
