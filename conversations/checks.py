"""What must be true of a flow before anybody is spoken to with it."""

from collections.abc import Callable, Iterator, Mapping

from fluent.syntax import FluentParser, ast

from conversations.facts import LINE_FACTS, PERSON_FACTS
from conversations.nodes.asking import Asking
from conversations.nodes.node import END
from conversations.problems import Problem
from conversations.reading_flow import Draft, suggested
from conversations.words import ENGLISH, Words, facts_in

GIVEN = ("questions", "offered", "view", "heard_interests", "network", "until", "till", "title", "came")
"""What a flow may be told when it is begun."""

ANYWHERE = (".again", ".help")
"""What any node that asks may say besides: its question in other words, and what HELP says there."""


def structure(draft: Draft) -> Iterator[Problem]:
    """Exits that lead nowhere, nodes that nothing leads to, nodes that never reach the end."""
    yield from _unknown_exits(draft)
    yield from _unreachable(draft)
    yield from _dead_ends(draft)
    yield from _silences(draft)


def _unknown_exits(draft: Draft) -> Iterator[Problem]:
    known = [*draft.nodes, END]
    if draft.head.start not in draft.nodes:
        wrong = f"start: there is no node {draft.head.start!r}."
        yield Problem(draft.file, draft.line("start"), None, wrong, suggested(draft.head.start, list(draft.nodes)))
    for name, node in draft.nodes.items():
        for field, to in node.exits().items():
            if to not in known:
                yield draft.problem(name, field, f"{field}: there is no node {to!r}.", suggested(to, known))


def _unreachable(draft: Draft) -> Iterator[Problem]:
    reached = _closure(
        {draft.head.start}, lambda name: draft.nodes[name].exits().values() if name in draft.nodes else ()
    )
    for name in draft.nodes:
        if name not in reached:
            yield draft.problem(name, "", "nothing leads here.", "Name it in another node, or take it out.")


def _dead_ends(draft: Draft) -> Iterator[Problem]:
    ending = {name for name, node in draft.nodes.items() if END in node.exits().values() or not node.exits()}
    leads_to: dict[str, set[str]] = {name: set() for name in draft.nodes}
    for name, node in draft.nodes.items():
        for to in node.exits().values():
            leads_to.setdefault(to, set()).add(name)
    saved = _closure(ending, lambda name: leads_to.get(name, ()))
    for name in draft.nodes:
        if name not in saved:
            yield draft.problem(name, "", "from here the flow never ends.", f"Lead one of its ways to {END}.")


def _silences(draft: Draft) -> Iterator[Problem]:
    for name, node in draft.nodes.items():
        if isinstance(node, Asking) and node.silent and not node.patience:
            yield draft.problem(name, "silent", "silent: is never used.", "Write patience: with it, such as 2 days.")
        if isinstance(node, Asking) and node.nudges and not node.patience:
            yield draft.problem(name, "nudges", "nudges: is never used.", "Write patience: with it, such as 2 days.")


def _closure(first: set[str], following: Callable[[str], object]) -> set[str]:
    found, fresh = set(first), set(first)
    while fresh:
        fresh = {to for name in fresh for to in following(name)} - found  # type: ignore[attr-defined]
        found |= fresh
    return found


def wording(draft: Draft, words: Words, sources: Mapping[str, str], file_of: Callable[[str], str]) -> Iterator[Problem]:
    """Lines that are missing, lines that nothing says, names in them that nothing fills, facts that nobody knows."""
    yield from _missing(draft, words, file_of(ENGLISH))
    known = fillable(draft)
    yield from _unknown_facts(draft, known)
    for language, source in sources.items():
        yield from unfilled(file_of(language), source, known)
        yield from _unsaid(draft, file_of(language), source)


def fillable(draft: Draft) -> list[str]:
    """Every fact that this flow may look at and a line of it may hold in braces."""
    filled = {name for node in draft.nodes.values() for name in node.fills()}
    return sorted({*LINE_FACTS, *PERSON_FACTS, *GIVEN, *filled})


def unfilled(file: str, source: str, known: list[str]) -> Iterator[Problem]:
    """Names in braces that nothing fills, and lines that are not Fluent."""
    for entry in FluentParser().parse(source).body:
        match entry:
            case ast.Junk():
                write = "Write name = text; an attribute is indented, .name = text."
                yield Problem(file, line_in(source, entry), None, "this is not a line of words.", write)
            case ast.Message():
                for name in _named(entry):
                    if name not in known:
                        wrong, write = f"nothing fills {{ ${name} }}.", suggested(name, known)
                        yield Problem(file, line_in(source, entry.id), entry.id.name, wrong, write)


def _unknown_facts(draft: Draft, known: list[str]) -> Iterator[Problem]:
    for name, node in draft.nodes.items():
        for field, fact in node.uses().items():
            if fact not in known:
                yield draft.problem(name, field, f"{field}: nobody knows {fact!r}.", suggested(fact, known))


def _missing(draft: Draft, words: Words, file: str) -> Iterator[Problem]:
    for name, node in draft.nodes.items():
        for attribute in node.lines():
            if not words.has(f"{name}{attribute}"):
                form = f"{attribute} = ..." if attribute else f"{name} = ..."
                yield draft.problem(name, "", f"its words {name}{attribute} are missing.", f"Write {form} in {file}.")


def _unsaid(draft: Draft, file: str, source: str) -> Iterator[Problem]:
    sayable = sorted({f"{name}{part}" for name, node in draft.nodes.items() for part in (*node.lines(), *ANYWHERE)})
    for at, key in keys(source):
        if key not in sayable:
            yield Problem(file, at, None, f"nothing says {key}.", suggested(key, sayable))


def keys(source: str) -> Iterator[tuple[int, str]]:
    """Every line in a Fluent source: the number of its line in the file, and its key."""
    for entry in FluentParser().parse(source).body:
        if isinstance(entry, ast.Message):
            parts = [""] * (entry.value is not None) + [f".{attribute.id.name}" for attribute in entry.attributes]
            yield from ((line_in(source, entry.id), f"{entry.id.name}{part}") for part in parts)


def facts_named(source: str) -> dict[str, frozenset[str]]:
    """The facts that each line of a Fluent source names in braces, by its key."""
    return {
        f"{entry.id.name}{part}": facts_in(pattern)
        for entry in FluentParser().parse(source).body
        if isinstance(entry, ast.Message)
        for part, pattern in [("", entry.value), *((f".{each.id.name}", each.value) for each in entry.attributes)]
        if pattern is not None
    }


def _named(entry: ast.Message) -> list[str]:
    return sorted(facts_in(entry))


def line_in(source: str, part: ast.SyntaxNode) -> int:
    """The line, from 1, where a part of a Fluent source begins."""
    return source.count("\n", 0, part.span.start if part.span else 0) + 1
