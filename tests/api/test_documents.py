"""Agendas and tables as documents."""

from datetime import UTC, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from api.documents.agenda import AgendaItemOut, AgendaOut
from api.documents.dates import day_and_time
from api.documents.markdown import as_markdown
from api.v1.meetings import MeetingOut
from api.v1.views import ViewOut

LEEDS = ZoneInfo("Europe/London")


def view(text: str, attribution: str | None = None) -> ViewOut:
    return ViewOut(
        id=uuid4(), text=text, question=None, theme=None, network="leeds", meeting=None, attribution=attribution,
        said_at=datetime(2027, 6, 1, tzinfo=UTC), agenda_item=None,
    )  # fmt: skip


def agenda(*items: AgendaItemOut, unplaced: tuple[ViewOut, ...] = ()) -> AgendaOut:
    meeting = MeetingOut(
        id=UUID(int=1), network="leeds", title="June meeting", starts_at=datetime(2027, 6, 3, 13, tzinfo=UTC),
        place="Central Library", questions=[], created_at=datetime(2027, 5, 1, tzinfo=UTC),
    )  # fmt: skip
    return AgendaOut(meeting=meeting, items=list(items), unplaced=list(unplaced))


def item(title: str, *views: ViewOut, voices: int | None = None, outcome: str | None = None) -> AgendaItemOut:
    return AgendaItemOut(
        id=uuid4(), position=1, title=title, theme=None, voices=voices, views=list(views), outcome=outcome
    )


def test_a_whole_agenda_in_markdown() -> None:
    buses = item("The last bus", view("goes at six", "Parveen"), view("no fares"), voices=7, outcome="We wrote to them")
    assert as_markdown(agenda(buses, unplaced=(view("saturdays"),)), LEEDS).decode() == (
        "# June meeting\n\n2pm Thursday 3 June 2027  \nCentral Library\n\n"
        "## 1. The last bus\n\n- goes at six (Parveen)\n- no fares\n\nFrom 7 people.\n\n"
        "**What was decided:** We wrote to them\n\n"
        "## Also said\n\n- saturdays\n"
    )


@pytest.mark.parametrize(
    "words", ["# shouting", "[a](javascript:x)", "![](http://x)", "<script>", "a\n\n# b", "`code`", "1. one", "> who"]
)
def test_words_stay_words(words: str) -> None:
    lines = as_markdown(agenda(item("x", view(words))), LEEDS).decode().splitlines()
    (quoted,) = [line for line in lines if line.startswith("- ")]
    plain = quoted[2:].replace("\\", "")
    assert plain == " ".join(words.split())
    assert "](" not in quoted
    assert "<s" not in quoted.replace("\\<", "")


@pytest.mark.parametrize(
    ("hour", "minute", "words"), [(14, 0, "2pm"), (9, 30, "9:30am"), (12, 0, "12pm"), (0, 5, "12:05am")]
)
def test_times_as_people_say_them(hour: int, minute: int, words: str) -> None:
    assert day_and_time(datetime(2027, 6, 1, hour, minute, tzinfo=LEEDS)) == f"{words} Tuesday 1 June 2027"
