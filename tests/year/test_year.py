"""Weeks around each clock change, with people and senders at all hours: no text that somebody did not want."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from tests.year.watching import Watcher, Went, first_decent
from tests.year.year import Year

LONDON = ZoneInfo("Europe/London")
NIGHT = datetime(2027, 1, 12, 23, 30, tzinfo=UTC)
SUNDAY_NOON = datetime(2027, 1, 17, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("begins", [datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 10, 23, tzinfo=UTC)])
def test_nobody_is_pestered_around_a_clock_change(tmp_path: Path, begins: datetime) -> None:
    year = Year(tmp_path, begins, days=14, people=30, seed=begins.month)
    watcher = year.run()
    assert watcher.breaches == []
    assert watcher.seen["conversation"] > 30
    assert watcher.seen["deferred"] > 10
    assert watcher.seen["rationed"] > 0
    assert watcher.seen["reply"] > 100


def went(**other: object) -> Went:
    told: dict[str, object] = {
        "at": NIGHT, "person": uuid4(), "kind": "conversation", "due": NIGHT, "agreed": True, "resting": False
    }  # fmt: skip
    return Went(**told | other)  # type: ignore[arg-type]


def test_the_watcher_sees_each_breach() -> None:
    person, watcher = uuid4(), Watcher(LONDON)
    day = NIGHT + timedelta(hours=12)
    watcher.stopped.add(person)
    for bad in (
        went(),
        went(at=day, due=day, agreed=False),
        went(at=day, due=day, resting=True),
        went(at=day, due=NIGHT),
        went(at=SUNDAY_NOON, due=SUNDAY_NOON),
        went(at=day, due=day, person=person),
        went(kind="reply", person=person),
    ):
        before = len(watcher.breaches)
        watcher.watch(bad)
        assert len(watcher.breaches) > before
    watcher.watch(went(at=first_decent(NIGHT, LONDON)))
    watcher.watch(went(kind="reply"))
    mornings = [first_decent(NIGHT, LONDON) + timedelta(hours=n) for n in range(4)]
    before = len(watcher.breaches)
    for morning in mornings:
        watcher.watch(went(at=morning, due=morning, person=UUID(int=1)))
    assert watcher.breaches[before].startswith("more than the week's ration")


@pytest.mark.parametrize(
    ("due", "first"),
    [
        ("2027-03-27T20:00", "2027-03-29T09:00"),
        ("2027-03-28T00:30", "2027-03-29T09:00"),
        ("2027-10-30T18:59", "2027-10-30T18:59"),
        ("2027-10-31T12:00", "2027-11-01T09:00"),
    ],
)
def test_the_first_decent_minute_is_in_wall_time(due: str, first: str) -> None:
    at = datetime.fromisoformat(due).replace(tzinfo=LONDON).astimezone(UTC)
    assert first_decent(at, LONDON).astimezone(LONDON) == datetime.fromisoformat(first).replace(tzinfo=LONDON)
