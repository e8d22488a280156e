"""What is not said yet in a language that everything should be said in."""

from collections.abc import Iterator, Mapping

from conversations.checks import facts_named, keys
from conversations.library import COMMON, Flows
from conversations.line import LineFacts
from conversations.problems import Problem
from conversations.words import COMPLETE, ENGLISH, Words, read_words

NONE: frozenset[str] = frozenset()


def untranslated(flows: Flows, line: LineFacts) -> Iterator[Problem]:
    """Every line of words that is missing in a language, or leaves out a fact that the English names."""
    for name, sources in [(COMMON, flows.common_sources), *((flow.name, flow.source.words) for flow in flows)]:
        for language in COMPLETE:
            if language != ENGLISH:
                yield from _missing(name, sources, language)
    yield from _missing_of_line(line)


def _missing(name: str, sources: Mapping[str, str], language: str) -> Iterator[Problem]:
    english, file = sources.get(ENGLISH, ""), f"{name}.{language}.ftl"
    there: Words = read_words({language: sources.get(language, "")})
    named, named_there = facts_named(english), facts_named(sources.get(language, ""))
    lines_there = {key: at for at, key in keys(sources.get(language, ""))}
    for at, key in keys(english):
        if not there.has(key, language):
            wrong = f"{key} is not said in {file}."
            yield Problem(f"{name}.{ENGLISH}.ftl", at, None, wrong, "Write it there too, in that language.")
        elif left_out := named.get(key, NONE) - named_there.get(key, NONE):
            facts = " ".join(f"{{ ${fact} }}" for fact in sorted(left_out))
            yield Problem(file, lines_there[key], None, f"{key} leaves out {facts}.", "Say what the English says.")


def _missing_of_line(line: LineFacts) -> Iterator[Problem]:
    for language in COMPLETE:
        if language == ENGLISH:
            continue
        times = line.in_other_languages.get(language)
        for fact in ("read_times", "answered_within", "data_within"):
            if times is None or getattr(times, fact) is None:
                yield Problem("line.yaml", 1, None, f"{fact} is not said in {language!r}.", "Write it there too.")
        for post in line.signposts:
            if language not in post.in_other_languages:
                wrong = f"the signpost {post.name!r} is not said in {language!r}."
                yield Problem("line.yaml", 1, None, wrong, "Write its words there too.")
