"""What a run looks like in a few lines."""

from collections.abc import Sequence

from tests.chaos.books import Books
from tests.chaos.chaos import Plan
from tests.chaos.judge import doubtful, repeats
from tests.chaos.phases import PHASES, phases


def table(books: Books) -> str:
    """Where the kills fell; one may fall into several."""
    found = phases(books)
    return "\n".join(f"{found[phase]:5d} kills {phase}" for phase in PHASES)


def line(name: str, plan: Plan, books: Books, breaches: Sequence[str]) -> str:
    """The counts, in one line."""
    counts = {
        "texts": len(books.letters),
        "answered": sum(letter.answered is not None for letter in books.letters),
        "kept": len(books.received),
        "views": len(books.views),
        "queued": len(books.out),
        "handed over": len(books.taken),
        "reported": len(books.reports),
        "planned for": len(books.recipients),
        "repeated": len(repeats(books)),
        "in doubt": len(doubtful(books)),
        "breaches": len(breaches),
    }
    told = ", ".join(f"{what} {count}" for what, count in counts.items())
    return f"{name}, {len(plan.commands)} processes, seed {plan.seed}: kills {len(books.kills)}, {told}"
