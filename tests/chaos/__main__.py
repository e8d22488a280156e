"""`make chaos`: 200 kills on each database. Prints what was seen; ends badly on a breach.

Usage: python -m tests.chaos [--kills N] [--on sqlite|postgresql] [--seed N] [--hurry]
"""

import argparse
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
    return max(one_run(name, asked.kills, asked.seed, not asked.hurry) for name in asked.on)


def arguments() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--on", choices=PROCESSES, nargs="*", default=list(PROCESSES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hurry", action="store_true", help="end the claims of the dead by hand after the last kill")
    return parser.parse_args()


def one_run(name: str, kills: int, seed: int, patient: bool) -> int:
    """Kill on one kind of database; 1 on a breach."""
    plan = Plan(PROCESSES[name], kills, seed, patient=patient)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        databases: Databases = (
            SqliteDatabases(folder) if name == "sqlite" else stack.enter_context(postgres_databases())
        )
        books = run(databases.new(), folder, plan)
    breaches = judge(books)
    print(table(books))
    for breach in breaches[:40]:
        print(breach)
    print(line(name, plan, books, breaches), flush=True)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
