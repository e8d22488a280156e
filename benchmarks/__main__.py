"""`make bench`: measure, print, write docs/performance.md. With names only those are measured, and no page is written.

Usage: python -m benchmarks [NAME ...]. Ends badly when a target is missed.
"""

import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import ALL
from benchmarks.line import quiet
from benchmarks.page import PAGE, page, table, title


def main(names: Sequence[str]) -> int:
    """Everything, or what is named."""
    quiet()
    results = {}
    for name in names or ALL:
        print(f"{title(ALL[name])} ({name})", flush=True)
        with tempfile.TemporaryDirectory(prefix="lightline-bench-") as folder:
            results[ALL[name]] = ALL[name].measure(Path(folder), 1.0)
        print(table(results[ALL[name]]), flush=True)
    if not names:
        PAGE.write_text(page(results, datetime.now(UTC).date()), encoding="utf-8")
    return 0 if all(row.held is not False for rows in results.values() for row in rows) else 1


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - set(ALL):
        sys.exit(f"There is no benchmark {', '.join(sorted(unknown))}. There are: {', '.join(ALL)}.")
    sys.exit(main(sys.argv[1:]))
