"""Work for several processes at once, each with its own connections, all set off at the same moment."""

import multiprocessing
import os
from collections.abc import Callable
from datetime import datetime
from multiprocessing.pool import AsyncResult
from time import monotonic_ns
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from conversations.session import Session
from storage import contacts, joining, messages, sessions
from storage.copying import copy
from storage.database import Database
from storage.sealing import KeyRing
from tests.databases import KEY
from tests.storage.people import ANN, MINUTE, NOW, reach

T = TypeVar("T")

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.storage.processes"])


def at_once(count: int, work: Callable[..., T], *given: Any) -> list[T]:
    """Do `work(database_url, number, ...)` in `count` processes at the same time; what each gave back."""
    together = _context.Barrier(count)
    with _context.Pool(count, initializer=_meet, initargs=(together,)) as pool:
        results: list[AsyncResult[T]] = [pool.apply_async(_together, (work, given, number)) for number in range(count)]
        return [each.get(timeout=60) for each in results]


_barrier: Any = None


def _meet(barrier: Any) -> None:
    global _barrier
    _barrier = barrier


def meet() -> None:
    """Wait until all have come this far; to be called by all of them, or by none."""
    _barrier.wait(60)


def _together(work: Callable[..., T], given: tuple[Any, ...], number: int) -> T:
    url, *rest = given
    database = Database(url, KeyRing([KEY]), wait=60)
    with database.read():
        meet()
    try:
        return work(database, number, *rest)
    finally:
        database.close()


def count_up(database: Database, number: int, times: int) -> int:
    """Ann texts again and again; each turn reads a number, writes the next one down, and keeps it as a text."""
    for turn in range(times):
        with database.begin() as tx:
            ann = reach(tx, ANN)
            count = int(ann.contact.first_name or "0") + 1
            contacts.rename(tx, ann.contact.id, str(count))
            kept = messages.keep_inbound(
                tx, ann.contact.id, ann.address.id, "sms", f"SM{number}-{turn}", str(count), None, NOW
            )
            assert kept
    return number


def first_texts(database: Database, number: int, numbers: list[str]) -> list[tuple[UUID, bool]]:
    """The first texts of people whom nobody knows, a transaction each."""
    found = []
    for each in numbers:
        with database.begin() as tx:
            reached = reach(tx, each)
            found.append((reached.contact.id, reached.new))
    return found


class Sent(NamedTuple):
    """A text that some process sent; `at` is on a clock that all of them share."""

    at: int
    contact_id: UUID
    id: UUID
    uncertain: bool


def send_everything(database: Database, number: int, now: datetime) -> list[Sent]:
    """Claim and send until there is nothing more to claim."""
    done: list[Sent] = []
    while True:
        with database.begin() as tx:
            claimed = messages.claim(tx, now, MINUTE, 5, ["sms"])
            left = messages.next_due(tx, now)
        if not claimed and (left is None or left > now):
            return done
        for each in claimed:
            done.append(Sent(monotonic_ns(), each.contact_id, each.id, each.uncertain))
            with database.begin() as tx:
                messages.sent(tx, each.id, f"SM{each.id}", delivered=False, now=now)


def claim_and_die(url: str, now: datetime) -> None:
    """Claim some messages and be killed in the middle of sending them."""
    with Database(url, KeyRing([KEY])).begin() as tx:
        messages.claim(tx, now, MINUTE, 10, ["sms"])
    os._exit(9)


def copy_and_die(source: str, target: str) -> None:
    """Copy a line and be killed when half of it is there."""

    def told(table: str, rows: int) -> None:
        if table == "views":
            os._exit(9)

    copy(Database(source, KeyRing([KEY])), Database(target, KeyRing([KEY])), told)


def in_a_process_that_dies(work: Callable[..., object], *given: Any) -> None:
    """Do it in a process and wait for its death."""
    process = _context.Process(target=work, args=given)
    process.start()
    process.join(60)
    assert process.exitcode == 9


def write_and_join(database: Database, number: int, phones: list[str], times: int, them: list[UUID]) -> int:
    """Two of the processes write from a phone each, and put what is said aside in a session; the others join the two,
    each the other way round."""
    if number >= len(phones):
        stays, goes = them if number % 2 else them[::-1]
        with database.begin() as tx:
            joining.join(tx, stays, goes, f"worker {number}", NOW)
        return number
    for turn in range(times):
        with database.begin() as tx:
            them_now = reach(tx, phones[number])
            here, words = (them_now.contact.id, them_now.address.id), f"{number} {turn}"
            messages.keep_inbound(tx, *here, "sms", f"SM{number}-{turn}", words, None, NOW)
            before = next(iter(sessions.open_for(tx, here[0])), Session(flow="welcome", version="a", node="name"))
            sessions.save(tx, here[0], before.model_copy(update={"aside": (*before.aside, words)}), NOW)
    return number
