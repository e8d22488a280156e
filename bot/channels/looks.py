"""How one message looks on each kind of phone: numbered lines under a text, or a keyboard of big buttons."""

from collections.abc import Mapping

PERSON_BUTTON = "Talk to a person"
PERSON_BUTTONS: Mapping[str, str] = {"en": PERSON_BUTTON, "pl": "Chcę porozmawiać z człowiekiem"}
"""The last button of every keyboard, by language. The control words understand it: nobody is left alone with a bot."""

ROW_LETTERS = 20
"""Choices that are this short together share one row ("Yes" "No", "1" to "5"); longer ones get a row each."""


def numbered(text: str, choices: tuple[str, ...]) -> str:
    """The text with its choices as lines to answer with a number or a word."""
    return "\n".join([text, *(f"{number} {choice}" for number, choice in enumerate(choices, start=1))])


def keyboard(choices: tuple[str, ...], language: str = "en") -> tuple[tuple[str, ...], ...]:
    """Rows of buttons, the last one always a way to a person; no rows at all for a text without choices."""
    if not choices:
        return ()
    person = PERSON_BUTTONS.get(language, PERSON_BUTTON)
    own = tuple(choice for choice in choices if choice.casefold() != person.casefold())
    short = sum(map(len, own)) <= ROW_LETTERS
    rows = (own,) if short and own else tuple((choice,) for choice in own)
    return (*rows, (person,))
