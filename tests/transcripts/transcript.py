"""A conversation as a text file: what the person did, and under it what came of it.

    # what this is about
    @ agreed                   who the person is (WHO), what is open (QUESTIONS)
    > hello                    a text; "> [voice]" is a voice note without words
    ! have_your_say            a flow is started by somebody else
    ~ 2 days                   time passes
    < Hello, this is ...       what the line says (its choices below, indented)
    = RecordConsent ...        what it decides besides

The lines that begin with #, @, >, ! and ~ are written by people, < and = by `pytest --rewrite`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from datetime import datetime

from conversations.effects import Effect, Say
from conversations.events import Replied
from conversations.patience import read_length
from conversations.situation import Person, Upcoming
from tests.conversations.playing import AGREED, MONDAY, QUESTIONS, Play

WHO: Mapping[str, Callable[[Person], Person]] = {
    "agreed": lambda person: replace(AGREED, channel=person.channel),
    "telegram": lambda person: replace(person, channel="telegram"),
    "unsafe": lambda person: replace(person, phone="unsafe"),
    "paused": lambda person: replace(person, paused=True),
    "stopped": lambda person: replace(person, stopped=True),
}
MEETING = Upcoming("Leeds get-together", MONDAY.replace(day=9, hour=14), "the library")
OURS = ("<", "=", " ")


def replayed(written: str) -> str:
    """The transcript with what the line says and decides today."""
    play = Play()
    lines: list[str] = []
    for line in filter(None, written.splitlines()):
        if line.startswith(OURS):
            continue
        before = len(play.effects)
        lines += [""] * bool(lines and line[0] in ">!~") + [line]
        _do(play, line[0], line[1:].strip())
        lines += [told for effect in play.effects[before:] for told in _told(effect)]
    return "\n".join([*lines, ""])


def _do(play: Play, sort: str, words: str) -> None:
    match sort:
        case ">":
            attachment = words.strip("[]") if words in ("[voice]", "[photo]") else None
            play.happen(Replied("" if attachment else words, attachment))
        case "!":
            play.start(words)
        case "~":
            play.wait(read_length(words))
        case "@" if words == "questions":
            play.questions, play.upcoming = QUESTIONS, (MEETING,)
        case "@":
            play.person = WHO[words](play.person)
        case "#":
            pass
        case _:
            raise ValueError(f"a line may not begin with {sort!r}")


def _told(effect: Effect) -> Iterator[str]:
    if not isinstance(effect, Say):
        told = (f"{field.name}={_value(getattr(effect, field.name))}" for field in fields(effect))
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
    words = str(value)
    return f"{words.split('@')[0]}@version:{words.split(':')[1]}" if "@" in words else repr(value)
