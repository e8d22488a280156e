"""Plays a written conversation through the webhooks: texts are delivered, things happen, time passes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from bot.inviting import invite
from bot.turn import start_flow
from conversations.nodes.asking import Asking
from conversations.reading.small_talk import is_small_talk
from storage import messages, sessions
from storage.contacts import Contact
from storage.messages import Message
from tests.acceptance.dialogues import Dialogue, Happening, Text
from tests.acceptance.line import Line
from tests.acceptance.phones import Phone

NO_QUESTION = frozenset({"in_hand", "delete_my_data", "consent"})
"""Never skipped: a worker has been told, a wish is being made sure of, and silence is not consent."""
FORESEEN = {
    "consent": NO_QUESTION,
    "interests": NO_QUESTION | {"interests"},
    "view": NO_QUESTION | {"view"},
    "scale": NO_QUESTION | {"view"},
    "rsvp": NO_QUESTION | {"rsvp", "barrier"},
    "barrier": NO_QUESTION | {"rsvp", "barrier"},
    "unprompted": NO_QUESTION | {"interests", "view"},
}
"""What may stand open when somebody texts with this in mind. Anything else is skipped first, as the person might."""
IN_CIRCLES = 12
"""So many skips in a row, and the person is trapped."""
UNFINISHED = frozenset({"queued", "sending"})
QUESTIONS = {
    "text": "What would make things better where you live?",
    "scale": "How easy is it to get help, from 1 to 5?",
}
"""What an agenda round asks, by kind of question."""


class Hang(AssertionError):
    """The person stands before an open question without an answer, or is led in circles."""


@dataclass
class Play:
    """One conversation on one line, and what it left behind."""

    line: Line
    dialogue: Dialogue
    phone: Phone
    not_yet: set[str] = field(default_factory=set)
    """What the script wants to happen, and the line cannot do so far."""

    async def run(self) -> None:
        """From the first turn to the last; raises Hang, or whatever else goes wrong."""
        for turn in self.dialogue.turns:
            await self.line.wait(turn.gap)
            match turn:
                case Text(words, _, delivery) if delivery in self.phone.written:
                    await self.repeat(words, delivery)
                case Text(words, answers, delivery):
                    await self.skip_to(FORESEEN[answers])
                    await self.say(words, delivery)
                case Happening(name):
                    await self.happen(name, turn)
        await self.skip_to(FORESEEN["unprompted"])
        self.nothing_is_left_unsent()

    async def happen(self, name: str, turn: Happening) -> None:
        """What goes on around the person."""
        match name:
            case "welcome":
                await self.say("JOIN LEEDS" if self.dialogue.has_agenda_round else self.phone.first_words)
            case "agenda_round":
                await self.skip_to(FORESEEN["unprompted"])
                await self.hold_agenda_round(turn)
            case "invite":
                await self.skip_to(FORESEEN["unprompted"])
                await self.invite()
            case "wait":
                pass
            case _:
                self.not_yet.add(name)

    async def plan(self, questions: Sequence[str] = ()) -> UUID:
        """A meeting is planned over the API, ten days ahead; returns its id."""
        starts = self.line.clock.now + timedelta(days=10)
        meeting = {
            "network": "leeds",
            "title": "Next meeting",
            "starts_at": starts.isoformat(),
            "place": "The library",
            "questions": [QUESTIONS[kind] for kind in questions],
        }
        return UUID((await self.line.post("/v1/meetings", meeting))["id"])

    async def invite(self) -> None:
        """A worker invites the person to a meeting."""
        await invite(self.line.house, self.person.id, await self.plan())
        await self.line.settle()

    async def hold_agenda_round(self, turn: Happening) -> None:
        """The person is asked the questions of a meeting."""
        await self.plan(turn.questions)
        await start_flow(self.line.house, self.person.id, "have_your_say")
        await self.line.settle()

    async def say(self, words: str, delivery: str | None = None) -> None:
        """The person texts, and reads what comes back."""
        asked, before = self.asked(), len(self.answers())
        answer = await self.line.deliver(self.phone.letter(words, delivery))
        assert answer.is_success, f"{words!r} was answered {answer.status_code}"
        await self.line.settle()
        await self.carry()
        if asked and len(self.answers()) == before and not self.may_be_silence(words):
            raise Hang(f"{words!r} got no answer while {asked} stood open")

    def may_be_silence(self, words: str) -> bool:
        """Whether saying nothing is an answer: to "ta", and to anything after STOP."""
        return self.person.stopped_at is not None or is_small_talk(words)

    async def repeat(self, words: str, delivery: str | None) -> None:
        """The provider delivers a text a second time: nothing may come of it."""
        before = self.thread()
        answer = await self.line.deliver(self.phone.letter(words, delivery))
        assert answer.is_success, f"a repeat was answered {answer.status_code}"
        await self.line.settle()
        assert self.thread() == before, "a repeat was kept or answered again"

    async def carry(self) -> None:
        """Twilio reports what became of our texts, the last word before the first."""
        twilio = self.line.world.twilio
        for text in [each for each in twilio.sent if each.status == "queued"]:
            for status in ("delivered", "sent"):
                answer = await self.line.deliver(twilio.report(text.sid, status))
                assert answer.is_success, f"a report was answered {answer.status_code}"

    async def skip_to(self, foreseen: Collection[str]) -> None:
        """Skip whatever the script has no answer to."""
        for _ in range(IN_CIRCLES):
            asked = self.asked()
            if asked is None or asked in foreseen:
                return
            await self.say("skip")
        raise Hang(f"{IN_CIRCLES} skips, and {self.asked()} is still asked")

    def nothing_is_left_unsent(self) -> None:
        """Every text out has come to its end."""
        left = [each for each in self.answers() if each.state in UNFINISHED]
        if left:
            raise Hang(f"never sent: {[each.text for each in left]}")

    @property
    def person(self) -> Contact:
        """Who is texting."""
        person = self.line.person()
        assert person, "nobody has written yet"
        return person

    def thread(self) -> tuple[Message, ...]:
        """All texts in and out, oldest first."""
        person = self.line.person()
        if person is None:
            return ()
        with self.line.house.database.read() as tx:
            return messages.of_contact(tx, person.id, 500).items[::-1]

    def answers(self) -> list[Message]:
        """All texts out, oldest first."""
        return [each for each in self.thread() if not each.inbound]

    def asked(self) -> str | None:
        """The label of the question that stands open; None if none does."""
        person = self.line.person()
        if person is None:
            return None
        with self.line.house.database.read() as tx:
            opened = sessions.open_for(tx, person.id)
        if not opened:
            return None
        flow = self.line.house.flows.at(opened[0].flow, opened[0].version)
        node = flow.nodes[opened[0].node]
        return node.asks if isinstance(node, Asking) and not node.quiet else None
