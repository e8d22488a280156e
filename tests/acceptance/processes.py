"""The line as it really runs: `lightline serve` in processes of its own."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.acceptance.line import World
from tests.databases import KEY

PATIENCE = 20.0
"""Seconds that anything in another process may take."""
LOOK_AGAIN = 0.02


@dataclass
class Server:
    """One running process and all that it has said."""

    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it listens; waits until it does."""
        until(self.open_for_business)
        return next(word for line in self.said for word in line.split() if word.startswith("http://127.0.0.1:"))

    @property
    def log(self) -> str:
        return "".join(self.said)

    def listen(self) -> None:
        """Take down everything it says until it ends."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)

    def open_for_business(self) -> bool:
        """Whether it has said where it listens."""
        assert self.process.poll() is None, self.log
        return any("Lightline is open at" in line for line in self.said)


def until(true: Callable[[], bool]) -> None:
    """Wait for another process. Nothing in it can call us back, so this has to look again and again."""
    pause = threading.Event()
    for _ in range(int(PATIENCE / LOOK_AGAIN)):
        if true():
            return
        pause.wait(LOOK_AGAIN)
    raise AssertionError("it never came")


@contextlib.contextmanager
def serving(database_url: str, world: World, folder: Path) -> Iterator[Server]:
    """`lightline serve` on this database, on a port of its own; ended in order at the end."""
    named = {"LIGHTLINE_DATABASE_URL": database_url, "LIGHTLINE_SECRET_KEY": KEY, **world.settings()}
    command = [sys.executable, "-m", "api.commands", "serve", "--port", "0"]
    environment = {**os.environ, "COLUMNS": "500", **named}
    with subprocess.Popen(
        command, env=environment, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        server = Server(process)
        listener = threading.Thread(target=server.listen)
        listener.start()
        try:
            yield server
        finally:
            process.terminate()
            code = process.wait(PATIENCE)
            listener.join()
    assert code in (0, -signal.SIGTERM), server.log  # uvicorn ends in order, then by the signal that it was sent
