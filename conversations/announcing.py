"""May this text go to many people? What forbids it, and what is worth another look; in words for whoever wrote it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from conversations.effects import Say
from conversations.personal import LONGEST, NAMES, unknown, written
from conversations.plainness import LONGEST_SENTENCE, OLDEST, reading_age, sentences
from conversations.texts import CHEAP, too_long, without_marks
from conversations.wording import forbidden, wrongly_offered
from conversations.words import ENGLISH

MOST = 1600
"""Characters that Twilio takes in one text (its Message resource, `Body`)."""

_MONEY = re.compile(
    r"\b(donat\w*|fund-?\s?rais\w*|sponsor (me|us|him|her|them)|just\s?giving|gift aid|raise money|chip in"
    r"|give (us )?(money|generously)|raffle tickets?|crowd-?\s?fund\w*|legac(y|ies) in your will)\b",
    re.IGNORECASE,
)
"""Words that ask for money: nobody on this line agreed to be asked, and the charities' soft opt-in is not leant on."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about a text: where ("text" or "translations.pl") and what."""

    where: str
    what: str


def refusals(texts: Mapping[str, str], foot: Mapping[str, str]) -> list[Finding]:
    """Everything that keeps these texts (language -> text) from going out; `foot` stands under each of them."""
    return [Finding(place(language), why) for language, text in texts.items() for why in _wrong(text, language, foot)]


def advice(texts: Mapping[str, str], foot: Mapping[str, str]) -> list[Finding]:
    """What makes them dear or hard to read."""
    return [Finding(place(language), what) for language, text in texts.items() for what in _hard(text, language, foot)]


def place(language: str) -> str:
    """Where the text of a language stands."""
    return "text" if language == ENGLISH else f"translations.{language}"


def longest(text: str, foot: str) -> str:
    """The text at its longest, with what stands under it."""
    return f"{written(text, LONGEST)}\n{foot}"


def _wrong(text: str, language: str, foot: Mapping[str, str]) -> Iterator[str]:
    if strange := unknown(text):
        known = ", ".join(f"{{{name}}}" for name in NAMES)
        yield f"{strange[0]} is nothing that we can fill in. There are: {known}."
    if (over := len(longest(text, foot.get(language, foot[ENGLISH]))) - MOST) > 0:
        yield f"It can become {over} characters too long. A text holds {MOST}, with who it is from under it."
    if money := _MONEY.search(text):
        yield f"It says {money[0]!r}. Nobody on this line is asked for money."
    if word := wrongly_offered(text, (), language):
        yield f"It offers {word}. The mobile carrier takes that for a wish to get no more texts: use another word."
    if told := forbidden(text, language):
        yield f"It says {told!r}. Somebody else may read the phone: say it so that it tells nothing."


def _hard(text: str, language: str, foot: Mapping[str, str]) -> Iterator[str]:
    whole = longest(text, foot.get(language, foot[ENGLISH]))
    if over := too_long(Say(whole)):
        yield f"It can be {over} characters longer than two SMS. Short texts get read."
    if costly := sorted(set(without_marks(whole)) - CHEAP):
        yield f"{' '.join(costly)} makes every SMS cost about double. Leave it out if you can."
    if language != ENGLISH:
        return
    if (age := reading_age(text)) > OLDEST:
        yield f"It takes a reader of {age} years. Use shorter words and sentences, so that one of {OLDEST} can read it."
    if any(len(words) > LONGEST_SENTENCE for words in sentences(text)):
        yield f"A sentence has more than {LONGEST_SENTENCE} words. Make two of it."
    if text.count("?") > 1:
        yield "It asks more than one thing. People answer one."
