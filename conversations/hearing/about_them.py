"""Corrections: "forget what i said about bowling", "call me Duke". They are heard wherever the talk is."""

import re
from collections.abc import Sequence
from itertools import pairwise

from conversations.effects import ForgetInterest, KeepInterest, NameContact, RaiseAlert
from conversations.heard import Heard
from conversations.overhearing import called, interests
from conversations.reading.interests import read_interests
from conversations.reading.local import LocalInterest, without
from conversations.reading.words import plain, words
from conversations.records import interest_of
from conversations.signposting import for_a_child
from conversations.situation import Interest, Situation
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
    local = turn.situation.local_interests
    gone = taken_back(text, turn.situation)
    if not gone:
        return None
    told = map(interest_of, interests(text, local))
    new = [each for each in told if not any(each.is_(other) for other in gone)]
    turn = turn.doing(*(ForgetInterest(each.words, each.interest) for each in gone))
    turn = turn.doing(*(KeepInterest(each.words, each.interest) for each in new))
    turn = turn.saying("taken_back", things=turn.listed(_shown(turn, gone)))
    return turn.saying("noted", things=turn.listed(_shown(turn, new))) if new else turn


def _shown(turn: Turn, things: Sequence[Interest]) -> list[str]:
    return list(dict.fromkeys(map(turn.situation.shown, things)))


def underage(turn: Turn, heard: Heard) -> Turn | None:
    """The line is for adults. A child gets a line of their own, and a worker is told."""
    found = _AGE.search(f"{plain(heard.text)} ")
    if not found or not CHILD <= int(found[1]) < ADULT:
        return None
    return for_a_child(turn.doing(RaiseAlert("underage")))


def taken_back(text: str, situation: Situation) -> list[Interest]:
    """Those of the person's interests that a text takes back: by its words, by the name that is shown, or by its id."""
    line = f"{plain(text)} "
    if not _TAKES_BACK.search(line):
        return []
    ids = mentioned(text, situation.local_interests)
    return [
        each
        for each in situation.person.interests
        if each.interest in ids or any(f"{plain(name)} " in line for name in (each.words, situation.shown(each)))
    ]


def mentioned(text: str, local: Sequence[LocalInterest]) -> set[str]:
    """The ids of all interests that a text names, also those that it says no to: each word or two read by itself.

    What the Network has named comes first: whoever takes back "pigeon racing" takes back nothing else with pigeons.
    """
    theirs, rest = without(plain(text), local)
    said = words(rest)
    pairs = (f"{first} {second}" for first, second in pairwise(said))
    return theirs | {id_ for part in (*said, *pairs) for id_ in read_interests(part).ids}


def _renamed(turn: Turn, text: str) -> Turn | None:
    name = called(text)
    return turn.doing(NameContact(name)).saying("renamed", name=name) if name else None


def _is_asked(turn: Turn, *labels: str) -> bool:
    question = turn.question(turn.asking) if turn.asking else None
    return question is not None and question.asks in labels
