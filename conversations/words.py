"""The words of a flow in every language it speaks, from Fluent files beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast, visitor

ENGLISH = "en"
"""The language that a line is said in if the person's own language has no words for it."""
COMPLETE = (ENGLISH, "pl")
"""The languages that every text of ours exists in. Others may be partial."""


@dataclass(frozen=True)
class Words:
    """Looks up a line by its key, "consent" or "consent.again", and fills in what it names."""

    bundles: Mapping[str, FluentBundle]
    entries: Mapping[str, Mapping[str, ast.Message]] = field(default_factory=dict)
    """Language -> id -> the line as it was parsed."""
    _named: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def has(self, key: str, language: str = ENGLISH) -> bool:
        """Whether this very language has the line."""
        bundle = self.bundles.get(language)
        return bundle is not None and _pattern(bundle, key) is not None

    def write(self, key: str, language: str, facts: Mapping[str, str | int]) -> str:
        """The line in the language, or in English where it is missing there. Raises KeyError if it is nowhere."""
        bundle = self.bundles[self._spoken(key, language)]
        pattern = _pattern(bundle, key)
        if pattern is None:
            raise KeyError(key)
        named = self.named(key, language)
        text, _unfilled = bundle.format_pattern(pattern, {name: facts[name] for name in named if name in facts})
        return unwrapped(str(text))

    def named(self, key: str, language: str) -> frozenset[str]:
        """The facts that a line names in braces, so that only those need to be looked up."""
        spoken = self._spoken(key, language)
        if (spoken, key) not in self._named:
            self._named[spoken, key] = self._names(key, self.entries.get(spoken, {}))
        return self._named[spoken, key]

    def _names(self, key: str, entries: Mapping[str, ast.Message]) -> frozenset[str]:
        message_id, _, attribute = key.partition(".")
        if message_id not in entries:
            return frozenset()
        named = _Names()
        named.visit(_part(entries[message_id], attribute))
        return named.facts.union(*(self._names(line, entries) for line in named.lines))

    def _spoken(self, key: str, language: str) -> str:
        return language if self.has(key, language) else ENGLISH


def read_words(*sources: Mapping[str, str]) -> Words:
    """Words from Fluent sources by language; a line of a later source wins over the same line of an earlier one."""
    languages = sorted({language for source in sources for language in source})
    parsed = {
        language: [FluentResource(each[language]) for each in sources if language in each] for language in languages
    }
    return Words(
        {language: _bundle(language, resources) for language, resources in parsed.items()},
        {
            language: {
                entry.id.name: entry for each in resources for entry in each.body if isinstance(entry, ast.Message)
            }
            for language, resources in parsed.items()
        },
    )


def facts_in(part: ast.SyntaxNode) -> frozenset[str]:
    """The facts that a part of a line names in braces."""
    named = _Names()
    named.visit(part)
    return named.facts


class _Names(visitor.Visitor):
    """Which facts, and which other lines, a part of a line names."""

    def __init__(self) -> None:
        self.facts: frozenset[str] = frozenset()
        self.lines: frozenset[str] = frozenset()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  the name is Fluent's
        self.facts |= {node.id.name}

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802  the name is Fluent's
        self.lines |= {node.id.name}


def _part(entry: ast.Message, attribute: str) -> ast.SyntaxNode:
    return next((each for each in entry.attributes if each.id.name == attribute), entry)


def unwrapped(text: str) -> str:
    """A line break in the file is a space in the text; an empty line is a line break."""
    return "\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _bundle(language: str, resources: Sequence[ast.Resource]) -> FluentBundle:
    # Isolation marks are invisible, but one of them turns a plain SMS into a dear one.
    bundle = FluentBundle([language], use_isolating=False)
    for resource in resources:
        bundle.add_resource(resource, allow_overrides=True)
    return bundle


def _pattern(bundle: FluentBundle, key: str):  # type: ignore[no-untyped-def]  # fluent.syntax names no public type here
    message_id, _, attribute = key.partition(".")
    if not bundle.has_message(message_id):
        return None
    message = bundle.get_message(message_id)
    return message.attributes.get(attribute) if attribute else message.value
