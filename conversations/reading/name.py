"""What a person wants to be called."""

import re

from conversations.reading.words import clean

LONGEST = 200
"""Characters: what is longer says more than a name."""
SHOUTED = 4
"""Letters from which capitals throughout are shouting, not initials."""
MOST_WORDS = 3
"""A first name and what belongs to it: "Mary Jane Smith", "dave thanks mate"."""

_OPENINGS = re.compile(
    r"^(?:.*\b(?:calls? me|known as|i go by|prefer)"
    r"|(?:mam )?na imi[eę](?: mi| mam)?|nazywam si[eę]|jestem|m[oó]w(?:cie)? (?:mi|do mnie)"
    r"|dzie[nń] dobry,?|cze[sś][cć],?"
    r"|hi|hello|hiya|hey|i'?m|i am|it'?s|(?:my |me )?name(?:'?s| is)?|this is|just|only|mr|mrs|miss|ms)\s+",
    re.IGNORECASE,
)
_NAME = re.compile(r"[^\W\d_](?:['-]?[^\W\d_]){0,29}")
_NOT_NAMES = frozenset(
    "a an the i i'm im i'd id i've ive me my you your it its it's this that no nope nah not yes yeah yep aye y n ok "
    "okay k sure just only dont don't do does please plz thanks thank ta cheers whatever anything anyone nothing nowt "
    "none owt skip pass next what whats what's why who whos how when where which hello hi hiya hey private rather "
    "prefer call called name names maybe sorry good fine great from and but or if so lol haha hmm erm um stop help "
    "back later never nobody noone mate love pal anonymous secret guess is are was can could will would should tell "
    "ask fuck piss sod tak nie pomin pomiń dalej nic nikt dziekuje dziękuję dzieki dzięki prosze proszę dobrze dobra "
    "czesc cześć jasne pomoc polski wszystko niewazne nieważne obojetnie obojętnie co kto jak po".split()
)


def read_name(text: str) -> str | None:
    """The name in a text as the person writes it, with a capital first letter; None if it holds no clear name."""
    if len(text) > LONGEST:
        return None
    found: list[str] = _NAME.findall(_opened(clean(text).replace("\u2019", "'")))
    if not found or len(found) > MOST_WORDS or found[0].lower() in _NOT_NAMES:
        return None
    return _as_written(found[0])


def _as_written(name: str) -> str:
    """Capitals that somebody chose stay, as in "JJ" and "McKay"; shouting does not."""
    shouted = name.isupper() and len(name) >= SHOUTED
    return "-".join(map(str.capitalize, name.split("-"))) if shouted or name.islower() else name


def _opened(text: str) -> str:
    """Without what leads up to the name, however much that is: "hi im just dave"."""
    before = None
    while text != before:
        before, text = text, _OPENINGS.sub("", text)
    return text
