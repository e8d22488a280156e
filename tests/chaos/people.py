"""The made-up people who text while the line is killed, and how their providers bring it. Nobody in it is real."""

import asyncio
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from random import Random
from time import time

from tests.chaos.books import Letter as Noted
from tests.chaos.postman import Postman, rest
from tests.chaos.providers import SlowTelegram, SlowTwilio
from tests.standins.letter import Letter

JOIN = ("hi", "yes", "skip", "leeds", "2", "skip")
"""What somebody texts until all is said that a first conversation asks."""
SMALL_TALK = ("HELP", "WHAT'S ON", "LIGHT", "PROFILE", "MY DATA")
STOP, START = "STOP", "START"
THINGS = ("benches", "street lamps", "bus stops", "picnic tables", "litter bins", "swings", "bike racks", "trees")
PLACES = ("library", "market", "canal", "station", "park", "school", "chapel", "baths", "mill", "bridge")
COLOURS = ("red", "green", "blue", "yellow", "white", "brown", "orange", "purple", "silver", "golden")
WISHES = [f"more {thing} by the {colour} {place}" for thing in THINGS for place in PLACES for colour in COLOURS]
"""What people want their Network to hear; nobody says the same twice."""
TWICE = 0.1
"""How likely a provider brings a text again although it was answered."""
TRIES = 1000
"""So often a call is brought at most: whoever is never answered must not hang for ever."""
LOST = 0.15
"""How likely Twilio gives a text up if its call breaks off."""
QUICKEST = 2.1
"""Seconds between two texts of one person, at least: more is a flood."""


def doubling() -> Iterator[float]:
    """Telegram's pauses, in fast motion; it too gives up in the end."""
    return itertools.chain((0.1, 0.2, 0.4), itertools.repeat(0.8, TRIES))


@dataclass
class Somebody:
    """One person with a phone, and the provider that carries their texts."""

    channel: str
    address: str
    provider: SlowTwilio | SlowTelegram
    chance: Random
    postman: Postman
    think: float
    """Seconds between two texts, on average."""
    known: bool
    """Whether they have joined long ago."""
    stopped: bool = False

    async def live(self, over: asyncio.Event) -> None:
        """Join, then text now and then."""
        await rest(over, self.chance.uniform(0, self.think))
        for words in self.all_words():
            if over.is_set():
                break
            await self.says(words)
            await self.rests(over)

    def all_words(self) -> Iterator[str]:
        """Everything that they ever text."""
        wishes = self.chance.sample(WISHES, len(WISHES))
        yield from () if self.known else JOIN
        while True:
            yield from self.next_words(wishes)

    def next_words(self, wishes: list[str]) -> tuple[str, ...]:
        """What they text now."""
        mood = self.chance.random()
        if mood < 0.03:
            return STOP, "ta", START
        if mood < 0.3 or not wishes:
            return (self.chance.choice(SMALL_TALK),)
        return (f"SAY {wishes.pop()}",)

    async def rests(self, over: asyncio.Event) -> None:
        """Until they pick up the phone again, or all is over."""
        pause = min(QUICKEST + self.chance.expovariate(1 / self.think), 10 * self.think)
        await rest(over, pause)

    async def says(self, words: str) -> None:
        """One text, brought as often as its provider would."""
        letter = self.letter(words)
        noted = self.note(letter, words)
        self.postman.books.letters.append(noted)
        pauses = self.pauses(words)
        if await self.postman.bring("text", letter, pauses, noted) is None:
            return
        noted.answered = time()
        while self.chance.random() < TWICE:
            await self.postman.bring("text", letter, (0.1,), noted)

    def pauses(self, words: str) -> Iterable[float]:
        """Between two tries of the provider. Twilio may try only once, here not with words on which others depend."""
        once = self.channel == "sms" and words not in (*JOIN, STOP, START) and self.chance.random() < LOST
        return (0.0,) if once else doubling()

    def letter(self, words: str) -> Letter:
        """The call that brings these words."""
        if isinstance(self.provider, SlowTwilio):
            return self.provider.text(self.address, words)
        return self.provider.text(int(self.address), f"/{words.lower()}" if words in (STOP, START) else words)

    def note(self, letter: Letter, words: str) -> Noted:
        """What the judge must know about it."""
        was_stopped = self.stopped
        self.stopped = words == STOP or (was_stopped and words != START)
        view = words.removeprefix("SAY ") if words.startswith("SAY ") and not was_stopped else None
        name = provider_id(self.channel, letter)
        heard = not self.stopped
        return Noted(self.channel, name, self.address, words, time(), view, answer_due=heard)


def provider_id(channel: str, letter: Letter) -> str:
    """What makes a repeat a repeat."""
    if channel == "sms":
        return letter.body.decode().partition("&MessageSid=")[2].partition("&")[0]
    update = json.loads(letter.body)
    return f"{update['update_id']}:{update['message']['message_id']}"
