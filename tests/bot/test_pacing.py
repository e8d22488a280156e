"""The pace, by the thousand: never faster than the rate, and not slower either."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.pacing import Rate, Window

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
MOST = 7
"""Units that one text takes at most."""

rates = st.builds(Rate, st.sampled_from([0.5, 1.0, 10.0, 30.0]), st.integers(1, 10).map(float))
gaps = st.lists(st.integers(0, 3000).map(lambda n: timedelta(milliseconds=n)), max_size=60)
sizes = st.lists(st.integers(1, MOST), min_size=60, max_size=60)
thousands = settings(max_examples=2000, deadline=None)


def sent(rate: Rate, looks: list[timedelta], units: list[int]) -> list[tuple[datetime, int]]:
    """When how much left, for a sender that looks after each gap and sends one text if it may."""
    now, free_at, gone = NOON, None, []
    for gap, size in zip(looks, units, strict=False):
        now += gap
        if rate.ready_at(free_at, now) <= now:
            free_at = rate.paid_at(free_at, now, size)
            gone.append((now, size))
    return gone


@thousands
@given(rates, gaps, sizes)
def test_no_stretch_of_time_holds_more_than_the_rate_and_the_burst(
    rate: Rate, looks: list[timedelta], units: list[int]
) -> None:
    gone = sent(rate, looks, units)
    for first, (begins, _) in enumerate(gone):
        total = 0
        for ends, size in gone[first:]:
            total += size
            allowed = rate.a_second * (ends - begins).total_seconds() + rate.burst - 1
            assert total - size <= allowed + 0.001, "what went before the last one fits, so that the last one may go"


@thousands
@given(rates, sizes, st.integers(0, 90))
def test_whoever_comes_as_soon_as_they_may_reaches_the_rate(rate: Rate, units: list[int], late: int) -> None:
    """Also if every look comes a little late, as long as the burst makes good for it."""
    lateness = min(timedelta(milliseconds=late), rate.each * (rate.burst - 1))
    now, free_at = NOON, None
    for size in units:
        now = rate.ready_at(free_at, now) + (lateness if free_at else timedelta(0))
        free_at = rate.paid_at(free_at, now, size)
    assert free_at
    took = (now - NOON + rate.each * rate.burst).total_seconds()
    assert sum(units[:-1]) / rate.a_second <= took + 0.001


@thousands
@given(rates, st.none() | st.integers(-9000, 9000).map(lambda n: NOON + timedelta(milliseconds=n)))
def test_ready_is_the_first_moment(rate: Rate, free_at: datetime | None) -> None:
    ready = rate.ready_at(free_at, NOON)
    assert ready >= NOON
    assert rate.ready_at(free_at, ready) == ready
    if ready > NOON:
        just_before = ready - timedelta(milliseconds=1)
        assert rate.ready_at(free_at, just_before) > just_before


@thousands
@given(st.integers(1, 4), st.integers(1, 5), gaps)
def test_one_person_gets_no_more_than_the_window_holds(texts: int, seconds: int, looks: list[timedelta]) -> None:
    window, now, gone = Window(texts, timedelta(seconds=seconds)), NOON, list[datetime]()
    for gap in looks:
        now += gap
        opens = window.opens_at(gone, now)
        assert opens >= now
        assert window.opens_at(gone, opens) == opens
        if opens == now:
            gone.append(now)
    for each in gone:
        assert sum(each <= other < each + window.within for other in gone) <= texts
