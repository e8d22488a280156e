"""A file is what its first bytes say, whatever it calls itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.file_types import ENDINGS, LOOKS, NAMED, is_what_it_says, type_named
from tests.files import HEIC, JPEG, M4A, MP3, MP4, OGG, PAGE, PNG, PROGRAM

TRUE = {
    "audio/ogg": OGG, "audio/mpeg": MP3, "audio/mp4": M4A, "video/mp4": MP4, "image/jpeg": JPEG, "image/png": PNG,
}  # fmt: skip


@pytest.mark.parametrize("mime", TRUE)
def test_a_true_file_is_believed_and_no_other(mime: str) -> None:
    assert is_what_it_says(mime, TRUE[mime])
    for lie in (PAGE, PROGRAM, HEIC, b"", TRUE[mime][:1]):
        assert not is_what_it_says(mime, lie)


def test_a_bare_frame_of_sound_is_mp3_and_raw_aac_is_not() -> None:
    assert is_what_it_says("audio/mpeg", b"\xff\xfb\x90\x64")
    assert is_what_it_says("audio/mpeg", b"\xff\xf3\x40\xc4")
    assert not is_what_it_says("audio/mpeg", b"\xff\xf1\x50\x80")


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("audio/ogg; codecs=opus", "audio/ogg"), ("AUDIO/MP3", "audio/mpeg"), ("audio/x-m4a", "audio/mp4"),
        ("text/html", None), ("image/svg+xml", None), ("application/x-msdownload", None), ("", None),
    ],
)  # fmt: skip
def test_types_by_the_names_that_phones_give_them(told: str, named: str | None) -> None:
    assert type_named(told) == named


def test_every_type_can_be_checked_and_served() -> None:
    assert set(NAMED.values()) == set(LOOKS) == set(ENDINGS)


@given(st.text(), st.binary(max_size=64))
def test_whatever_comes_it_is_decided(told: str, content: bytes) -> None:
    assert is_what_it_says(type_named(told) or told, content) in (True, False)
