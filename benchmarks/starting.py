"""Starting, and what a process holds

`lightline serve` with SMS and Telegram set up, on an SQLite file that was migrated before: from the command until
`/readyz` says yes, and the memory it then holds. `lightline chat`: from the command until the answer to a first text is
on the screen and it has ended, on a database of its own that it makes for the purpose.
"""

import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx

from benchmarks.rows import Row, least
from tests.acceptance.line import a_world
from tests.acceptance.processes import serving
from tests.databases import SqliteDatabases

TIMES = 5


def measure(folder: Path, scale: float) -> list[Row]:
    """Medians of a few starts."""
    times = least(TIMES, scale, 1)
    started = [serve(folder, SqliteDatabases(folder).new()) for _ in range(times)]
    answered = [chat(folder) for _ in range(times)]
    return [
        Row("serve until /readyz says yes, median", statistics.median(seconds for seconds, _ in started), "s"),
        Row("memory of serve", statistics.median(held for _, held in started), "MB"),
        Row("chat until it has answered a first text, median", statistics.median(answered), "s"),
    ]


def serve(folder: Path, url: str) -> tuple[float, float]:
    """Seconds until it is ready, and the megabytes it holds."""
    with a_world() as world:
        begun = time.perf_counter()
        with serving(url, world, folder) as server:
            httpx.get(server.address + "/readyz", timeout=30).raise_for_status()
            return time.perf_counter() - begun, held_by(server.process.pid)


def held_by(process: int) -> float:
    """Resident memory, as Linux says it."""
    found = re.search(r"^VmRSS:\s+(\d+) kB", Path(f"/proc/{process}/status").read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return int(found[1]) / 1024


def chat(folder: Path) -> float:
    """Seconds until it has answered and ended."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "api.commands", "chat"]
    said = subprocess.run(command, input="hello\n", cwd=folder, capture_output=True, text=True, check=True)
    assert "Lightline" in said.stdout
    return time.perf_counter() - begun
