"""How long a text is on a phone, and putting short ones together."""

from conversations.effects import Effect, Say

SEGMENT, JOINED = 160, 153
LONGEST = 2 * JOINED
"""Characters of GSM-7 in two SMS, the most that one text of ours may take."""

GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_7_DOUBLE = frozenset("^{}\\[~]|€\f")
"""These take two places each (3GPP TS 23.038)."""

CHEAP = GSM_7 | GSM_7_DOUBLE
WIDE = 134
"""What two SMS hold of any other alphabet: 67 characters each (3GPP TS 23.040)."""
UNMARKED = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
"""Polish without its marks, as people text it and as it goes out."""


MARKS = str.maketrans("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "acelnoszzACELNOSZZ")
"""The Polish letters that GSM-7 lacks, and what people write in an SMS in their place."""


def without_marks(text: str) -> str:
    """A Polish text as people write it in an SMS; one with marks would cost double."""
    return text.translate(MARKS)


def places(text: str) -> int:
    """The places that a text takes in GSM-7. A character that it lacks counts as two, for the shorter SMS it causes."""
    return sum(1 if character in GSM_7 else 2 for character in without_marks(text))


def full_length(said: Say) -> int:
    """The places of a text with its choices as numbered lines."""
    return places(said.text) + sum(3 + places(choice) for choice in said.choices)


def too_long(said: Say) -> int:
    """How many characters a text with its choices has more than two SMS hold; 0 if it fits."""
    said = Say(said.text.translate(UNMARKED), tuple(each.translate(UNMARKED) for each in said.choices))
    letters = "\n".join((said.text, *(f"1 {choice}" for choice in said.choices)))
    if CHEAP.issuperset(letters):
        return max(0, full_length(said) - LONGEST)
    return max(0, len(letters.encode("utf-16-le")) // 2 - WIDE)


def fewer(effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The same effects with texts put together where they fit: fewer, cheaper, and sure to arrive in order."""
    together: list[Effect] = []
    for effect in effects:
        last = next((at for at in reversed(range(len(together))) if isinstance(together[at], Say)), None)
        joint = _joint(together[last], effect) if last is not None else None
        if joint and last is not None:
            together[last] = joint
        else:
            together.append(effect)
    return tuple(together)


def _joint(first: Effect, second: Effect) -> Say | None:
    if not (isinstance(first, Say) and isinstance(second, Say)) or first.choices or first.kind != second.kind:
        return None
    joint = Say(f"{first.text}\n{second.text}", second.choices, second.kind)
    return None if too_long(joint) else joint
