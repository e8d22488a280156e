"""The table and the page that are made of rows."""

import os
import platform
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import ModuleType

from benchmarks.rows import Row

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
HEAD = """# How fast it is

Made by `make bench` on {day}: one machine, one run, everything below within it. {machine}
Milliseconds and texts a second hold for that machine only; what is one part or multiple of another travels further.
Where there was a target, the last columns say which and whether it was held.
"""
HELD = {None: "", True: "yes", False: "**no**"}


def title(benchmark: ModuleType) -> str:
    """The first line of what it says about itself."""
    return told(benchmark).partition("\n")[0].rstrip(".")


def told(benchmark: ModuleType) -> str:
    assert benchmark.__doc__
    return benchmark.__doc__.strip()


def page(results: Mapping[ModuleType, Sequence[Row]], day: date) -> str:
    """docs/performance.md."""
    head = HEAD.format(day=f"{day.day} {day:%B %Y}", machine=machine())
    return "\n".join([head, *(section(each, rows) for each, rows in results.items())])


def section(benchmark: ModuleType, rows: Iterable[Row]) -> str:
    """One benchmark: what is compared, and what came out."""
    about = told(benchmark).partition("\n")[2].strip()
    lines = [f"| {each.name} | {figure(each)} | {each.target or ''} | {HELD[each.held]} |" for each in rows]
    return "\n".join([f"## {title(benchmark)}\n\n{about}\n", "| | | target | held |", "|---|--:|---|---|", *lines, ""])


def table(rows: Iterable[Row]) -> str:
    """The same for a terminal."""
    lines = [f"  {each.name:<64}{figure(each):>14}  {each.target or ''!s:<8}  {HELD[each.held]}" for each in rows]
    return "\n".join(line.rstrip() for line in lines)


def figure(row: Row) -> str:
    """Three digits that matter."""
    value = f"{row.value:,.0f}" if abs(row.value) >= 100 else f"{row.value:.3g}"
    return f"{value} {row.unit}".rstrip()


def machine() -> str:
    """What it is, without its name."""
    kind = "PostgreSQL and all processes on the same cores"
    return (
        f"{os.cpu_count()} cores ({processor()}), {memory():.0f} GB of memory, {platform.system()},"
        f" Python {sys.version_info.major}.{sys.version_info.minor}; {kind}."
    )


def processor() -> str:
    """What the processor calls itself, where Linux says it."""
    try:
        said = re.search(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.MULTILINE)
    except OSError:
        said = None
    return said[1] if said else platform.machine()


def memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
