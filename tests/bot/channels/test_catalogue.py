import pytest

from bot.channels.catalogue import (
    CONTENT,
    GONE,
    LATER,
    OURS,
    SLOW_DOWN,
    STOPPED,
    TELEGRAM_GONE,
    telegram_refusal,
    twilio_error,
    twilio_refusal,
)
from bot.channels.errors import OptedOut, OursToFix, Refused, SendError, TryLater, Uncertain, Unreachable

TABLES = (GONE, STOPPED, OURS, CONTENT, LATER)


def test_no_code_stands_in_two_tables() -> None:
    codes = [code for table in TABLES for code in table]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        (Unreachable, "21211 21614 30005 30006 63003 63024"),
        (OptedOut, "21610"),
        (OursToFix, "20003 30002 21212 21606 21608 21408 21612 21703 21705 21617"),
        (Refused, "30004 30007 63013"),
        (TryLater, "20429 21611 30001 30003 30008 30017 30410 30450 63018 63038"),
    ],
)
def test_every_known_code_says_what_to_do(kind: type[SendError], codes: str) -> None:
    for code in codes.split():
        error = twilio_error(code)
        assert (type(error), error.code) == (kind, code)
        assert error.reason.endswith(".")
        assert code not in error.reason


def test_all_codes_are_tested() -> None:
    assert sum(map(len, TABLES)) == 6 + 1 + 10 + 3 + 10


@pytest.mark.parametrize("code", [None, "", "99999", "0"])
def test_an_unknown_code_is_shown_to_a_person_and_not_retried(code: str | None) -> None:
    assert type(twilio_error(code)) is Refused


def test_a_phone_that_is_off_is_tried_over_days_not_seconds() -> None:
    error = twilio_error("30003")
    assert isinstance(error, TryLater)
    assert list(error.waits or ()) == [6 * 3600, 24 * 3600, 48 * 3600]
    assert not error.whole


@pytest.mark.parametrize("code", sorted(LATER))
def test_what_may_work_later_comes_to_an_end_and_says_whether_everybody_waits(code: str) -> None:
    error = twilio_error(code)
    assert isinstance(error, TryLater)
    assert error.waits is None or 1 < len(error.waits) < 9
    assert error.whole == (code in SLOW_DOWN)


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (400, "21610", OptedOut),
        (429, "20429", TryLater),
        (429, "429", TryLater),
        (500, "20500", Uncertain),
        (503, "503", Uncertain),
        (503, "30001", TryLater),
        (401, "401", OursToFix),
        (403, "20005", OursToFix),
        (404, "20404", OursToFix),
        (400, "30007", Refused),
        (400, "99999", Refused),
        (302, "302", Refused),
    ],
)
def test_an_answer_is_read_by_its_code_then_by_its_status(status: int, code: str, kind: type[SendError]) -> None:
    assert type(twilio_refusal(status, code)) is kind


@pytest.mark.parametrize("words", TELEGRAM_GONE)
def test_telegram_says_that_somebody_is_gone(words: str) -> None:
    assert type(telegram_refusal(403, f"Forbidden: {words.upper()}")) is Unreachable


@pytest.mark.parametrize("words", ["message is too long", "can't parse entities", ""])
def test_other_words_of_telegram_go_to_a_person(words: str) -> None:
    assert type(telegram_refusal(400, words)) is Refused
