"""May this text go now? Thousands of moments, two clock changes, and the person's own word first."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gate import ANSWERS, Defer, Facts, Go, Skip, may_go, quiet_until
from bot.settings import QuietHours

LONDON = ZoneInfo("Europe/London")
NIGHT = QuietHours(time(19), time(9))
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANN = Facts("conversation", stopped=False, paused=False, agreed=True, unreachable=None, deadline=None)

NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 2 * 365 * 24 * 3600).map(lambda seconds: NEW_YEAR + timedelta(seconds=seconds))
facts = st.builds(
    Facts,
    kind=st.sampled_from(["reply", "urgent", "goodbye", "conversation"]),
    stopped=st.booleans(),
    paused=st.booleans(),
    agreed=st.booleans(),
    unreachable=st.sampled_from([None, "the number does not exist"]),
    deadline=st.none() | moments,
)


def verdict(each: Facts, now: datetime = NOON) -> Go | Skip | Defer:
    return may_go(each, now, NIGHT, LONDON)


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
    ],
)
def test_each_no_has_its_reason(change: dict[str, object], word: str) -> None:
    answer = verdict(replace(ANN, **change))  # type: ignore[arg-type]  # any field of Facts
    assert isinstance(answer, Skip)
    assert word in answer.reason


def test_an_answer_goes_at_three_in_the_morning() -> None:
    assert verdict(replace(ANN, kind="reply", agreed=False), NOON.replace(hour=3)) == Go()


def test_a_started_conversation_waits_for_the_morning() -> None:
    assert verdict(ANN, NOON.replace(hour=22)) == Defer(datetime(2026, 11, 25, 9, 0, tzinfo=UTC), "quiet hours")


def test_a_text_that_would_come_too_late_is_not_kept_for_the_morning() -> None:
    late = NOON.replace(hour=22)
    answer = verdict(replace(ANN, deadline=late + timedelta(hours=2)), late)
    assert isinstance(answer, Skip)


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
    assert verdict(ANN, night) == Defer(morning, "quiet hours")


@given(facts, moments)
def test_after_stop_nothing_but_the_goodbye(each: Facts, now: datetime) -> None:
    if each.stopped and each.kind != "goodbye":
        assert isinstance(verdict(each, now), Skip)


@given(facts, moments)
def test_no_conversation_is_started_in_quiet_hours_or_without_a_yes(each: Facts, now: datetime) -> None:
    if each.kind not in ANSWERS and verdict(each, now) == Go():
        assert each.agreed
        assert not each.paused
        assert time(9) <= now.astimezone(LONDON).time() < time(19)


@given(moments, st.times().map(lambda t: t.replace(second=0, microsecond=0)), st.integers(1, 1439))
def test_a_deferred_text_goes_at_the_first_allowed_minute(now: datetime, starts: time, minutes: int) -> None:
    ends = (datetime.combine(NEW_YEAR, starts) + timedelta(minutes=minutes)).time()
    quiet = QuietHours(starts, ends)
    until = quiet_until(now, quiet, LONDON)
    if until is not None:
        assert quiet_until(until, quiet, LONDON) is None
        assert timedelta(0) < until - now <= timedelta(hours=25) or is_repeated_hour(now)


def is_repeated_hour(now: datetime) -> bool:
    """In the hour that exists twice the morning's end may already have been, once."""
    return bool(now.astimezone(LONDON).fold)
