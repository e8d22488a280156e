"""The people of the story text: each word takes the road of a real text, and the bot's answers are sent."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from api.commands.story.reading import Someone
from bot.channels.addresses import normalise_simulated
from bot.channels.simulator import SimulatorChannel
from bot.house import House
from bot.turn import take
from conversations.nodes.asking import Asking
from storage import addresses, sessions

PATIENCE = 60
"""Texts after which somebody puts the phone down, whatever is asked."""


@dataclass
class StoryClock:
    """Time as it passed for the people of the story."""

    now: datetime

    def __call__(self) -> datetime:
        """The moment in the story."""
        return self.now


@dataclass
class Telling:
    """One person with their phone."""

    house: House
    clock: StoryClock
    simulator: SimulatorChannel
    someone: Someone
    number: int = 0

    async def tell(self, begins_at: datetime) -> bool:
        """Live through their part, unless they did so before; True if they had something to say."""
        self.clock.now = begins_at
        if not await self.text(self.someone.begins):
            return False
        answers = {asks: deque(texts) for asks, texts in self.someone.answers.items()}
        await self.answer(answers)
        for words in self.someone.then:
            self.clock.now += timedelta(minutes=50)
            await self.text(words)
            await self.answer(answers)
        return True

    async def answer(self, answers: dict[str, deque[str]]) -> None:
        """Answer what is asked; skip what they have no answer for; stop when asked the same after a skip."""
        skipped = None
        while (asked := self.asked()) and asked != skipped and self.number < PATIENCE:
            waiting = answers.get(asked[1])
            skipped = None if waiting else asked
            await self.text(waiting.popleft() if waiting else "skip")

    async def text(self, words: str) -> bool:
        """Write one text and let the answers arrive; False if this very text was written in an earlier telling."""
        self.number += 1
        inbound = self.simulator.write(self.someone.phone, words, f"story {self.someone.phone} {self.number}")
        taken = await take(self.house, inbound)
        while await self.house.sender.send_due():
            pass
        self.clock.now += timedelta(minutes=2)
        return not taken.repeat

    def asked(self) -> tuple[str, str, int] | None:
        """What the bot waits for: the node, what it asks for, and how many questions of it are answered."""
        with self.house.database.read() as tx:
            address = addresses.find(tx, self.simulator.name, normalise_simulated(self.someone.phone))
            open_sessions = sessions.open_for(tx, address.contact_id) if address else ()
        for session in open_sessions[:1]:
            node = self.house.flows.at(session.flow, session.version).nodes[session.node]
            if session.status == "asking" and isinstance(node, Asking) and not node.quiet:
                return session.node, node.asks, len(str(session.memory))
        return None


def in_order(people: tuple[Someone, ...], now: datetime) -> Iterator[tuple[datetime, Someone]]:
    """Everybody with the moment when they begin, the earliest first, half an hour apart."""
    for number, someone in enumerate(sorted(people, key=lambda each: -each.days_ago)):
        yield now - timedelta(days=someone.days_ago, minutes=240 - 7 * number), someone
