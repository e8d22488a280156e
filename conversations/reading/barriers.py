"""What stands in the way of coming: travel, anxiety, health, childcare, cost, company, access, timing."""

import re
from collections.abc import Mapping

from conversations.reading.words import plain

_SIGNS: Mapping[str, str] = {
    "travel": "train|trains|bus|buses|lift|taxi|far|get there|drive",
    "anxiety": "panic|anxious|anxiety|nervous|nerves|crowds|crowded|scared",
    "health": "well enough|poorly|unwell|pain|hospital|zdrowie|czuć|czuc",
    "childcare": "kids|baby|childcare|school run|little one",
    "cost": "money|skint|afford|cost|fare|expensive",
    "company": "someone sat with me|on my own|with me|alone|by myself|come with",
    "access": "stairs|steps|wheelchair|hearing|deaf|toilet|read",
    "timing": "too early|too late|time|clash|work|appointment",
}
_BOOKS = {barrier: re.compile(rf" (?:{signs})(?= |$)") for barrier, signs in _SIGNS.items()}


def read_barriers(text: str) -> frozenset[str]:
    """The barriers that a text names."""
    line = plain(text).replace(".", " ").replace(",", " ")
    return frozenset(barrier for barrier, signs in _BOOKS.items() if signs.search(line))
