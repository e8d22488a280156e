"""What a text costs by SMS: segments, and the plain signs that keep it from costing double."""

from conversations.texts import without_marks

GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The basic alphabet of GSM 03.38; each letter costs one."""
GSM_7_EXTRA = frozenset("\f^{}\\[~]|€")
"""Its extension table; each costs two."""

PLAIN = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212\u2022"), "-"),
    **dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t"), " "),
    **dict.fromkeys(map(ord, "\u200b\ufeff\u00ad")),
    ord("\u2026"): "...",
}
"""Typographic signs that turn a whole text into UCS-2, and what they become."""


def plain(text: str) -> str:
    """The text with plain quotes, dashes, dots and spaces, and Polish without its marks, as people text it themselves.

    Other letters stay: a name keeps its accents.
    """
    return without_marks(text).translate(PLAIN)


def is_gsm_7(text: str) -> bool:
    """Whether the text fits the cheap alphabet."""
    return GSM_7.union(GSM_7_EXTRA).issuperset(text)


def segments(text: str) -> int:
    """How many segments the text is billed as: 160 or 153 letters each in GSM-7, 70 or 67 in UCS-2 (GSM 03.40)."""
    costs = [cost(letter) for letter in text] if is_gsm_7(text) else [wide(letter) for letter in text]
    one, joined = (160, 153) if is_gsm_7(text) else (70, 67)
    return 1 if sum(costs) <= one else parts(costs, joined)


def cost(letter: str) -> int:
    """What one letter takes in GSM-7."""
    return 2 if letter in GSM_7_EXTRA else 1


def wide(letter: str) -> int:
    """What one letter takes in UCS-2: two for emoji and whatever else lies beyond the first plane."""
    return 2 if ord(letter) > 0xFFFF else 1


def parts(costs: list[int], room: int) -> int:
    """How many parts of `room` hold these letters, none of them cut in two."""
    count, used = 1, 0
    for each in costs:
        if used + each > room:
            count, used = count + 1, 0
        used += each
    return count
