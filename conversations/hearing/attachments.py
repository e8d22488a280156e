"""Voice notes and pictures. We cannot take them in yet, and say so."""

import re

from conversations.effects import RaiseAlert
from conversations.heard import Heard
from conversations.turn import Turn

_PLACEHOLDER = re.compile(r"^\[(voice|photo|picture|image|video)[^\]]*\]$", re.IGNORECASE)
"""What a gateway puts in a text's place when it could not carry the thing itself."""


def attachment(turn: Turn, heard: Heard) -> Turn | None:
    """Without words it gets a kind explanation; the words beside a picture are heard like any others."""
    kind = _kind(heard)
    if kind is None:
        return None
    if kind == "voice":
        return turn.doing(RaiseAlert("attachment")).saying("voice_note")
    return turn.saying("picture")


def _kind(heard: Heard) -> str | None:
    if found := _PLACEHOLDER.match(heard.text):
        return found[1].lower()
    return heard.attachment if heard.attachment and not heard.text else None
