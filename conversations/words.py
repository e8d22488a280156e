"""The words of a flow in every language it speaks, from Fluent files beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

from fluent.runtime import FluentBundle, FluentResource

ENGLISH = "en"
"""The language that a line is said in if the person's own language has no words for it."""
COMPLETE = (ENGLISH, "pl")
"""The languages that every text of ours exists in. Others may be partial."""


@dataclass(frozen=True)
class Words:
    """Looks up a line by its key, "consent" or "consent.again", and fills in what it names."""

    bundles: Mapping[str, FluentBundle]

    def has(self, key: str, language: str = ENGLISH) -> bool:
        """Whether this very language has the line."""
        bundle = self.bundles.get(language)
        return bundle is not None and _pattern(bundle, key) is not None

    def write(self, key: str, language: str, facts: Mapping[str, str | int]) -> str:
        """The line in the language, or in English where it is missing there. Raises KeyError if it is nowhere."""
        bundle = self.bundles[language if self.has(key, language) else ENGLISH]
        pattern = _pattern(bundle, key)
        if pattern is None:
            raise KeyError(key)
        text, _unfilled = bundle.format_pattern(pattern, dict(facts))
        return unwrapped(str(text))


def read_words(*sources: Mapping[str, str]) -> Words:
    """Words from Fluent sources by language; a line of a later source wins over the same line of an earlier one."""
    languages = {language for source in sources for language in source}
    return Words({language: _bundle(language, sources) for language in sorted(languages)})


def unwrapped(text: str) -> str:
    """A line break in the file is a space in the text; an empty line is a line break."""
    return "\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _bundle(language: str, sources: tuple[Mapping[str, str], ...]) -> FluentBundle:
    # Isolation marks are invisible, but one of them turns a plain SMS into a dear one.
    bundle = FluentBundle([language], use_isolating=False)
    for source in sources:
        if language in source:
            bundle.add_resource(FluentResource(source[language]), allow_overrides=True)
    return bundle


def _pattern(bundle: FluentBundle, key: str):  # type: ignore[no-untyped-def]  # fluent.syntax names no public type here
    message_id, _, attribute = key.partition(".")
    if not bundle.has_message(message_id):
        return None
    message = bundle.get_message(message_id)
    return message.attributes.get(attribute) if attribute else message.value
