"""What a person wants to be called."""

import re

from conversations.reading.words import clean

_OPENINGS = re.compile(
    r"^(?:.*\b(?:call me|calls? me|known as|i go by)|(?:hi |hello |hiya )?(?:i'?m|i am|it'?s|its|my name(?:'?s| is)?|name(?:'?s| is)?|this is|just))\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_][^\W\d_'\-]{0,29}")
_NOT_NAMES = frozenset(
    "a an the i me my you it its no not yes yeah ok okay just dont don't please thanks thank ta whatever anything nothing skip what why "
    "who how none hello hi hiya hey private rather prefer call name maybe sorry good fine from and but".split()
)


def read_name(text: str) -> str | None:
    """The name in a text as the person writes it, with a capital first letter; None if it holds no clear name."""
    rest = _OPENINGS.sub("", clean(text))
    found = [word for word in _NAME.findall(rest)]
    if not found or len(found) > 3 or found[0].lower() in _NOT_NAMES:
        return None
    name = found[0]
    return name if any(letter.isupper() for letter in name) else name.capitalize()
