"""Can this be asked by text? If not, why, in words for whoever wrote the questions."""

from collections.abc import Iterator
from dataclasses import dataclass

from conversations.consultation import HIGH, LOW, Consultation, Question, ended
from conversations.effects import Say
from conversations.reading.choice import read_choice
from conversations.reading.control import read_control
from conversations.reading.keyword import read_keyword
from conversations.reading.risk import read_risk
from conversations.texts import too_long
from conversations.wording import forbidden
from conversations.words import ENGLISH, Words

MOST_QUESTIONS = 10
MOST_CHOICES = 9
"""Each is answered by one figure."""
FEWEST_CHOICES = 2
BEFORE = ("again", "back_to")
"""Shared lines that may stand before a question in the same text."""
LONG_NAME = ", Alexandra"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that cannot be: where ("questions.1.text", counted from 0) and why."""

    where: str
    why: str


def refusals(consultation: Consultation, common: Words) -> list[Refusal]:
    """Everything that keeps this consultation from being asked; empty if it can be."""
    shape = [*_questions(consultation), *_languages(consultation)]
    return shape or [*_lengths(consultation, common), *_words(consultation)]


def _questions(consultation: Consultation) -> Iterator[Refusal]:
    count = len(consultation.questions)
    if count == 0:
        yield Refusal("questions", "There is no question. Write at least one.")
    if count > MOST_QUESTIONS:
        why = f"There are {count} questions. Nobody answers more than {MOST_QUESTIONS} by text: make two of it."
        yield Refusal("questions", why)
    for at, question in enumerate(consultation.questions):
        if wrong := _choices(at + 1, question):
            yield Refusal(f"questions.{at}.choices", wrong)


def _choices(number: int, question: Question) -> str | None:
    count = len(question.choices)
    if question.kind != "choice":
        wrong = f"Question {number} offers choices, but its kind is {question.kind}."
        return f"{wrong} Leave them out, or make its kind choice." if count else None
    if count < FEWEST_CHOICES:
        return f"Question {number} has {count or 'no'} choice{'s' * (count != 1)}. Offer at least {FEWEST_CHOICES}."
    if count > MOST_CHOICES:
        wrong = f"Question {number} has {count} choices. Nobody can choose from more than {MOST_CHOICES} in a text."
        return f"{wrong} Put some together, or let people answer in their own words (kind text)."
    return None


def _languages(consultation: Consultation) -> Iterator[Refusal]:
    for language, wording in consultation.languages.items():
        where, count = f"languages.{language}", len(wording.questions)
        if language == ENGLISH:
            yield Refusal(where, "English stands in title and questions. Write other languages here.")
        elif count != len(consultation.questions):
            why = f"In {language} there {_are(count, 'question')}, in English {len(consultation.questions)}."
            yield Refusal(f"{where}.questions", f"{why} Write each of them, in the same order.")
        else:
            yield from _translated(consultation, language)


def _translated(consultation: Consultation, language: str) -> Iterator[Refusal]:
    for at, (_, choices) in enumerate(consultation.languages[language].questions):
        wanted = len(consultation.questions[at].choices)
        if len(choices) != wanted:
            why = f"Question {at + 1} in {language} {_has(len(choices))}, in English {wanted}."
            yield Refusal(f"languages.{language}.questions.{at}.choices", f"{why} Write them in the same order.")


def _are(count: int, noun: str) -> str:
    return f"is 1 {noun}" if count == 1 else f"are {count} {noun}s"


def _has(count: int) -> str:
    return f"has {count} choice{'s' * (count != 1)}"


def _lengths(consultation: Consultation, common: Words) -> Iterator[Refusal]:
    for language, wording in consultation.wordings.items():
        intro = " ".join((_line(common, "consultation_intro", language), ended(wording.title)))
        if over := too_long(Say(f"{intro} {_line(common, 'consultation_skip', language)}")):
            yield Refusal(f"{_prefix(language)}title", f"The title is {over} characters too long for two texts.")
        for at, question in enumerate(consultation.questions):
            said = _as_said(consultation, common, language, at)
            if over := too_long(said):
                choices = " with its choices" if question.choices else ""
                why = f"Question {at + 1}{choices} is {over} characters too long for two texts. Say it shorter."
                yield Refusal(f"{_prefix(language)}questions.{at}.text", why)


def _as_said(consultation: Consultation, common: Words, language: str, at: int) -> Say:
    """The question as it is said when it is longest: again, with a word before it."""
    kind, (text, choices) = consultation.questions[at].kind, consultation.wordings[language].questions[at]
    before = max((_line(common, key, language) for key in BEFORE), key=len)
    scale = _line(common, "consultation_scale", language) if kind == "scale" else ""
    yes_no = (_line(common, "yes", language), _line(common, "no", language)) if kind == "yes_no" else ()
    return Say(" ".join(filter(None, (before, text, scale))), (*choices, *yes_no))


def _line(common: Words, key: str, language: str) -> str:
    return common.write(key, language, {"low": LOW, "high": HIGH, "by_name": LONG_NAME})


def _words(consultation: Consultation) -> Iterator[Refusal]:
    for language, wording in consultation.wordings.items():
        for where, text in _texts(wording.title, wording.questions):
            if told := forbidden(text, language):
                why = f"It says {told!r}. Somebody else may read the phone: say it so that it tells nothing."
                yield Refusal(f"{_prefix(language)}{where}", why)
        for at, (_, choices) in enumerate(wording.questions):
            for nth in range(len(choices)):
                if unusable := _unusable(at + 1, nth, choices):
                    yield Refusal(f"{_prefix(language)}questions.{at}.choices.{nth}", unusable)


def _texts(title: str, questions: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[tuple[str, str]]:
    yield "title", title
    for at, (text, choices) in enumerate(questions):
        yield f"questions.{at}.text", text
        yield from ((f"questions.{at}.choices.{nth}", choice) for nth, choice in enumerate(choices))


def _unusable(number: int, nth: int, choices: tuple[str, ...]) -> str | None:
    """Why a choice could not be understood as itself when it is texted back."""
    choice = choices[nth]
    if read_control(choice).intent != "none" or read_keyword(choice) or read_risk(choice).level == "urgent":
        return f"Question {number}: {choice!r} does something else on this line when it is texted. Use other words."
    if read_choice(choice, choices) != nth:
        return f"Question {number}: {choice!r} is too like another choice, or its number. Use other words."
    return None


def _prefix(language: str) -> str:
    return "" if language == ENGLISH else f"languages.{language}."
