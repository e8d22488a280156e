"""Can a Network name this as an interest? If not, why, in words for whoever wants to name it."""

from collections.abc import Iterator, Sequence

from conversations.askable import Refusal
from conversations.reading.control import read_control
from conversations.reading.interests import read_interests, shipped_name
from conversations.reading.keyword import read_keyword
from conversations.reading.local import LocalInterest, find
from conversations.reading.number import read_number
from conversations.reading.risk import read_risk
from conversations.reading.small_talk import is_small_talk
from conversations.reading.words import without_breaks, words
from conversations.reading.yes_no import read_yes_no
from conversations.talk import asks
from conversations.texts import CHEAP, UNMARKED, places
from conversations.wording import forbidden
from conversations.words import ENGLISH

LONGEST = 30
"""Places of a name in a text: six of them, to choose from, fit into two texts with the question."""
FEWEST_LETTERS = 2
"""Letters that are no figures; with fewer a name is too easily something else."""
MOST_FIGURES = 4
"""A year may be in a name; more figures look like somebody's number."""
ANY_NUMBER = 10**MOST_FIGURES


def refusals(interest: LocalInterest, others: Sequence[LocalInterest]) -> list[Refusal]:
    """Everything that keeps this interest from being named beside the others of its Network; empty if it can be."""
    found = []
    for at, name in enumerate(interest.names):
        where = f"also.{at - 1}" if at else "name"
        why = _shape(name) or _meaning(name) or _clash(name, interest.names[:at], others)
        found += [Refusal(where, why)] if why else []
    return found


def _shape(name: str) -> str | None:
    """What is wrong with its letters."""
    if sum(letter.isdigit() for letter in name) > MOST_FIGURES:
        return "It has so many figures that it looks like somebody's number. Leave them out."
    if not CHEAP.issuperset(name.translate(UNMARKED)):
        return "It has a sign that makes a text twice as dear. Use plain letters."
    if over := max(0, places(name) - LONGEST):
        return f"It is {over} character{'s' * (over != 1)} too long to be shown in a text. Say it shorter."
    return None if words(name) else "It has no word in it. Say what the thing is called."


def _meaning(name: str) -> str | None:
    """What else it does on this line when somebody texts it."""
    if read_risk(name).level != "none":
        return "Whoever texts this may be in danger, and a worker is told. Use other words."
    if read_control(name).intent != "none" or read_keyword(name) or read_yes_no(name) or is_small_talk(name):
        return "It does something else on this line when it is texted. Use other words."
    if all(read_number(word, 0, ANY_NUMBER) is not None for word in words(name)):
        return "It is a number, and numbers answer questions. Use words."
    if sum(letter.isalpha() for letter in "".join(words(name))) < FEWEST_LETTERS:
        return f"It has fewer than {FEWEST_LETTERS} letters. Write it out."
    if asks(name):
        return "It reads as a question. Say what the thing is called."
    if told := forbidden(name, ENGLISH):
        return f"It says {told!r}. Somebody else may read the phone: say it so that it tells nothing."
    return None


def _clash(name: str, before: Sequence[str], others: Sequence[LocalInterest]) -> str | None:
    """What is called so already, or why it would never be found."""
    if label := shipped_name(name):
        return f"Every line knows this already, as {label!r}. It needs no name of your own."
    if theirs := next(_named(name, others), None):
        return f"Your Network has this already, as {theirs.name!r}. Change that one, or use other words."
    if any(words(name) == words(other) for other in before):
        return "It is written twice. Once is enough."
    if read_interests(name, (LocalInterest("-", name),)).ids != ("-",):
        return "Said like this it would not be taken for a thing that lights somebody up. Use other words."
    return None


def _named(name: str, others: Sequence[LocalInterest]) -> Iterator[LocalInterest]:
    """Those of the others that the whole of this is a name of, or nearly."""
    line = without_breaks(name)
    whole = {found.label for found in find(line, others) if found.end - found.start == len(line)}
    return (other for other in others if other.id in whole)
