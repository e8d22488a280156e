"""A conversation as a text file: what the person did, and under it what came of it.

    # what this is about
    @ agreed                   who the person is (WHO), what is open (questions),
                               what their Network has named as an interest (local interests)
    > hello                    a text; "> [voice]" is a voice note without words, "> [picture] my garden" a picture
                               with some. By Telegram they can be taken in, by SMS not.
    ! have_your_say            a flow is started by somebody else
    ~ 2 days                   time passes
    < Hello, this is ...       what the line says (its choices below, indented)
    = RecordConsent ...        what it decides besides

The lines that begin with #, @, >, ! and ~ are written by people, < and = by the line.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime
from typing import get_args, get_type_hints

from conversations.effects import Effect, Say
from conversations.events import CodeTried, Replied
from conversations.patience import read_length
from conversations.problems import UnknownFlow
from conversations.rehearsal import AGREED, INVITATION, LOCAL_INTERESTS, MONDAY, QUESTIONS, Play
from conversations.session import Json
from conversations.situation import Person, Upcoming

WHO: Mapping[str, Callable[[Person], Person]] = {
    "agreed": lambda person: replace(AGREED, channel=person.channel),
    "telegram": lambda person: replace(person, channel="telegram"),
    "polish": lambda person: replace(person, language="pl"),
    "unsafe": lambda person: replace(person, phone="unsafe"),
    "paused": lambda person: replace(person, paused=True),
    "other phone": lambda person: replace(person, here={}),
    "stopped": lambda person: replace(person, stopped=True),
}
STARTS: Mapping[str, tuple[str, Mapping[str, Json]]] = {
    "invitation": ("rsvp", INVITATION),
    "after the meeting": ("after_meeting", {"title": INVITATION["title"]}),
}
"""A flow that is told something, by what it is told."""
TRIED: Mapping[str, CodeTried] = {
    f"the code: {outcome.replace('_', ' ')}": CodeTried(outcome)
    for outcome in get_args(get_type_hints(CodeTried)["outcome"])
}
"""What came of a code, which only the database knows."""
MEETING = Upcoming("Leeds get-together", MONDAY.replace(day=9, hour=14), "the library")
WORDING = re.compile(r"(\w+)@[0-9a-f]{12}:(\w*)(?:\.again)?(?:\[[\w-]+\])?")
"""What a consent was given to: a flow, its version, the node; in which words, the transcript shows anyway."""
CAME_WITH = re.compile(r"\[(voice|picture)\] ?(.*)")
OURS = ("<", "=", " ")
DOINGS = ">!~"
"""After a line that begins so, something comes back; it gets an empty line before it."""


def replayed(written: str, play: Play) -> str:
    """The transcript with what the line says and decides today. Raises ValueError for a line that means nothing."""
    lines: list[str] = []
    for line in filter(None, written.splitlines()):
        if not line.startswith(OURS):
            lines += [""] * bool(lines and line[0] in DOINGS) + [line, *done(play, line)]
    return "\n".join([*lines, ""])


def done(play: Play, line: str) -> list[str]:
    """Do what one line of a person says; the lines that came of it. Raises ValueError for one that means nothing."""
    before = len(play.effects)
    try:
        _do(play, line[0], line[1:].strip())
    except UnknownFlow:
        raise ValueError(f"There is no flow {line[1:].strip()!r}. There are: {', '.join(play.flows.names)}.") from None
    return [told for effect in play.effects[before:] for told in _told(effect)]


def _do(play: Play, sort: str, words: str) -> None:
    match sort:
        case ">":
            play.happen(_replied(play, words))
        case "!" if words in TRIED:
            play.happen(TRIED[words])
        case "!":
            play.start(*STARTS.get(words, (words, {})))
        case "~":
            play.wait(read_length(words))
        case "@" if words == "questions":
            play.questions, play.upcoming = QUESTIONS, (MEETING,)
        case "@" if words == "local interests":
            play.local_interests = LOCAL_INTERESTS
        case "@" if words in WHO:
            play.person = WHO[words](play.person)
        case "@":
            raise ValueError(f"{words!r} is nobody. Write one of: {', '.join([*WHO, 'questions', 'local interests'])}.")
        case "#":
            pass
        case _:
            raise ValueError(f"A line may not begin with {sort!r}.")


def _replied(play: Play, words: str) -> Replied:
    came = CAME_WITH.fullmatch(words)
    if came is None:
        return Replied(words)
    play.files += 1
    return Replied(came[2], came[1], f"file-{play.files}" if play.person.channel == "telegram" else None)


def _told(effect: Effect) -> Iterator[str]:
    if not isinstance(effect, Say):
        values = {field.name: getattr(effect, field.name) for field in fields(effect)}
        told = (f"{name}={_value(value)}" for name, value in values.items() if value or name != "files")
        yield f"= {type(effect).__name__} {' '.join(told)}".rstrip()
        return
    first, *more = effect.text.split("\n")
    yield f"< {first}" if effect.kind == "reply" else f"< ({effect.kind}) {first}"
    yield from (f"  {line}" for line in more)
    yield from (f"  {number}. {choice}" for number, choice in enumerate(effect.choices, 1))


def _value(value: object) -> str:
    if isinstance(value, datetime):
        return f"{value:%a-%d-%b-%H:%M}"
    # A version changes with every edit of a flow; the transcripts are about what it says.
    wording = WORDING.fullmatch(str(value))
    return f"{wording[1]}@version:{wording[2]}" if wording else repr(value)
