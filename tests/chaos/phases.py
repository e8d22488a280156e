"""In the middle of what each kill fell: worked out afterwards, from who had what under way at that moment."""

from collections import Counter
from collections.abc import Iterator

from tests.chaos.books import Ask, Books, Kill, Try

TEXT_BEFORE, TEXT_AFTER = "in a turn before it was kept", "in a turn after it was kept"
REPORT, PLAN, BROADCAST = "in a callback", "in putting a question", "in planning a broadcast"
CLAIM, ASKED, TAKEN, ANSWERED = "after a claim", "in a send not yet taken", "in a send taken", "before it was recorded"
IDLE = "in nothing"
PHASES = (TEXT_BEFORE, TEXT_AFTER, REPORT, PLAN, BROADCAST, CLAIM, ASKED, TAKEN, ANSWERED, IDLE)


def phases(books: Books) -> Counter[str]:
    """Phase -> the kills that fell into it; a kill may fall into several."""
    return Counter(phase for kill in books.kills for phase in phases_of(books, kill) or {IDLE})


def phases_of(books: Books, kill: Kill) -> set[str]:
    """Everything that was under way in the process that died."""
    planned = {BROADCAST for begun, ended in books.plans if begun <= kill.at <= ended}
    return {*knocking(books, kill), *sending(books, kill), *planned}


def knocking(books: Books, kill: Kill) -> Iterator[str]:
    """What the doors had open."""
    for call in books.tries:
        if call.door == kill.who and call.begun <= kill.at and call.ended is None:
            yield {"report": REPORT, "plan": PLAN}.get(call.kind) or (
                TEXT_AFTER if kept_by(books, call, kill) else TEXT_BEFORE
            )


def kept_by(books: Books, call: Try, kill: Kill) -> bool:
    """Whether it had kept its text when the kill came."""
    rows = books.received.get((call.letter.channel, call.letter.provider_id), []) if call.letter else []
    return any(call.begun <= row.created <= kill.at for row in rows)


def sending(books: Books, kill: Kill) -> Iterator[str]:
    """What the providers had seen of each claim that was left behind."""
    where = {row.id: row for row in books.out}
    for message_id, since in kill.abandoned:
        row = where[message_id]
        asks = [
            ask for ask in books.asks if ask.asker == kill.who and ask.address == row.address and ask.begun >= since
        ]
        yield stage(asks[-1], kill.at) if asks else CLAIM


def stage(ask: Ask, at: float) -> str:
    """How far a send had come."""
    if ask.answered is not None and ask.answered <= at:
        return ANSWERED
    return TAKEN if ask.taken is not None and ask.taken <= at else ASKED
