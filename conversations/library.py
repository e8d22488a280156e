"""All flows there are: the current version of each, and the older ones that somebody still stands in."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from conversations.checks import keys, structure, unfilled, wording
from conversations.facts import LINE_FACTS, PERSON_FACTS
from conversations.flow import Flow, FlowSource, publish
from conversations.problems import FlowError, Problem, UnknownFlow, UnknownVersion
from conversations.reading_flow import Draft, read_flow, suggested
from conversations.words import ENGLISH, Words, read_words

HERE = Path(__file__).with_name("flows")
COMMON = "common"
"""The words that every flow shares lie in common.en.ftl."""

COMMON_FILLS = (
    "wanted", "numbers", "question", "when", "what", "things", "name", "new", "count", "low", "high", "sender",
    "worker"
)  # fmt: skip
"""What the shared lines may hold in braces besides the facts."""


class Flows:
    """The loaded flows. Only `add` and `install` change it, by a version that was not there."""

    def __init__(self, current: Iterable[Flow], common: Mapping[str, str]) -> None:
        self._current = {flow.name: flow for flow in current}
        self._versions = {(flow.name, flow.version): flow for flow in self._current.values()}
        self.common_sources = common
        self.common = read_words(common)
        self.languages = _spoken(common, self.common)

    def __iter__(self) -> Iterator[Flow]:
        return iter(self._current.values())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all flows."""
        return tuple(self._current)

    def current(self, name: str) -> Flow:
        """The version that a new session begins with. Raises UnknownFlow."""
        if name not in self._current:
            raise UnknownFlow(name)
        return self._current[name]

    def at(self, name: str, version: str) -> Flow:
        """The flow at one version. Raises UnknownVersion if that version was not added."""
        if (name, version) not in self._versions:
            raise UnknownVersion(name, version)
        return self._versions[name, version]

    def knows(self, name: str, version: str) -> bool:
        """Whether `at` would find this version."""
        return (name, version) in self._versions

    def install(self, source: FlowSource) -> Flow:
        """Take in a flow that was made while the line runs; new sessions begin with it. Raises FlowError."""
        flow = self.add(source)
        self._current = {**self._current, flow.name: flow}
        return flow

    def add(self, source: FlowSource) -> Flow:
        """Take in an older version as storage kept it. Raises FlowError if it cannot be used any more."""
        flow = read(source, self.common_sources)
        return self._versions.setdefault((flow.name, flow.version), flow)


def _spoken(sources: Mapping[str, str], words: Words) -> frozenset[str]:
    """The languages that have every shared line: the ones that a conversation can be held in."""
    shared = [key for _, key in keys(sources[ENGLISH])]
    return frozenset(language for language in sources if all(words.has(key, language) for key in shared))


def load_flows(directory: Path | None = None) -> Flows:
    """The flows that come with the product, and over them those of a directory: NAME.yaml, NAME.LANGUAGE.ftl beside it.

    Raises FlowError with every problem there is; never loads half.
    """
    places = [HERE, directory] if directory else [HERE]
    common = {language: text for place in places for language, text in _words(place, COMMON).items()}
    problems = list(_common_problems(common))
    flows: list[Flow] = []
    for path in {path.stem: path for place in places for path in sorted(place.glob("*.yaml"))}.values():
        try:
            flows.append(read(_source(path), common))
        except FlowError as error:
            problems += error.problems
    problems += _unknown_flows(flows)
    if problems:
        raise FlowError(problems)
    return Flows(flows, common)


def read(source: FlowSource, common: Mapping[str, str]) -> Flow:
    """The flow of one source, checked. Raises FlowError."""
    draft = read_flow(f"{source.name}.yaml", source.yaml)
    words = read_words(common, source.words)
    problems = [
        *structure(draft),
        *wording(draft, words, source.words, lambda language: f"{source.name}.{language}.ftl"),
    ]
    if problems:
        raise FlowError(problems)
    return _flow(source, draft, words)


def _flow(source: FlowSource, draft: Draft, words: Words) -> Flow:
    return Flow(source, draft.head.about, draft.head.whom, draft.head.start, draft.nodes, words)


def _source(path: Path) -> FlowSource:
    return publish(path.stem, path.read_text(encoding="utf-8"), _words(path.parent, path.stem))


def _words(where: Path, name: str) -> dict[str, str]:
    """The Fluent sources of one flow by language: welcome.en.ftl, welcome.pl.ftl."""
    found = sorted(where.glob(f"{name}.*.ftl"))
    return {path.name.split(".")[1]: path.read_text(encoding="utf-8") for path in found}


def _common_problems(common: Mapping[str, str]) -> Iterator[Problem]:
    known = sorted({*LINE_FACTS, *PERSON_FACTS, *COMMON_FILLS})
    for language, source in common.items():
        yield from unfilled(f"{COMMON}.{language}.ftl", source, known)


def _unknown_flows(flows: list[Flow]) -> Iterator[Problem]:
    names = [flow.name for flow in flows]
    for flow in flows:
        for name, node in flow.nodes.items():
            begun = getattr(node, "flow", None)
            if begun is not None and begun not in names:
                draft = read_flow(f"{flow.name}.yaml", flow.source.yaml)
                yield draft.problem(name, "flow", f"flow: there is no flow {begun!r}.", suggested(begun, names))
