"""Corrections: "forget what i said about bowling", "call me Duke". They are heard wherever the talk is."""

import re
from itertools import pairwise

from conversations.effects import ForgetInterest, KeepInterest, NameContact, RaiseAlert
from conversations.heard import Heard
from conversations.overhearing import called, interests
from conversations.reading.interests import read_interests
from conversations.reading.words import plain, words
from conversations.signposting import for_a_child
from conversations.turn import Turn

CHILD, ADULT = 5, 18
"""Years; a smaller number is hardly the age of somebody who texts."""

_AGE = re.compile(
    r" (?:im|i am) (?:only |just )?(\d{1,2})(?: (?:years old|yrs old|year old|yr old|yo|and a half))?(?= *[.,?]| *$)"
)
_TAKES_BACK = re.compile(
    r" (?:forget|scrap|remove|delete|take off|take out|changed my mind|no not|not into|sick of|gone off|dont like"
    r"|instead of) "
)


def correction(turn: Turn, heard: Heard) -> Turn | None:
    """Put right what the person puts right, and say so. Only what they said earlier can be put right."""
    if not turn.person.agreed or _is_asked(turn, "view", "name"):
        return None
    return _taken_back(turn, heard.text) or _renamed(turn, heard.text)


def _taken_back(turn: Turn, text: str) -> Turn | None:
    gone = taken_back(text, turn.person.interests)
    if not gone:
        return None
    ids = {id_ for thing in gone for id_ in read_interests(thing).ids}
    new = [found for found in interests(text) if isinstance(found, dict) and found["interest"] not in ids]
    turn = turn.doing(*(ForgetInterest(thing, next(iter(read_interests(thing).ids), None)) for thing in gone))
    turn = turn.doing(*(KeepInterest(str(found["words"]), str(found["interest"])) for found in new))
    turn = turn.saying("taken_back", things=turn.listed(gone))
    return turn.saying("noted", things=turn.listed([str(found["words"]) for found in new])) if new else turn


def underage(turn: Turn, heard: Heard) -> Turn | None:
    """The line is for adults. A child gets a line of their own, and a worker is told."""
    found = _AGE.search(f"{plain(heard.text)} ")
    if not found or not CHILD <= int(found[1]) < ADULT:
        return None
    return for_a_child(turn.doing(RaiseAlert("underage")))


def taken_back(text: str, kept: tuple[str, ...]) -> list[str]:
    """Those of the kept interests that a text takes back."""
    line = f"{plain(text)} "
    if not _TAKES_BACK.search(line):
        return []
    ids = mentioned(text)
    return [thing for thing in kept if f"{plain(thing)} " in line or ids.intersection(read_interests(thing).ids)]


def mentioned(text: str) -> set[str]:
    """The ids of all interests that a text names, also those that it says no to: each word or two read by itself."""
    said = words(text)
    pairs = (f"{first} {second}" for first, second in pairwise(said))
    return {id_ for part in (*said, *pairs) for id_ in read_interests(part).ids}


def _renamed(turn: Turn, text: str) -> Turn | None:
    name = called(text)
    return turn.doing(NameContact(name)).saying("renamed", name=name) if name else None


def _is_asked(turn: Turn, *labels: str) -> bool:
    question = turn.question(turn.asking) if turn.asking else None
    return question is not None and question.asks in labels
