import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.addresses import NotAMobile, NotAnAddress, is_uk_mobile, normalise_address, normalise_uk_mobile


@pytest.mark.parametrize(
    "written",
    ["07700 900123", "+447700900123", "00447700900123", "+44 (0)7700 900 123", "447700900123", "(07700) 900-123"],
)
def test_any_usual_writing_of_a_mobile_is_one_number(written: str) -> None:
    assert normalise_uk_mobile(written) == "+447700900123"


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("0113 496 0001", "landline"),
        ("070 1234 5678", "070"),
        ("07640 123456", "not a mobile"),
        ("0800 1111", "not a mobile"),
        ("+48 512 345 678", "not a UK number"),
        ("07700 90012", "no such number"),
        ("07700 900 1234", "no such number"),
        ("not a number", "not a phone number"),
        ("", "not a phone number"),
        ("\x00", "not a phone number"),
    ],
)
def test_what_is_no_uk_mobile_is_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(NotAMobile, match=reason) as raised:
        normalise_uk_mobile(written)
    assert not written or written not in str(raised.value)


def test_the_islands_are_in() -> None:
    assert is_uk_mobile("+447624123456")  # Isle of Man
    assert is_uk_mobile(normalise_uk_mobile("07797 123456"))  # Jersey


@pytest.mark.parametrize(
    ("channel", "written", "kept"),
    [
        ("sms", "07700 900001", "+447700900001"),
        ("telegram", " 5000000001 ", "5000000001"),
        ("simulator", "sms:07700 900001", "sms:+447700900001"),
        ("simulator", "telegram:42", "telegram:42"),
    ],
)
def test_each_channel_keeps_its_addresses_in_one_form(channel: str, written: str, kept: str) -> None:
    assert normalise_address(channel, written) == kept
    assert normalise_address(channel, kept) == kept


@pytest.mark.parametrize(
    ("channel", "written"),
    [
        ("telegram", "-100123"),
        ("telegram", "@parveen"),
        ("telegram", "0"),
        ("simulator", "07700900001"),
        ("simulator", "sms:0113 496 0001"),
        ("simulator", "simulator:sms:07700900001"),
        ("pigeon", "07700900001"),
    ],
)
def test_other_addresses_are_refused(channel: str, written: str) -> None:
    with pytest.raises(NotAnAddress):
        normalise_address(channel, written)


@given(st.sampled_from(["sms", "telegram", "simulator"]), st.text())
def test_whatever_is_typed_is_kept_in_one_form_or_refused(channel: str, written: str) -> None:
    try:
        kept = normalise_address(channel, written)
    except NotAnAddress:
        return
    assert normalise_address(channel, kept) == kept
