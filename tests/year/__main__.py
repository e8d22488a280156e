"""`make year`: a whole year with both clock changes. Prints the counts; ends badly on a breach.

Usage: python -m tests.year [PEOPLE] [SEED]
"""

import logging
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import structlog

from tests.year.year import Year

BEGINS = datetime(2027, 1, 1, tzinfo=UTC)


def main(people: int = 200, seed: int = 1) -> int:
    """Live through the year and say what was seen."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as folder:
        watcher = Year(Path(folder), BEGINS, days=365, people=people, seed=seed).run()
    for breach in watcher.breaches[:20]:
        print(breach)
    print(f"seed {seed}, {people} people: {dict(watcher.seen)}, breaches {len(watcher.breaches)}")
    return 1 if watcher.breaches else 0


if __name__ == "__main__":
    sys.exit(main(*(int(each) for each in sys.argv[1:])))
