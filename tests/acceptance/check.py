"""What is true after a conversation, read from storage and the API, beside what should be."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.turn import start_flow
from storage import alerts, consents, interests, rsvps
from storage.rsvps import Rsvp
from tests.acceptance.play import QUESTIONS, Play

SUNDAY = 6
NOT_BUILT = {
    "choice": "a meeting has no questions with a choice of answers yet",
}
"""What cannot be looked at yet, and why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that should be true. `why` is empty if it is."""

    key: str
    why: str = ""

    @property
    def holds(self) -> bool:
        return not self.why

    @property
    def falls_short(self) -> bool:
        """Whether it could hold with what is built."""
        return not self.holds and self.why not in NOT_BUILT.values()


async def check(play: Play) -> list[Finding]:
    """Everything that this conversation is about. Whether the bot may write is tried out last: it changes things."""
    keys = sorted(play.dialogue.check, key=lambda key: key == "may_message")
    return [await look(play, key, play.dialogue.check[key]) for key in keys]


async def look(play: Play, key: str, wanted: Any) -> Finding:
    """One key."""
    if key in NOT_BUILT:
        return Finding(key, NOT_BUILT[key])
    found = await LOOKS[key](play)
    wanted = sorted(wanted) if isinstance(wanted, list) else wanted
    return Finding(key, "" if found == wanted else f"should be {shown(wanted)}, is {shown(found)}")


def shown(value: Any) -> str:
    """A value in plain words."""
    if isinstance(value, list):
        return ", ".join(str(each) for each in value) or "nothing"
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)


async def consented(play: Play) -> bool:
    with play.line.house.database.read() as tx:
        return consents.current(tx, play.person.id).get("conversation", False)


async def interests_kept(play: Play) -> list[str]:
    """Their ids in the taxonomy; one that has none counts as itself."""
    with play.line.house.database.read() as tx:
        return sorted(each.interest or each.words for each in interests.of_contact(tx, play.person.id))


async def views_kept(play: Play) -> int:
    """As a chair would pull them."""
    return len((await play.line.get("/v1/feedback"))["items"])


async def scores(play: Play) -> list[int]:
    """The numbers given to a question that asks for one."""
    said = (await play.line.get("/v1/feedback"))["items"]
    return sorted(int(each["text"]) for each in said if each["question"] == QUESTIONS["scale"])


def last_word(play: Play) -> Rsvp | None:
    """What they said last about coming."""
    with play.line.house.database.read() as tx:
        return next(iter(rsvps.of_contact(tx, play.person.id)[::-1]), None)


async def rsvp(play: Play) -> str | None:
    said = last_word(play)
    return said.answer if said else None


async def barriers(play: Play) -> list[str]:
    said = last_word(play)
    return sorted(said.barriers) if said else []


async def opted_out(play: Play) -> bool:
    return play.person.stopped_at is not None


async def paused(play: Play) -> bool:
    until = play.person.paused_until
    return play.person.paused_at is not None and (until is None or until > play.line.clock.now)


async def kinds_of_alert(play: Play) -> set[str]:
    with play.line.house.database.read() as tx:
        return {each.kind for each in alerts.open_(tx) if each.contact_id == play.person.id}


def alerted(kind: str) -> Callable[[Play], Awaitable[bool]]:
    """Whether a worker was told of this."""

    async def look_for(play: Play) -> bool:
        return kind in await kinds_of_alert(play)

    return look_for


async def risk(play: Play) -> str:
    """The highest that was seen."""
    kinds = await kinds_of_alert(play)
    return next((level for level in ("urgent", "distress") if level in kinds), "none")


async def may_message(play: Play) -> bool:
    """Tried out: the bot begins a conversation at midday, and something leaves or not. Changes the play."""
    if play.line.clock.now.weekday() == SUNDAY:
        await play.line.wait(timedelta(days=1))
    before = len(play.phone.read())
    await start_flow(play.line.house, play.person.id, "have_your_say")
    await play.line.settle()
    return len(play.phone.read()) > before


LOOKS: dict[str, Callable[[Play], Awaitable[Any]]] = {
    "consented": consented,
    "interests": interests_kept,
    "views": views_kept,
    "scale": scores,
    "rsvp": rsvp,
    "barriers": barriers,
    "opted_out": opted_out,
    "paused": paused,
    "escalated": alerted("urgent"),
    "risk": risk,
    "human_requested": alerted("person"),
    "delete_requested": alerted("delete_data"),
    "may_message": may_message,
}
