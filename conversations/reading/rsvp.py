"""The answer to an invitation and what stands in the way. The last word wins; a condition makes it a maybe."""

import re
from dataclasses import dataclass, field
from typing import Literal, cast

from conversations.reading.barriers import barriers_in, longest, names_of, spelled
from conversations.reading.phrases import Found, book
from conversations.reading.sections import read_sections
from conversations.reading.trained import DENIAL, SILENCE, likeliest
from conversations.reading.words import clean, plain

Answer = Literal["yes", "no", "maybe", "unclear"]

_SECTIONS = read_sections("rsvp.txt")
_ANSWERS = book(_SECTIONS, "yes", "no", "maybe", "wish", "aside")
_NEITHER = book(_SECTIONS, "neither")
_QUESTION = book(_SECTIONS, "question")
_CHANGE = book(_SECTIONS, "change")
_LETTERS: dict[str, Answer] = {"y": "yes", "n": "no"}
_BUT = re.compile(r" (?:but|only|except|though|just|sadly|unfortunately|shame|pity)(?= )")
_PART = re.compile(r" [.,?](?= |\Z)")


@dataclass(frozen=True, slots=True)
class Rsvp:
    """Whether somebody comes, and the barriers named, whatever the answer."""

    answer: Answer
    barriers: frozenset[str] = frozenset()
    implied: bool = field(default=False, compare=False)
    """No answer is said: a barrier alone stands for a no, which counts only where somebody has just been invited."""


def read_rsvp(text: str, invitation: str | None = None) -> Rsvp:
    """The answer in a reply to an invitation; "unclear" where there is none and a careful person would ask again.

    `invitation` is the text that is answered, if it is known.
    """
    found, line = rsvp_in(text), plain(text)
    heard = _said(line) or _NEITHER.first(line)
    answer = cast(Answer, likeliest("rsvp", text, found.answer, "unclear", DENIAL if heard else SILENCE))
    return found if answer == found.answer else Rsvp(answer, found.barriers)


def rsvp_in(text: str) -> Rsvp:
    """The answer that the phrases find in a text of any kind, also one that answers something else."""
    line = plain(text)
    if letter := _LETTERS.get(clean(text).strip(" .!").lower()):
        return Rsvp(letter)
    if _NEITHER.first(line):
        return Rsvp("unclear")
    told = spelled(line)
    named = barriers_in(told)
    barriers = frozenset(name for found in named for name in names_of(found))
    answer = _answer(line, any(not _asked(found, told) for found in named))
    return Rsvp(answer, barriers, implied=answer == "no" and not _said(line))


def _answer(line: str, stands_in_the_way: bool) -> Answer:
    """`stands_in_the_way`: a barrier is named as a fact, which by itself is a no ("working that day")."""
    said = _said(line)
    if not said:
        return "no" if stands_in_the_way else "unclear"
    last = said[-1]
    if last.label == "wish":
        return _wished(last, line, said[:-1])
    if last.label == "yes" and _hangs(said[:-1], last, line):
        return "maybe"
    return "unclear" if _contradicts(said, line) else _of(last.label)


def _said(line: str) -> list[Found]:
    """The answers in a line, in its order. After a yes, what a question asks is no condition: "can i leave if"."""
    said: list[Found] = []
    asked = list(_QUESTION.find(line))
    for found in longest(_ANSWERS.find(line)):
        inside = any(met.start < found.start < met.end for met in asked)
        softer = found.label.endswith(".soft") or (inside and found.label != "yes")
        if found.label != "aside" and not (softer and any(one.label == "yes" for one in said)):
            said.append(found)
    return said


def _of(label: str) -> Answer:
    answers: dict[str, Answer] = {"yes": "yes", "wish": "yes", "no": "no", "maybe": "maybe"}
    return answers[label.removesuffix(".soft")]


def _wished(wish: Found, line: str, before: list[Found]) -> Answer:
    """A wish ("id love to") is a yes, with a "but" a no, and after an answer it takes nothing back."""
    if before and before[-1].label != "wish":
        return _of(before[-1].label)
    return "no" if _BUT.search(line, wish.end) else "yes"


def _hangs(before: list[Found], yes: Found, line: str) -> bool:
    """Whether a maybe before a yes still holds: "if my mate comes i will", not "maybe. no wait, yes"."""
    maybes = [found for found in before if found.label.startswith("maybe")]
    return bool(maybes) and not _CHANGE.first(line[maybes[-1].end : yes.start])


def _contradicts(said: list[Found], line: str) -> bool:
    """Whether both a yes and a no are said and nothing else: "yes. no."."""
    words = [word for word in line.split() if word not in ".,?"]
    return len(words) == len(said) == 2 and {"yes", "no"} == {found.label for found in said}


def _asked(found: Found, line: str) -> bool:
    """Whether what was found stands in a question."""
    start = max((met.end() for met in _PART.finditer(line, 0, found.start + 1)), default=0)
    after = _PART.search(line, found.end)
    return _QUESTION.first(line[start : after.end() if after else len(line)]) is not None
