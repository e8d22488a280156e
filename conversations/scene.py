"""What a node sees when it decides: where the session stands, what is known, the words it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from conversations.effects import Say, SayKind
from conversations.facts import known, sayable
from conversations.line import LineFacts
from conversations.listing import joined
from conversations.said import said
from conversations.session import Json
from conversations.situation import Situation
from conversations.things import said_in
from conversations.words import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Scene:
    """One node of one session in one turn."""

    flow: str
    version: str
    node: str
    words: Words
    memory: Mapping[str, Json]
    situation: Situation
    line: LineFacts
    now: datetime
    kind: SayKind = "reply"
    misses: int = 0
    """How often what is asked here was not understood: then it was put in other words."""
    files: tuple[str, ...] = ()
    """The ids of what came with the text that is being answered."""

    def said(self, words: str) -> Json:
        """What the person has just said, to be kept: these words with what came with them."""
        return said(words, self.files)

    def fact(self, name: str) -> Json:
        """What is remembered or known under this name; None if nothing is."""
        return known(name, self.memory, self.situation)

    def has(self, key: str) -> bool:
        """Whether the flow has a line for this."""
        return self.words.has(key)

    def text(self, key: str, /, **more: str | int) -> str:
        """The line in the person's language, its facts filled in."""
        language = self.situation.person.language
        named = self.words.named(key, language) - more.keys()
        facts = sayable(named, self.memory, self.situation, self.line, self.listed)
        return self.words.write(key, language, {**facts, **more})

    def listed(self, parts: Sequence[str]) -> str:
        """Several things in a row, as the person's language joins them."""
        language = self.situation.person.language
        return joined([said_in(language, part) for part in parts], self.words, language)

    def say(self, key: str, choices: tuple[str, ...] = (), /, **more: str | int) -> Say:
        """The line as a text to send."""
        return Say(self.text(key, **more), choices, self.kind)

    @property
    def wording(self) -> str:
        """Names the exact words that the person saw here, for the consent ledger: flow@version:step, with .again where
        it was asked in other words, and with [pl] where it was not in English."""
        again = f"{self.node}.again"
        key = again if self.misses and self.has(again) else self.node
        language = self.situation.person.language
        spoken = f"[{language}]" if language != ENGLISH and self.words.has(key, language) else ""
        return f"{self.flow}@{self.version}:{key}{spoken}"
