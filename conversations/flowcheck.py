"""Are the texts plain? Reading age, length, one question, no word that gives somebody away on a shared phone.

Every text is looked at in every language, with the longest likely facts in it."""

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
from conversations.nodes.ask_each import AskEach
from conversations.nodes.asking import Asking
from conversations.nodes.offer import Offer
from conversations.nodes.yes_no import YesNo
from conversations.plainness import LONGEST_SENTENCE, OLDEST, reading_age, sentences
from conversations.problems import Problem
from conversations.texts import GSM_7, GSM_7_DOUBLE, LONGEST, full_length, without_marks
from conversations.translations import untranslated
from conversations.wording import forbidden, wrongly_offered
from conversations.words import ENGLISH, Words

ENOUGH_WORDS = 8
"""The reading age of a shorter text says nothing."""

LONG_FACTS: Mapping[str, str | int] = {
    "first_name": "Alexandra", "by_name": ", Alexandra", "name": "Alexandra", "network": "calderdale",
    "area": "Calderdale", "meeting": "Leeds Mini Network",
    "question": "What would help you to get out more and meet other people round where you live?",
    "interests": "fishing, bowling, baking, singing, football, reading and 3 more", "new": "drawing and painting",
    "things": "drawing and painting", "what": "Leeds Mini Network: 11.30am Wednesday 30 September, Leeds Library",
    "wanted": "Romanian", "till": "Wednesday 30 September",
    "views": 12, "gone": "drawing and painting",
    "title": "Leeds Mini Network", "place": "The library, Great George Street",
    "when": "11.30am Wednesday 30 September", "low": 1, "high": 5, "count": 12, "code": "7KQ2MXT",
    "sender": "Calderdale Women's Network", "worker": "Christopher Featherstone",
}  # fmt: skip
"""What stands in the braces when the length of a text is checked: long, but likely."""

PLAIN_FACTS: Mapping[str, str | int] = {
    **LONG_FACTS, "first_name": "Ann", "by_name": ", Ann", "name": "Ann", "area": "Leeds", "network": "leeds",
    "interests": "tea and a chat", "new": "tea", "things": "tea", "what": "Tea and a chat: 2pm Tuesday 3 June, Leeds",
    "title": "Tea", "place": "Leeds", "when": "2pm Tuesday 3 June", "numbers": "", "meeting": "Tea and a chat",
    "question": "How are you?", "sender": "Leeds Network", "worker": "Sam",
}  # fmt: skip
"""What stands there when its reading age is checked: a text is not hard because somebody is called Alexandra."""

INTERESTS = ("drawing and painting", "model railways", "a walk by the canal", "baking", "rugby league", "singing")
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
    language: str = ENGLISH


def check_flows(flows: Flows, line: LineFacts | None = None) -> list[Problem]:
    """Every text of every flow that is not plain, or missing in a language.

    The structure was checked when the flows were loaded.
    """
    line = line or load_line()
    unsaid = untranslated(flows, line)
    own = (problem for text in (*lines(flows, line), *signposts(line)) for problem in unplain(text))
    joint = (problem for text in together(flows, line) for problem in unplain(text, (_too_long,)))
    return sorted({*unsaid, *own, *joint})


def unplain(text: Line, rules: "tuple[Rule, ...] | None" = None) -> Iterator[Problem]:
    """What is wrong with one text."""
    for rule in RULES if rules is None else rules:
        if found := rule(text):
            yield Problem(text.file, text.line, None, f"{text.key}: {found[0]}", found[1])


def lines(flows: Flows, line: LineFacts) -> Iterator[Line]:
    """Every text there is in every language, filled in with likely facts, under it the choices it shows."""
    for language, source in flows.common_sources.items():
        for at, key in keys(source):
            yield from _filled(f"{COMMON}.{language}.ftl", at, key, flows.common, line, language)
    for flow in flows:
        for language, source in flow.source.words.items():
            for at, key in keys(source):
                choices = _choices(flow, key, language)
                yield from _filled(f"{flow.name}.{language}.ftl", at, key, flow.words, line, language, choices)


def signposts(line: LineFacts) -> Iterator[Line]:
    """The words of every signpost in every language that they are said in."""
    for post in line.signposts:
        for language, words in {ENGLISH: post.words, **post.in_other_languages}.items():
            # A signpost may ask twice whom it is for ("In danger now? ... Cannot speak?"): each is checked by itself.
            for part in words.split("?"):
                yield Line("line.yaml", 1, f"signpost {post.name!r}", Say(words), part, language)


def together(flows: Flows, line: LineFacts) -> Iterator[Line]:
    """Texts that may go out as one: a thank you and the next question, a word of welcome back and the question."""
    for flow in flows:
        for language, source in flow.source.words.items():
            for at, key in keys(source):
                for first in _before(flow, key):
                    for before in _filled("", at, first, flow.words, line, language):
                        for text in _filled("", at, key, flow.words, line, language, _choices(flow, key, language)):
                            said = Say(f"{before.said.text} {text.said.text}", text.said.choices)
                            file = f"{flow.name}.{language}.ftl"
                            yield Line(file, at, f"{key} behind {first}", said, text.plain, language)


def _filled(
    file: str, at: int, key: str, words: Words, line: LineFacts, language: str, choices: tuple[str, ...] = ()
) -> Iterator[Line]:
    about = {fact: find(line, language) for fact, find in LINE_FACTS.items()}
    plain = words.write(key, language, {**PLAIN_FACTS, **about})
    numbers = _numbers(line, language)
    for text in dict.fromkeys(words.write(key, language, {**LONG_FACTS, **about, "numbers": n}) for n in numbers):
        yield Line(file, at, key, Say(text, choices), plain, language)


def _numbers(line: LineFacts, language: str) -> Iterator[str]:
    for category in (None, *dict.fromkeys(category for post in line.signposts for category in post.helps)):
        yield " ".join(post.said_in(language) for post in line.signposts_for(category))


def _choices(flow: Flow, key: str, language: str) -> tuple[str, ...]:
    """What is shown under a text, if it is a question with choices."""
    name, _, attribute = key.partition(".")
    node = flow.nodes.get(name)
    if attribute not in ("", "again"):
        return ()
    if isinstance(node, AskChoice):
        if isinstance(node.options, str):
            return AREAS if node.options == "areas" else INTERESTS
        return tuple(flow.words.write(f"{name}.{option}", language, {}) for option in node.options)
    if isinstance(node, AskComing):
        return tuple(flow.words.write(word, language, {}) for word in ("yes", "no", f"{name}.maybe"))
    asks_yes_or_no = isinstance(node, Offer) or (isinstance(node, YesNo) and not node.quiet)
    return tuple(flow.words.write(word, language, {}) for word in ("yes", "no")) if asks_yes_or_no else ()


def _before(flow: Flow, key: str) -> Iterator[str]:
    """The lines that may stand before this one in the same text."""
    name, _, attribute = key.partition(".")
    node = flow.nodes.get(name)
    if attribute == "more":
        yield f"{name}.kept"
    if attribute == "" and isinstance(node, AskEach):
        yield f"{name}.thanks"
    if attribute == "" and isinstance(node, Asking) and node.worth_repeating:
        yield "back_to"
        if not flow.words.has(f"{name}.again"):
            yield "again"


Rule = Callable[[Line], tuple[str, str] | None]
"""What is wrong with a text and what to write instead, or None."""


def _too_long(text: Line) -> tuple[str, str] | None:
    length = full_length(text.said)
    return (
        (f"it takes {length} places.", f"Say it in {LONGEST}: two SMS, choices included.") if length > LONGEST else None
    )


def _dear(text: Line) -> tuple[str, str] | None:
    written = without_marks("".join((text.said.text, *text.said.choices)))
    letters = sorted(set(written) - GSM_7 - GSM_7_DOUBLE)
    return (f"{' '.join(letters)} makes it a dear SMS.", "Write plain letters, ' and -.") if letters else None


def _unfilled(text: Line) -> tuple[str, str] | None:
    unfilled = "{$" in text.said.text
    return ("the check does not know how long a fact in it may be.", "Add it to LONG_FACTS.") if unfilled else None


def _two_questions(text: Line) -> tuple[str, str] | None:
    several = text.plain.count("?") > 1
    return ("it asks more than one thing.", "Ask one; put the other into a node of its own.") if several else None


def _tells(text: Line) -> tuple[str, str] | None:
    found = forbidden(" . ".join((text.said.text, *text.said.choices)), text.language)
    return (f"it says {found!r}.", "Say it so that anybody may read it over a shoulder.") if found else None


def _stops(text: Line) -> tuple[str, str] | None:
    found = wrongly_offered(text.said.text, text.said.choices, text.language)
    if found == "STOP":
        return "it offers STOP.", 'Offer it for stopping all texts only: "To stop, text STOP."'
    blocks = "The carrier would block the person. Offer numbers or other words."
    return (f"it offers {found}.", blocks) if found else None


def _long_sentence(text: Line) -> tuple[str, str] | None:
    longest = max(map(len, sentences(text.plain)), default=0)
    too_long = longest > LONGEST_SENTENCE
    return (f"a sentence has {longest} words.", f"Make it {LONGEST_SENTENCE} at most.") if too_long else None


def _hard(text: Line) -> tuple[str, str] | None:
    """The formula is made for English; in other languages short sentences must do."""
    if text.language != ENGLISH or sum(map(len, sentences(text.plain))) < ENOUGH_WORDS:
        return None
    age = reading_age(text.plain)
    return (f"its reading age is {age}.", f"Shorter words, to get to {OLDEST}.") if age > OLDEST else None


RULES: tuple[Rule, ...] = (_too_long, _dear, _unfilled, _two_questions, _tells, _stops, _long_sentence, _hard)
