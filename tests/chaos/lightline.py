"""`lightline serve` and `lightline worker` in processes that can be killed and started again at once.

They are forked from a server that has loaded the program and opened nothing: a start takes a third of the time.
"""

import contextlib
import multiprocessing
import os
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from time import monotonic

import httpx

from api.commands import app

START = 60.0
"""Seconds that a start may take on a busy machine."""
LOOK_AGAIN = 0.01

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.chaos.lightline", "tests.chaos.loaded"])


def live(arguments: list[str], settings: Mapping[str, str], folder: str, log: str) -> None:
    """Be `lightline` with these arguments, in a process of its own."""
    os.chdir(folder)
    os.environ.update({**settings, "COLUMNS": "500"})
    said = os.open(log, os.O_CREAT | os.O_WRONLY)
    os.dup2(said, 1)
    os.dup2(said, 2)
    threading.Thread(target=die_with_parent, daemon=True).start()
    sys.argv = ["lightline", *arguments]
    app(arguments)


def die_with_parent() -> None:
    """Leave no process behind, however the run ends."""
    parent = multiprocessing.parent_process()
    assert parent
    parent.join()
    os._exit(1)


@dataclass
class Process:
    """One place in the line: a command that is started again whenever it was killed, each time with a new name."""

    place: str
    command: str
    folder: Path
    settings: Mapping[str, str]
    """`{name}` in a value is the name of the process."""
    name: str = ""
    address: str | None = None
    """Where it listens, as long as it does."""
    up: threading.Event = field(default_factory=threading.Event)
    _starts: int = 0
    _process: ForkServerProcess | None = None

    @property
    def log(self) -> Path:
        """What the process says."""
        return self.folder / f"{self.name}.log"

    def start(self) -> None:
        """Start it under a new name, and wait until it works."""
        self._starts += 1
        self.name = f"{self.place}-{self._starts}"
        settings = {key: value.replace("{name}", self.name) for key, value in self.settings.items()}
        arguments = [self.command, *(["--port", "0"] if self.command == "serve" else [])]
        self._process = _context.Process(target=live, args=(arguments, settings, str(self.folder), str(self.log)))
        with STARTING:
            self._process.start()
        self.address = self._opened()
        self.up.set()

    def kill(self) -> None:
        """Kill -9, and see it dead."""
        assert self._process
        self.up.clear()
        self._process.kill()
        self._process.join()
        self.address = None

    def end(self) -> int | None:
        """End it in order; how it ended."""
        assert self._process
        self._process.terminate()
        self._process.join(START)
        return self._process.exitcode

    def _opened(self) -> str | None:
        """Wait until it works; its address, if it has one."""
        assert self._process
        pause, late = threading.Event(), monotonic() + START
        while monotonic() < late and self._process.is_alive():
            said = self.log.read_text() if self.log.exists() else ""
            address = next((word for word in said.split() if word.startswith("http://127.0.0.1:")), None)
            if "Working (channels" in said or (address and healthy(address)):
                return address
            pause.wait(LOOK_AGAIN)
        raise AssertionError(f"{self.name} did not start")


def healthy(address: str) -> bool:
    """Whether it answers."""
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"{address}/healthz", timeout=START).is_success
    return False


STARTING = threading.Lock()
