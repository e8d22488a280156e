"""What kinds of file we take in, and whether one is what it says it is.

A type is believed only if the first bytes agree: a page or a program that calls itself a picture is never kept.
"""

from collections.abc import Callable, Mapping

OGG, MP3, M4A, MP4, JPEG, PNG = "audio/ogg", "audio/mpeg", "audio/mp4", "video/mp4", "image/jpeg", "image/png"

NAMED: Mapping[str, str] = {
    OGG: OGG, "application/ogg": OGG, "audio/opus": OGG, "audio/x-opus+ogg": OGG,
    MP3: MP3, "audio/mp3": MP3, "audio/x-mp3": MP3, "audio/mpeg3": MP3, "audio/x-mpeg": MP3,
    M4A: M4A, "audio/m4a": M4A, "audio/x-m4a": M4A,
    MP4: MP4,
    JPEG: JPEG, "image/jpg": JPEG,
    PNG: PNG,
}  # fmt: skip
"""What people's phones call a type -> its name here."""

ENDINGS: Mapping[str, str] = {OGG: "ogg", MP3: "mp3", M4A: "m4a", MP4: "mp4", JPEG: "jpg", PNG: "png"}
"""What the name of such a file ends with."""


def is_mp3(content: bytes) -> bool:
    """A tag, or the first frame of MPEG audio, layer III."""
    frame = len(content) > 1 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2
    return frame or content.startswith(b"ID3")


def is_mp4(content: bytes) -> bool:
    """The container of sound and film, but not of the pictures that use it too."""
    return content[4:8] == b"ftyp" and content[8:12] not in (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis")


LOOKS: Mapping[str, Callable[[bytes], bool]] = {
    OGG: lambda content: content.startswith(b"OggS"),
    MP3: is_mp3,
    M4A: is_mp4,
    MP4: is_mp4,
    JPEG: lambda content: content.startswith(b"\xff\xd8\xff"),
    PNG: lambda content: content.startswith(b"\x89PNG\r\n\x1a\n"),
}
"""Type -> how its first bytes look."""


def type_named(claimed: str) -> str | None:
    """Our name for a type; None for one that we do not take in."""
    return NAMED.get(claimed.partition(";")[0].strip().lower())


def is_what_it_says(mime: str, content: bytes) -> bool:
    """Whether the bytes are of this type."""
    return mime in LOOKS and LOOKS[mime](content)
