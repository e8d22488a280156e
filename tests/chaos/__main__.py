"""`make chaos`: 200 kills on each database. Prints what was seen; ends badly on a breach.

Usage: python -m tests.chaos [--kills N] [--on sqlite|postgresql] [--seed N] [--hurry] [--keep FOLDER]
"""

import argparse
import pickle
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.chaos.chaos import Plan, run
from tests.chaos.judge import judge
from tests.chaos.telling import line, table
from tests.databases import Databases, SqliteDatabases, postgres_databases

PROCESSES = {"sqlite": ("serve",), "postgresql": ("serve", "serve", "worker")}


def main() -> int:
    """One run a database."""
    asked = arguments()
    plans = {name: Plan(PROCESSES[name], asked.kills, asked.seed, patient=not asked.hurry) for name in asked.on}
    return max(one_run(name, plan, asked.keep) for name, plan in plans.items())


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--on", choices=PROCESSES, nargs="*", default=list(PROCESSES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hurry", action="store_true", help="end the claims of the dead by hand after the last kill")
    parser.add_argument("--keep", type=Path, help="where to put the books of a run (pickled), to look into a breach")
    return parser.parse_args()


def one_run(name: str, plan: Plan, keep: Path | None) -> int:
    """Kill on one kind of database; 1 on a breach."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        databases: Databases = (
            SqliteDatabases(folder) if name == "sqlite" else stack.enter_context(postgres_databases())
        )
        books = run(databases.new(), folder, plan)
    if keep:
        (keep / f"chaos-{name}.pickle").write_bytes(pickle.dumps(books))
    breaches = judge(books)
    print(table(books))
    for breach in breaches[:40]:
        print(breach)
    print(line(name, plan, books, breaches), flush=True)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
