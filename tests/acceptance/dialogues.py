"""Written conversations: what a person texts and what happens around them, and what must be true afterwards."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("dialogues.jsonl")
CHANNELS = ("sms", "telegram")
UNITS = {"m": "minutes", "h": "hours", "d": "days"}
A_MOMENT = timedelta(minutes=1)
"""Between two texts where the script says nothing."""


@dataclass(frozen=True, slots=True)
class Text:
    """The person texts. An equal `delivery` is the same text delivered again."""

    words: str
    answers: str
    """What they believe they are answering: consent, interests, view, scale, rsvp, barrier; or "unprompted"."""
    delivery: str | None = None
    gap: timedelta = A_MOMENT


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens around them; `questions` are the kinds of question of an agenda round."""

    name: str
    questions: tuple[str, ...] = ()
    gap: timedelta = A_MOMENT


@dataclass(frozen=True, slots=True)
class Dialogue:
    """One conversation. `check` holds only what this conversation is about."""

    title: str
    channel: str
    """How it is played: one as SMS, the next as Telegram, and so on."""
    turns: tuple[Text | Happening, ...]
    check: Mapping[str, Any]

    @property
    def has_agenda_round(self) -> bool:
        """Whether a meeting's questions are asked in it."""
        return any(isinstance(turn, Happening) and turn.questions for turn in self.turns)


def read_dialogues() -> list[Dialogue]:
    """All of them, in the order of the file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [read_dialogue(json.loads(line), channel) for line, channel in zip(lines, cycle(CHANNELS), strict=False)]


def read_dialogue(line: dict[str, Any], channel: str) -> Dialogue:
    """One line of the file."""
    return Dialogue(line["title"], channel, tuple(read_turn(turn) for turn in line["turns"]), line["expect"]["check"])


def read_turn(turn: dict[str, Any]) -> Text | Happening:
    """One turn of a conversation."""
    gap = read_gap(turn["gap"]) if "gap" in turn else A_MOMENT
    if "say" in turn:
        return Text(turn["say"], turn["answers"], turn.get("message_id"), gap)
    return Happening(turn["event"], tuple(turn.get("questions", ())), gap)


def read_gap(text: str) -> timedelta:
    """A time like 5m, 2h or 21d."""
    found = re.fullmatch(r"(\d+)([mhd])", text)
    assert found, f"{text!r} is no gap"
    return timedelta(**{UNITS[found[2]]: int(found[1])})
