"""Reading a text

Each reader over lines as people might write them, the best of three rounds: what one text takes. The lines are those
that the readers are taught with, so that none is empty or made up for this.
"""

import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.rows import AtMost, Row, least
from conversations.reading.control import read_control
from conversations.reading.interests import read_interests
from conversations.reading.risk import read_risk
from conversations.reading.rsvp import read_rsvp
from conversations.reading.theme import read_theme
from training.lines import files_of

READERS: Mapping[str, Callable[[str], object]] = {
    "control": read_control,
    "risk": read_risk,
    "rsvp": read_rsvp,
    "interests": read_interests,
    "themes": read_theme,
}
TEXTS = 1000
ROUNDS = 3


def measure(folder: Path, scale: float) -> list[Row]:
    """Milliseconds of CPU a text."""
    return [Row(f"{name}: one text", took(name, least(TEXTS, scale, 5)), "ms", AtMost(0.5)) for name in READERS]


def took(name: str, count: int) -> float:
    """The best round, by the text."""
    lines = (line for path in files_of(name) for line in path.read_text(encoding="utf-8").splitlines())
    every = [line for line in lines if line and line[0] not in "[#"]
    texts = every[:: max(1, len(every) // count)]
    return min(a_round(READERS[name], texts) for _ in range(ROUNDS)) / len(texts) * 1e3


def a_round(read: Callable[[str], object], texts: list[str]) -> float:
    """Seconds of CPU for all of them."""
    begun = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - begun
