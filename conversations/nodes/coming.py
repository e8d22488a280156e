"""What a text says about coming to the meeting of a session, and how it is kept."""

import re
from collections.abc import Iterable
from datetime import datetime

from conversations.effects import Coming, KeepRsvp
from conversations.reading.rsvp import Rsvp
from conversations.reading.words import plain
from conversations.saying_when import local
from conversations.scene import Scene
from conversations.session import Json
from conversations.step import Step

INVITED = ("invited_to", "title", "starts_at", "place")
"""What an invitation is told: the meeting's id, what it is called, when it begins (ISO, local), where."""

_ABOUT_COMING = re.compile(
    r"^(?: (?:hi|hello|sorry|actually|oh|ok|no|yes|yeah|ta|so|just|but|and|x))*"
    r" (?:i |im |ill |am )?(?:cant|cannot|can|wont|will|not|am|could|couldnt|might|will be|going to)?"
    r"(?: (?:still|now|be|not|be able to|be coming))*"
    r" (?:come|coming|make it|be there|attend|see you there|miss it)(?= |$)"
)
LONGEST_CHANGE = 14
"""Words; more is a story, and may be about anything."""


def kept(scene: Scene, rsvp: Rsvp, text: str, to: str) -> Step:
    """Keep what the text says, with every barrier told so far, and go on."""
    answer: Coming = "maybe" if rsvp.answer == "unclear" else rsvp.answer
    barriers = sorted({*told_barriers(scene), *rsvp.barriers})
    easier = text if text and rsvp.barriers else _told(scene, "easier")
    memory: dict[str, Json] = {"answer": answer, "barriers": list(barriers), "easier": easier}
    effects = (KeepRsvp(str(scene.fact("invited_to")), answer, tuple(barriers), easier),)
    return Step(to=to, effects=effects, memory=memory)


def told_barriers(scene: Scene) -> Iterable[str]:
    """What they have said stands in the way."""
    before = scene.memory.get("barriers")
    return [str(barrier) for barrier in before] if isinstance(before, list) else ()


def answered(scene: Scene) -> bool:
    """Whether they have said anything about coming yet."""
    return _told(scene, "answer") is not None


def is_about_coming(text: str) -> bool:
    """Whether a text is plainly about coming and nothing else, also while something else is asked."""
    line = plain(text)
    return len(line.split()) <= LONGEST_CHANGE and _ABOUT_COMING.search(line) is not None


def when(scene: Scene) -> str:
    """When the meeting begins, as people say it."""
    begins = scene.fact("starts_at")
    language = scene.situation.person.language
    return local(datetime.fromisoformat(begins), language) if isinstance(begins, str) else ""


def _told(scene: Scene, name: str) -> str | None:
    told = scene.memory.get(name)
    return told if isinstance(told, str) else None
