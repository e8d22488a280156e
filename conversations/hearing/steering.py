"""Skip, back and later, and numbers in place of the choices that were shown."""

from dataclasses import replace
from datetime import timedelta

from conversations.events import Replied
from conversations.heard import Heard, read
from conversations.reading.dates import read_span
from conversations.session import Session
from conversations.step import Step
from conversations.turn import Turn
from conversations.walk import apply, ask, follow, postpone, rest

LATER = timedelta(hours=4)
"""When we ask again if they only say "later"."""


def with_words_for_numbers(turn: Turn, heard: Heard) -> Heard:
    """The second choice that was shown, in place of "2", so that every reader sees what the person saw."""
    session = turn.asking
    question = turn.question(session) if session else None
    if not (session and question and heard.text.isdecimal() and len(heard.text) == 1):
        return heard
    choices = question.prompt(turn.scene(session)).choices
    at = int(heard.text) - 1
    return (
        replace(read(Replied(choices[at])), attachment=heard.attachment, file=heard.file)
        if 0 <= at < len(choices)
        else heard
    )


def steering(turn: Turn, heard: Heard) -> Turn | None:
    """Skip and back work at every question; without one they want nothing."""
    kind = heard.keyword.kind if heard.keyword else None
    session = turn.asking
    if kind == "later":
        return _later(turn, session, heard.text) if session else None
    if kind not in ("skip", "back") or session is None:
        return turn if kind in ("skip", "back") else None
    return _skip(turn, session) if kind == "skip" else _back(turn, session)


def _skip(turn: Turn, session: Session) -> Turn:
    question = turn.question(session)
    return follow(turn, session, question.skipped(turn.scene(session))) if question else turn


def _later(turn: Turn, session: Session, text: str) -> Turn | None:
    question = turn.question(session)
    if question is None or question.quiet:
        return None
    until = read_span(text, turn.now)
    return postpone(turn.saying("tomorrow" if until else "later"), session, until or turn.now + LATER)


def _back(turn: Turn, session: Session) -> Turn:
    question = turn.question(session)
    step = question.gone_back(turn.scene(session)) if question else None
    if step:
        turn, session = apply(turn, session, step)
        return turn
    if not session.trail:
        return ask(turn, session)
    *trail, before = session.trail
    session = session.model_copy(update={"node": before, "trail": tuple(trail), "misses": 0})
    return rest(ask(turn, session), session, Step())
