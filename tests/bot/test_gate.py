"""May this text go now? Thousands of moments, two clock changes, and the person's own word first."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from bot.gate import FRESH, WEEK, Defer, Facts, Go, Skip, may_go
from bot.hours import Hours, allowed
from bot.settings import QuietHours
from conversations.effects import ANSWERS

LONDON = ZoneInfo("Europe/London")
NIGHT = Hours(QuietHours(time(19), time(9)), frozenset({6}), LONDON)
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANN = Facts("conversation", stopped=False, paused=False, agreed=True, unreachable=None, deadline=None)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 2 * 365 * 24 * 3600).map(lambda seconds: NEW_YEAR + timedelta(seconds=seconds))
ago = st.integers(0, 8 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))
facts = st.builds(
    Facts,
    kind=st.sampled_from(["reply", "urgent", "goodbye", "conversation"]),
    stopped=st.booleans(),
    paused=st.booleans(),
    agreed=st.booleans(),
    unreachable=st.sampled_from([None, "the number does not exist"]),
    deadline=st.none() | moments,
    queued_at=st.none() | moments,
    unsafe=st.booleans(),
    underage=st.booleans(),
    ration=st.none() | st.integers(0, 4),
)
thousands = settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
lately = st.lists(ago, max_size=6)


def verdict(each: Facts, now: datetime = NOON) -> Go | Skip | Defer:
    return may_go(each, now, NIGHT)


def test_a_text_to_someone_who_agreed_goes_at_noon() -> None:
    assert verdict(ANN) == Go()


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"stopped": True}, "stopped"),
        ({"paused": True}, "paused"),
        ({"agreed": False}, "no consent"),
        ({"unreachable": "blocked"}, "cannot be reached"),
        ({"deadline": NOON - timedelta(minutes=1)}, "too late"),
        ({"unsafe": True}, "unsafe phone"),
        ({"underage": True}, "under 18"),
        ({"ration": 0}, "weekly ration"),
    ],
)
def test_each_no_has_its_reason(change: dict[str, object], word: str) -> None:
    answer = verdict(replace(ANN, **change))  # type: ignore[arg-type]  # any field of Facts
    assert isinstance(answer, Skip)
    assert word in answer.reason


def test_an_answer_goes_at_three_in_the_morning_whoever_asks() -> None:
    asked = replace(ANN, kind="reply", agreed=False, unsafe=True, underage=True, ration=0)
    assert verdict(asked, NOON.replace(hour=3)) == Go()


def test_an_answer_that_could_not_go_for_long_wakes_nobody() -> None:
    three = NOON.replace(hour=3)
    late = replace(ANN, kind="reply", queued_at=three - FRESH - timedelta(seconds=1))
    assert verdict(late, three) == Defer(NOON.replace(hour=9), "quiet hours")
    assert verdict(replace(late, kind="urgent"), three) == Go(), "help in danger is never late"


def test_a_started_conversation_waits_for_the_morning() -> None:
    assert verdict(ANN, NOON.replace(hour=22)) == Defer(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "quiet hours")


def test_nothing_is_started_on_a_sunday() -> None:
    saturday_night = datetime(2026, 11, 28, 20, 0, tzinfo=UTC)
    assert verdict(ANN, saturday_night) == Defer(datetime(2026, 11, 30, 9, 0, tzinfo=UTC), "quiet hours")


def test_a_text_that_would_come_too_late_is_not_kept_for_the_morning() -> None:
    late = NOON.replace(hour=22)
    answer = verdict(replace(ANN, deadline=late + timedelta(hours=2)), late)
    assert isinstance(answer, Skip)
    assert "quiet hours" in answer.reason


def test_the_fourth_text_of_a_week_waits_until_the_first_is_a_week_old() -> None:
    three = (NOON - 6 * DAY, NOON - DAY, NOON - HOUR)
    assert verdict(replace(ANN, started=three[:2], ration=3)) == Go()
    answer = verdict(replace(ANN, started=three, ration=3))
    assert isinstance(answer, Defer)
    assert answer.until == NOON + DAY
    assert "weekly ration" in answer.reason


def test_what_the_ration_holds_back_also_waits_for_a_decent_hour() -> None:
    three = (NOON.replace(hour=21) - 5 * DAY, NOON - DAY, NOON - HOUR)
    answer = verdict(replace(ANN, started=three, ration=3))
    assert isinstance(answer, Defer)
    assert answer.until == datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("night", "morning"),
    [
        # Clocks go forward on 29 March 2026: nine in the morning is eight in UTC.
        (datetime(2026, 3, 28, 23, 0, tzinfo=UTC), datetime(2026, 3, 29, 8, 0, tzinfo=UTC)),
        # Clocks go back on 25 October 2026: nine in the morning is nine in UTC.
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), datetime(2026, 10, 25, 9, 0, tzinfo=UTC)),
    ],
)
def test_nine_is_nine_on_the_wall_when_the_clocks_change(night: datetime, morning: datetime) -> None:
    any_day = replace(NIGHT, days=frozenset())
    assert may_go(ANN, night, any_day) == Defer(morning, "quiet hours")


@thousands
@given(facts, moments)
def test_after_stop_nothing_but_the_goodbye(each: Facts, now: datetime) -> None:
    if each.stopped and each.kind != "goodbye":
        assert isinstance(verdict(each, now), Skip)


@thousands
@given(facts, moments, lately)
def test_nothing_is_begun_at_a_bad_hour_beyond_the_ration_or_without_a_yes(
    each: Facts, now: datetime, before: list[timedelta]
) -> None:
    each = replace(each, started=tuple(sorted(now - gap for gap in before)))
    if each.kind not in ANSWERS and verdict(each, now) == Go():
        assert each.agreed
        assert not (each.paused or each.unsafe or each.underage)
        assert allowed(NIGHT, now)
        assert each.ration is None or sum(gap < WEEK for gap in before) < each.ration


@thousands
@given(facts, moments, lately)
@example(ANN, datetime(2026, 3, 28, 23, 0, tzinfo=UTC), [])
@example(ANN, datetime(2026, 10, 24, 23, 0, tzinfo=UTC), [])
def test_what_is_put_off_goes_at_the_very_moment_it_was_told(
    each: Facts, now: datetime, before: list[timedelta]
) -> None:
    each = replace(each, started=tuple(sorted(now - gap for gap in before)))
    answer = verdict(each, now)
    assume(isinstance(answer, Defer))
    assert isinstance(answer, Defer)
    assert now < answer.until
    assert verdict(each, answer.until) == Go()
    assert each.deadline is None or answer.until <= each.deadline
    earlier = answer.until - timedelta(minutes=1)
    assert earlier < now or verdict(each, earlier) != Go(), "not a minute sooner"
