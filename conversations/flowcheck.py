"""Are the texts plain? Reading age, length, one question, no word that gives somebody away on a shared phone."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from conversations.checks import keys
from conversations.effects import Say
from conversations.facts import LINE_FACTS
from conversations.flow import Flow
from conversations.library import COMMON, Flows
from conversations.line import LineFacts, load_line
from conversations.nodes.ask_choice import AskChoice
from conversations.nodes.ask_coming import AskComing
from conversations.nodes.offer import Offer
from conversations.nodes.yes_no import YesNo
from conversations.plainness import AGE_NINE, LONGEST_SENTENCE, grade, sentences
from conversations.problems import Problem
from conversations.texts import GSM_7, GSM_7_DOUBLE, LONGEST, full_length
from conversations.words import ENGLISH, Words

FORBIDDEN = re.compile(
    r"\b(?:beneficiar(?:y|ies)|service users?|services?|complex needs|hard to reach|non-attendance|recovery|rehab|"
    r"detox|refuge|probation|prison|addict\w*|clinic|mental health|treatment|patients?|clients?)\b",
    re.IGNORECASE,
)
"""Lingo, and words that tell whoever picks up a shared phone what this is about."""

CARRIER_WORDS = re.compile(r"\b(?:STOPALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT)\b")
"""The mobile carrier blocks somebody who texts one of these. STOP is offered for stopping, the others never."""

ENOUGH_WORDS = 8
"""The reading grade of a shorter text says nothing."""

LONG_FACTS: Mapping[str, str | int] = {
    "first_name": "Alexandra", "by_name": ", Alexandra", "name": "Alexandra", "network": "calderdale",
    "area": "Calderdale", "meeting": "Leeds Mini Network", "question": "What is it like where you live?",
    "interests": "fishing, bowling, baking, singing, football, reading and 3 more", "new": "drawing and painting",
    "things": "drawing and painting", "what": "Leeds Mini Network: 11.30am Wednesday 30 September, Leeds Library",
    "wanted": "Romanian", "till": "Wednesday 30 September",
    "title": "Leeds Mini Network", "place": "The library, Great George Street",
    "when": "11.30am Wednesday 30 September", "low": 1, "high": 5,
}  # fmt: skip
"""What stands in the braces when the length of a text is checked: long, but likely."""

PLAIN_FACTS: Mapping[str, str | int] = {
    **LONG_FACTS, "first_name": "Ann", "by_name": ", Ann", "name": "Ann", "area": "Leeds", "network": "leeds",
    "interests": "tea and a chat", "new": "tea", "things": "tea", "what": "Tea and a chat: 2pm Tuesday 3 June, Leeds",
    "title": "Tea", "place": "Leeds", "when": "2pm Tuesday 3 June", "numbers": "", "meeting": "Tea and a chat",
}  # fmt: skip
"""What stands there when its reading age is checked: a text is not hard because somebody is called Alexandra."""

AREAS = ("Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield", "All West Yorkshire")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words as somebody would get it."""

    file: str
    line: int
    key: str
    said: Say
    plain: str
    """The same text with short facts and no signposts, for what is about its own words."""


def check_flows(flows: Flows, line: LineFacts | None = None) -> list[Problem]:
    """Every text of every flow that is not plain. The structure was checked when the flows were loaded."""
    return [problem for text in lines(flows, line or load_line()) for problem in unplain(text)]


def unplain(text: Line) -> Iterator[Problem]:
    """What is wrong with one text."""
    for rule in RULES:
        if found := rule(text):
            yield Problem(text.file, text.line, None, f"{text.key}: {found[0]}", found[1])


def lines(flows: Flows, line: LineFacts) -> Iterator[Line]:
    """Every English text there is, filled in with likely facts."""
    for at, key in keys(flows.common_sources[ENGLISH]):
        yield from _filled(COMMON, at, key, flows.common, line)
    for flow in flows:
        for at, key in keys(flow.source.words.get(ENGLISH, "")):
            yield from _filled(flow.name, at, key, flow.words, line, _choices(flow, key))


def _filled(
    name: str, at: int, key: str, words: Words, line: LineFacts, choices: tuple[str, ...] = ()
) -> Iterator[Line]:
    about = {fact: find(line) for fact, find in LINE_FACTS.items()}
    plain = words.write(key, ENGLISH, {**PLAIN_FACTS, **about})
    texts = (words.write(key, ENGLISH, {**LONG_FACTS, **about, "numbers": numbers}) for numbers in _numbers(line))
    for text in dict.fromkeys(texts):
        yield Line(f"{name}.{ENGLISH}.ftl", at, key, Say(text, choices), plain)


def _numbers(line: LineFacts) -> Iterator[str]:
    for category in (None, *dict.fromkeys(category for post in line.signposts for category in post.helps)):
        yield " ".join(post.words for post in line.signposts_for(category))


def _choices(flow: Flow, key: str) -> tuple[str, ...]:
    """What is shown under a text, if it is a question with choices."""
    name, _, attribute = key.partition(".")
    node = flow.nodes.get(name)
    if attribute not in ("", "again"):
        return ()
    if isinstance(node, AskChoice):
        named = () if node.options == "areas" else node.options
        return tuple(flow.words.write(f"{name}.{option}", ENGLISH, {}) for option in named) or AREAS
    if isinstance(node, AskComing):
        return ("Yes", "No", "Maybe")
    return ("Yes", "No") if isinstance(node, Offer) or (isinstance(node, YesNo) and not node.quiet) else ()


Rule = Callable[[Line], tuple[str, str] | None]
"""What is wrong with a text and what to write instead, or None."""


def _too_long(text: Line) -> tuple[str, str] | None:
    length = full_length(text.said)
    return (
        (f"it takes {length} places.", f"Say it in {LONGEST}: two SMS, choices included.") if length > LONGEST else None
    )


def _dear(text: Line) -> tuple[str, str] | None:
    letters = sorted(set("".join((text.said.text, *text.said.choices))) - GSM_7 - GSM_7_DOUBLE)
    return (f"{' '.join(letters)} makes it a dear SMS.", "Write plain letters, ' and -.") if letters else None


def _two_questions(text: Line) -> tuple[str, str] | None:
    several = text.plain.count("?") > 1
    return ("it asks more than one thing.", "Ask one; put the other into a node of its own.") if several else None


def _tells(text: Line) -> tuple[str, str] | None:
    found = FORBIDDEN.search(text.said.text)
    return (f"it says {found[0]!r}.", "Say it so that anybody may read it over a shoulder.") if found else None


def _stops(text: Line) -> tuple[str, str] | None:
    found = CARRIER_WORDS.search(" ".join((text.said.text, *(choice.upper() for choice in text.said.choices))))
    return (
        (f"it offers {found[0]}.", "The carrier would block the person. Offer numbers or other words.")
        if found
        else None
    )


def _long_sentence(text: Line) -> tuple[str, str] | None:
    longest = max(map(len, sentences(text.plain)), default=0)
    too_long = longest > LONGEST_SENTENCE
    return (f"a sentence has {longest} words.", f"Make it {LONGEST_SENTENCE} at most.") if too_long else None


def _hard(text: Line) -> tuple[str, str] | None:
    if sum(map(len, sentences(text.plain))) < ENOUGH_WORDS:
        return None
    hard = grade(text.plain)
    return (
        (f"its reading grade is {hard:.1f}.", f"Shorter words, to get to {AGE_NINE:.0f}.") if hard > AGE_NINE else None
    )


RULES: tuple[Rule, ...] = (_too_long, _dear, _two_questions, _tells, _stops, _long_sentence, _hard)
