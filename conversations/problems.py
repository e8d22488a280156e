"""What is wrong with a flow, told to the person who writes it: where, what, and what to write instead."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to put right. `line` counts from 1; `write` says what to write instead."""

    file: str
    line: int
    node: str | None
    wrong: str
    write: str

    def __str__(self) -> str:
        at = f"{self.file}, line {self.line}"
        node = f", node {self.node}" if self.node else ""
        return f"{at}{node}: {self.wrong} {self.write}"


class FlowError(Exception):
    """These flows cannot be used. Put every problem right and load them again; nothing was loaded."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line, problem.wrong)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownFlow(KeyError):
    """There is no flow of this name. `lightline flows list` shows the names."""


class UnknownVersion(KeyError):
    """This version of a flow is not loaded. Fetch its published source and add it."""
