"""When: a day, a time of day, a stretch of time ("till monday", "for two weeks", "in a month", "friday half 3").

All is wall time in the zone of `now`, so that "monday 9am" is 9 also when the clocks change in between.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from conversations.reading.phrases import book
from conversations.reading.sections import read_sections
from conversations.reading.words import clean, plain

MORNING = time(9)
"""When a day begins for somebody who names a day and no time: texts are welcome from then on."""

_SECTIONS = read_sections("dates.txt")
_TOLD = book(_SECTIONS, "told")


def _numbered(lines: Iterable[str]) -> dict[str, int]:
    return {word: at for at, line in enumerate(lines, start=1) for word in line.split()}


_WEEKDAYS, _MONTHS = _numbered(_SECTIONS["weekday"]), _numbered(_SECTIONS["month"])
_NUMBERS = {word: int(line.split()[0]) for line in _SECTIONS["number"] for word in line.split()}
_UNITS = {word: line.split()[0] for line in _SECTIONS["unit"] for word in line.split()[1:]}
_FEASTS = {word: line.split()[0] for line in _SECTIONS["feast"] for word in line.split()[1:]}
_DOUBTFUL = frozenset(" ".join(_SECTIONS["doubtful"]).split())
_WORDS_OF_TIME = frozenset(" ".join(_SECTIONS["word_of_time"]).split())
_LENGTHS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(weeks=1),
    "fortnight": timedelta(weeks=2),
}
_STRETCH = re.compile(rf" (\d{{1,3}}|{'|'.join(_NUMBERS)})(?: of)?(?: more)? ({'|'.join(_UNITS)})(?!\S)")
_CLOCK = re.compile(
    r"(?<![\d/£.])(?P<half>half |quarter )?(?P<way>past |to )?(?P<hour>1[0-2]|0?[1-9]|2[0-3])"
    r"(?:[.:](?P<minute>[0-5]\d))? ?(?P<noon>am|pm|a\.m\.?|p\.m\.?|o'?clock)?(?![\d/%]|st|nd|rd|th|[.:]\d)\b"
)
_AT = re.compile(r"\b(at|by|till|til|until|before|after|from|about|around|for)\s?\Z")
_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})(?:[/.](?:20)?(\d\d))?(?![\d/]|\s?[ap]m)")
_DAY_OF_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\Z")


def read_span(text: str, now: datetime) -> datetime | None:
    """The moment that a text names or until which it asks for time, always after `now` (aware).

    None where it names none or leaves the end open: "till im out of hospital", "for a bit".
    """
    line = _TOLD.hide(plain(text))
    if stretch := _STRETCH.search(line):
        return _after(now, stretch[1], _UNITS[stretch[2]])
    day = _day(line.split(), now) or _numeric(text, now)
    clock = _clock(text, certain=day is None)
    if day is None and clock is None:
        return None
    moment = datetime.combine(day or now.date(), clock or MORNING, now.tzinfo)
    if moment > now:
        return moment
    return moment + timedelta(days=1) if day is None or day <= now.date() else None


def _after(now: datetime, amount: str, unit: str) -> datetime | None:
    number = int(amount) if amount.isdigit() else _NUMBERS[amount]
    if not number:
        return None
    if unit in _LENGTHS:
        return now + number * _LENGTHS[unit]
    return _months_on(now, number * (12 if unit == "year" else 1))


def _months_on(now: datetime, months: int) -> datetime | None:
    """The same day of a later month, or its last day; None beyond the calendar."""
    year, month = divmod(now.year * 12 + now.month - 1 + months, 12)
    for day in range(now.day, now.day - 4, -1):
        try:
            return now.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return None


def _day(said: list[str], now: datetime) -> date | None:
    today = now.date()
    for at, word in enumerate(said):
        before = said[at - 1] if at else ""
        if word in _DOUBTFUL and before not in _WORDS_OF_TIME and not _day_of_month(said, at):
            continue
        if day := _named(said, at, word, today):
            past = 2 if word == "weekend" else 1
            return day + timedelta(days=past) if _follows(said, at) else day
    return None


def _named(said: list[str], at: int, word: str, today: date) -> date | None:
    before, after = said[at - 1] if at else "", said[at + 1] if at + 1 < len(said) else ""
    if word in ("tomorrow", "jutro", "jutra", "maine", "kal"):
        return today + timedelta(days=1)
    if word in ("today", "tonight", "dzisiaj", "dzis", "azi", "aaj"):
        return today
    if word in _MONTHS and (number := _day_of_month(said, at)):
        return _coming(today, _MONTHS[word], number)
    if word in _WEEKDAYS:
        ahead = (_WEEKDAYS[word] - today.isoweekday() - 1) % 7 + 1
        return today + timedelta(days=ahead + (7 if after == "week" else 0))
    if word in _MONTHS and before in _WORDS_OF_TIME:
        return _coming(today, _MONTHS[word], 1)
    if word in _FEASTS:
        month, day = _FEASTS[word].split("-")
        return _coming(today, int(month), int(day))
    return _stretch_by_name(word, before, after, today)


def _stretch_by_name(word: str, before: str, after: str, today: date) -> date | None:
    """A time with no figure in it: next week, the weekend, new year."""
    if word == "weekend":
        return today + timedelta(days=(6 - today.isoweekday() - 1) % 7 + 1)
    if before == "next" and word == "week":
        return today + timedelta(days=8 - today.isoweekday())
    if before == "next" and word == "month":
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    if (before, word) in (("new", "year"), ("next", "year")) or (word, after) == ("nowy", "rok"):
        return today.replace(year=today.year + 1, month=1, day=1)
    return None


def _follows(said: list[str], at: int) -> bool:
    """Whether "after" stands before the day: "after the weekend"."""
    return bool({"after", "po", "dupa"} & set(said[max(0, at - 2) : at]))


def _day_of_month(said: list[str], at: int) -> int | None:
    near: Iterator[str] = iter(said[at - 1 : at] + said[at + 1 : at + 2] + (said[at - 2 : at - 1] if at > 1 else []))
    for word in near:
        if (found := _DAY_OF_MONTH.match(word)) and 1 <= int(found[1]) <= 31:
            return int(found[1])
    return None


def _coming(today: date, month: int, day: int) -> date | None:
    """The next such day of the year, today included; None if no month has it."""
    for year in range(today.year, today.year + 9):
        try:
            if (coming := date(year, month, day)) >= today:
                return coming
        except ValueError:
            continue
    return None


def _numeric(text: str, now: datetime) -> date | None:
    """A date in figures, the day first: 3/6, 03.06.27."""
    found = _NUMERIC.search(clean(text))
    if not found or not 1 <= int(found[2]) <= 12 or (":" in found[0] or ("." in found[0] and not found[3])):
        return None
    if not found[3]:
        return _coming(now.date(), int(found[2]), int(found[1]))
    try:
        return date(2000 + int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _clock(text: str, *, certain: bool) -> time | None:
    """A time of day. With `certain` a bare number is none: it needs am, minutes, "half", or "at" before it.

    Without am or pm, 1 to 7 are of the afternoon: nobody is invited at 3 at night.
    """
    line = clean(text).lower()
    if re.search(r"\b(midday|noon)\b", line):
        return time(12)
    for found in _CLOCK.finditer(line):
        sure = found["noon"] or found["minute"] or found["half"]
        at = _AT.search(line[max(0, found.start() - 10) : found.start()])
        if sure or (at and (not certain or at[1] == "at")):
            return _time(found)
    return None


def _time(found: re.Match[str]) -> time:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    noon = (found["noon"] or "").replace(".", "")
    if hour <= 12:
        afternoon = noon == "pm" or (noon != "am" and (hour < 8 or hour == 12))
        hour = hour % 12 + (12 if afternoon else 0)
    part = {"half ": 30, "quarter ": 15}.get(found["half"] or "", 0)
    total = hour * 60 + (minute or part) - (2 * part if found["way"] == "to " else 0)
    return time(total // 60 % 24, total % 60)
