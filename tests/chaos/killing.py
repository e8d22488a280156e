"""Who kills: at random moments, and often at the very moment at which something is under way."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from time import time
from uuid import UUID

from tests.chaos.books import Books, Kill
from tests.chaos.lightline import Process
from tests.chaos.moments import Moments

AIMS = {
    "": 0.5, "text": 0.008, "report": 0.005, "plan": 0.1, "kept": 0.01, "asked": 0.0, "taken": 0.0, "answered": 0.005,
    "broadcast": 1.2,
}  # fmt: skip
"""What to wait for before striking ("": nothing), and up to how many seconds later; a broadcast is planned at the next
tick."""
OF_A_WORKER = ("", "asked", "taken", "answered")
"""Nobody knocks at a worker."""
PATIENCE = 1.5
"""Seconds to wait for the moment."""
WORK = 12
"""So many calls or texts a process gets done before it is killed, or nothing would ever come to an end ..."""
LONGEST = 10.0
"""... unless it takes longer than so many seconds."""
LOOK_AGAIN, LATELY = 0.05, 1000
Claims = Callable[[], list[tuple[UUID, float]]]
"""What is claimed just now: which message, and since when."""


@dataclass
class Killer:
    """Kills one process after the other and has it started again at once."""

    books: Books
    moments: Moments
    processes: Sequence[Process]
    claims: Claims
    chance: Random
    starting: list[threading.Thread] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)
    _pause: threading.Event = field(default_factory=threading.Event)

    def kill(self, times: int) -> None:
        """So many kills."""
        for _ in range(times):
            process = self.chance.choice(self.alive())
            self.let_work(process)
            self.await_moment(process)
            self.note_claims()
            self.strike(process)
            self.starting.append(threading.Thread(target=self.start, args=(process,)))
            self.starting[-1].start()
        for thread in self.starting:
            thread.join()
        self.note_claims()

    def strike(self, process: Process) -> None:
        """One kill, whatever the process is doing."""
        self.books.kills.append(Kill(process.name, time()))
        process.kill()

    def alive(self) -> list[Process]:
        """The processes that work; waits until one does."""
        while not (up := [each for each in self.processes if each.up.wait(0.02)]):
            if self.faults:
                raise self.faults[0]
        return up

    def let_work(self, process: Process) -> None:
        """Until it has got something done."""
        for _ in range(int(LONGEST / LOOK_AGAIN)):
            calls = sum(each.door == process.name and each.ended is not None for each in self.books.tries[-LATELY:])
            texts = sum(each.asker == process.name and each.answered is not None for each in self.books.asks[-LATELY:])
            if calls + texts >= WORK:
                return
            self._pause.wait(LOOK_AGAIN)

    def await_moment(self, process: Process) -> None:
        """Until it is worth striking."""
        aim = self.chance.choice([each for each in AIMS if process.command == "serve" or each in OF_A_WORKER])
        came = self.moments.comes(aim, process.name, PATIENCE if aim else 0.0)
        self._pause.wait(self.chance.uniform(0, AIMS[came or aim]))

    def start(self, process: Process) -> None:
        """Start it again; a fault is for the killer's thread."""
        try:
            process.start()
        except BaseException as fault:
            self.faults.append(fault)

    def note_claims(self) -> None:
        """Whatever was claimed before the last kill, and still is, was left behind by it."""
        if not self.books.kills:
            return
        last, known = self.books.kills[-1], {each for kill in self.books.kills for each in kill.abandoned}
        last.abandoned += [each for each in self.claims() if each[1] <= last.at and each not in known]
