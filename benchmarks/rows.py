"""What a benchmark gives: rows, each a figure and, where there is one, the target that it must hold."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The figure must not be smaller."""

    least: float

    def __str__(self) -> str:
        return f">= {self.least:g}"

    def held_by(self, value: float) -> bool:
        return value >= self.least


@dataclass(frozen=True, slots=True)
class AtMost:
    """The figure must not be larger."""

    most: float

    def __str__(self) -> str:
        return f"<= {self.most:g}"

    def held_by(self, value: float) -> bool:
        return value <= self.most


@dataclass(frozen=True, slots=True)
class Row:
    """One figure."""

    name: str
    value: float
    unit: str
    target: AtLeast | AtMost | None = None

    @property
    def held(self) -> bool | None:
        """Whether the target is held; None where there is none."""
        return None if self.target is None else self.target.held_by(self.value)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one of many alike took on average, in milliseconds."""

    cpu: float
    wall: float

    @property
    def a_second(self) -> float:
        """How many there are in a second, one after the other."""
        return 1e3 / self.wall


def timed(each: Sequence[Callable[[int], object]], times: int, stretch: int = 100, warm: int = 100) -> list[Cost]:
    """What a call of each takes. They take turns, `stretch` calls at a time: what else goes on hits all.

    Each is called with 0, 1, 2 ...; the first `warm` calls are not counted.
    """
    for once in each:
        stretch_of(once, range(warm))
    spent = [(0.0, 0.0)] * len(each)
    for begin in range(warm, warm + times, stretch):
        for which, once in enumerate(each):
            cpu, wall = stretch_of(once, range(begin, min(begin + stretch, warm + times)))
            spent[which] = spent[which][0] + cpu, spent[which][1] + wall
    return [Cost(cpu / times * 1e3, wall / times * 1e3) for cpu, wall in spent]


def stretch_of(once: Callable[[int], object], numbers: range) -> tuple[float, float]:
    """Seconds of CPU and of wall time."""
    cpu, wall = time.process_time(), time.perf_counter()
    for n in numbers:
        once(n)
    return time.process_time() - cpu, time.perf_counter() - wall


def least(times: int, scale: float, but: int) -> int:
    """So many times at this scale, but not fewer than that."""
    return max(but, int(times * scale))
