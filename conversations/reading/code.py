"""A code that joins two phones: "JOIN 7KQ2MXT". Easy to copy by hand, and no word, no area, no postcode is one."""

import re

DIGITS = "234679"
LETTERS = "CDFHJKMNPQRTVWX"
"""No vowels, so that no code is a word. Nothing that is taken for another: no 0 and O, 1 and I, 5 and S, 8 and B."""
LENGTH = 7
"""6 x 21^6 codes, some 500 million."""

LONGEST = 40
"""Characters of a text that may be a code: JOIN, blanks and dashes within it, a few signs round it."""

_ANY = DIGITS + LETTERS
_CODE = re.compile(rf"\W*(?:join\W*)?((?=[\d -]*[a-z])[{DIGITS}](?:[ -]?[{_ANY}]){{{LENGTH - 1}}})\W*", re.IGNORECASE)
"""A digit comes first (a postcode begins with a letter), and there is a letter (a phone number has none)."""


def read_code(text: str) -> str | None:
    """The code that a text is, with or without JOIN, as it was given out; None if it is none."""
    found = _CODE.fullmatch(text) if len(text) <= LONGEST else None
    return re.sub(r"[ -]", "", found[1]).upper() if found else None
