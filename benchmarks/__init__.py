"""How fast Lightline is, as ratios within one run. `make bench` prints the table and writes docs/performance.md.

A file is a benchmark: its docstring goes onto the page and says what is compared, `measure(folder, scale)` gives its
rows. `scale` 1.0 is the real thing; the tests run each at a hundredth, to see that it still works.
"""

from typing import Final

from benchmarks import planning, processes, profiling, reading, sending, sizes, starting, turns

ALL: Final = {
    "turns": turns,
    "sizes": sizes,
    "planning": planning,
    "sending": sending,
    "processes": processes,
    "reading": reading,
    "profiling": profiling,
    "starting": starting,
}
"""In the order of the page."""
