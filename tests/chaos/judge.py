"""Reads the books when all is over and says which promise was broken. Shares no code with the line: it knows what
people texted, what the providers took, who was killed when, and what stands in the tables.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from tests.chaos.books import Ask, Books, Letter, Row, grouped

ENDED = ("sent", "delivered", "failed", "skipped")
RANK = ("", "sent", "delivered", "undelivered")
STATE = {"sent": "sent", "delivered": "delivered", "undelivered": "failed"}
DOUBT = "not known whether an earlier try arrived"
"""What the line says of a text that may have gone."""
UNDER_WAY = 2.0
"""Seconds after the answer to a STOP in which a text that was already claimed may still go out."""
STOP, START, GOODBYE, URGENT = "STOP", "START", "goodbye", "urgent"


def judge(books: Books) -> list[str]:
    """Every breach, in plain words and without anybody's text."""
    return [breach for check in CHECKS for breach in check(books)]


def kept_once(books: Books) -> Iterator[str]:
    """No text is lost that was answered with 2xx, none is kept twice, none is made up."""
    for letter in books.letters:
        rows = books.received.get((letter.channel, letter.provider_id), [])
        if letter.answered and not rows:
            yield f"lost: a text of {letter.address} that was answered"
        if len(rows) > 1:
            yield f"kept twice: a text of {letter.address}"
        if any(row.address != letter.address for row in rows):
            yield f"kept with somebody else: a text of {letter.address}"
    known = {(letter.channel, letter.provider_id) for letter in books.letters}
    for channel, name in books.received.keys() - known:
        yield f"made up: a text that nobody wrote on {channel}, {name}"


def views_once(books: Books) -> Iterator[str]:
    """What somebody said for their Network is there once if the text was kept, and not at all if it was not."""
    said = Counter(books.views)
    for letter in books.letters:
        if letter.view is None:
            continue
        kept = bool(books.received.get((letter.channel, letter.provider_id)))
        found = said.pop((letter.address, letter.view), 0)
        if found != kept:
            yield f"{'lost' if kept > found else 'counted twice'}: a view of {letter.address} ({found} for {int(kept)})"
    if extra := said.total():
        yield f"made up: {extra} views that nobody gave"


def answered(books: Books) -> Iterator[str]:
    """Whoever texted and may be answered is answered."""
    ids = {row.answers for row in books.out}
    for letter in books.letters:
        rows = books.received.get((letter.channel, letter.provider_id), [])
        if letter.answer_due and rows and rows[0].id not in ids:
            yield f"unanswered: a text of {letter.address}"


def ended(books: Books) -> Iterator[str]:
    """Every text that was queued has one end, with a reason where it did not arrive."""
    stopped = {letter.address for letter in books.letters if letter.words == STOP}
    for row in books.out:
        if row.state not in ENDED or row.waiting:
            yield f"without an end: a text to {row.address} is {row.state}"
        if row.state in ("failed", "skipped") and not row.reason:
            yield f"without a reason: a text to {row.address} is {row.state}"
        if row.state == "skipped" and row.address not in stopped:
            yield f"skipped: a text to {row.address}, who never stopped ({row.reason})"
        if row.state in ("sent", "delivered") and not row.provider_id:
            yield f"without a name: a text to {row.address} is {row.state}"


def really_went(books: Books) -> Iterator[str]:
    """What is marked as sent was taken by the provider, for that person, with those words; and is no other's."""
    for (channel, name), rows in books.named.items():
        ask = books.taken.get((channel, name))
        if len(rows) > 1:
            yield f"one sending for {len(rows)} texts: to {rows[0].address}"
        if any(ask is None or (ask.address, ask.body) != (row.address, row.body) for row in rows):
            yield f"never sent: a text to {rows[0].address} that is marked as {rows[0].state}"


def repeats(books: Books) -> list[Ask]:
    """What the providers took although another sending of the same text is the one on record."""
    doubts = doubtful(books)
    return [ask for ask in books.unnamed if ask not in doubts]


def doubtful(books: Books) -> list[Ask]:
    """What was taken and nobody could ask about any more: its text was stopped, and says that it may have gone."""
    doubts = [row for row in books.out if not row.provider_id and DOUBT in row.reason]
    found = []
    for ask in books.unnamed:
        if row := next((row for row in behind(books, ask) if row in doubts), None):
            doubts.remove(row)
            found.append(ask)
    return found


def behind(books: Books, ask: Ask) -> list[Row]:
    """The texts that may stand behind a sending."""
    return [row for row in books.alike.get((ask.address, ask.body), []) if row.created <= ask.begun]


def later(books: Books, ask: Ask, row: Row) -> bool:
    """Whether this text was sent again after that."""
    again = books.taken.get((row.channel, row.name)) if row.provider_id else None
    return again is not None and again.begun > ask.begun


def one_a_kill(books: Books) -> Iterator[str]:
    """A kill repeats at most the one text in flight; none where the provider can be asked before."""
    killed, again = {kill.who for kill in books.kills}, repeats(books)
    for ask in books.unnamed:
        if not behind(books, ask):
            yield f"nobody's: {ask.asker} sent {ask.address} what nobody had queued"
        elif ask in again and not any(later(books, ask, row) for row in behind(books, ask)):
            yield f"gone unknown: {ask.asker} sent {ask.address} what is marked as never sent"
        if ask.asker not in killed:
            yield f"repeated without need: {ask.asker}, which was not killed, to {ask.address}"
    last = {(ask.channel, ask.asker): ask for ask in sorted(books.asks, key=lambda each: each.begun)}
    for ask in again:
        if ask.channel == "sms":
            yield f"repeated although Twilio could be asked: to {ask.address}"
        elif ask is not last[ask.channel, ask.asker]:
            yield f"repeated although it was not in flight: to {ask.address}"


def in_order(books: Books) -> Iterator[str]:
    """Each person gets texts of one kind in the order in which they were written; urgent words wait for nobody."""
    newest: dict[tuple[str, int], int] = {}
    for key, _ in sorted(books.taken.items(), key=lambda each: each[1].taken or 0.0):
        for row in books.named.get(key, []):
            if row.kind == URGENT:
                continue
            whose = row.address, row.precedence
            if newest.get(whose, 0) > row.number:
                yield f"out of order: a text to {row.address}"
            newest[whose] = max(newest.get(whose, 0), row.number)


def peace(books: Books) -> Iterator[str]:
    """After STOP nothing, not even tried; but a goodbye where the carrier says none."""
    asked = grouped((ask.address, ask) for ask in books.asks)
    for stop, start in peaces(books):
        for ask in asked[stop.address]:
            begun = (stop.answered or 0.0) + UNDER_WAY < ask.begun < (start.first if start else float("inf"))
            if begun and not any(row.kind == GOODBYE for row in behind(books, ask)):
                yield f"after STOP: a text to {stop.address}"


def peaces(books: Books) -> Iterator[tuple[Letter, Letter | None]]:
    """Each STOP that was answered, and the START that ended it."""
    open_: dict[str, Letter] = {}
    for letter in sorted(books.letters, key=lambda each: each.first):
        if letter.words == STOP and letter.answered:
            open_[letter.address] = letter
        elif letter.words == START and letter.address in open_:
            yield open_.pop(letter.address), letter
    yield from ((stop, None) for stop in open_.values())


def as_reported(books: Books) -> Iterator[str]:
    """The highest report counts, in whatever order they came, and none waits for a text that is there."""
    told: dict[str, str] = {}
    for report in books.reports:
        told[report.name] = max(told.get(report.name, ""), report.status, key=RANK.index)
    for name, status in told.items():
        for row in books.named.get(("sms", name), []):
            if row.state != STATE[status]:
                yield f"not as reported: a text to {row.address} is {row.state}, not {status}"
    unknown = {ask.name for ask in books.unnamed}
    if books.unjoined and not unknown & told.keys():
        yield f"forgotten: {books.unjoined} reports of texts that are there"


def nobody_left_out(books: Books) -> Iterator[str]:
    """Whoever was to get a text that was planned for many gets it, once."""
    texts = grouped((row.address, row.body) for row in books.out)
    for each in books.recipients:
        found = sum(each.words in body for body in texts[each.address])
        if found != 1:
            yield f"{'left out' if not found else 'planned twice'}: {each.address}"


def nothing_broke(books: Books) -> Iterator[str]:
    """No turn raised."""
    if books.broken:
        yield f"broke: {books.broken} turns"


CHECKS: tuple[Callable[[Books], Iterator[str]], ...] = (
    kept_once, views_once, answered, ended, really_went, one_a_kill, in_order, peace, as_reported, nobody_left_out,
    nothing_broke,
)  # fmt: skip
