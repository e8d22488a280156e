"""Who listens to a text, in which order. The first ear that takes it decides what is done; the flow comes late."""

from collections.abc import Callable
from dataclasses import replace

from conversations.heard import Heard
from conversations.hearing.about_them import correction, underage
from conversations.hearing.about_us import about_us
from conversations.hearing.attachments import attachment, unheard
from conversations.hearing.danger import danger, distress
from conversations.hearing.flooded import flooded
from conversations.hearing.flow import in_flow
from conversations.hearing.keywords import keyword
from conversations.hearing.language import language
from conversations.hearing.leaving import closed_line, leaving
from conversations.hearing.otherwise import anything_else, lights_up, newcomer, question, silence
from conversations.hearing.pausing import awake, back_again
from conversations.hearing.second_thoughts import second_thoughts
from conversations.hearing.steering import steering, with_words_for_numbers
from conversations.hearing.taken_over import taken_over
from conversations.turn import Turn

Ear = Callable[[Turn, Heard], Turn | None]
"""Takes a text and returns the turn that it made of it, or leaves it to the next (None)."""

EARS: tuple[Ear, ...] = (
    closed_line,
    leaving,
    danger,
    taken_over,
    flooded,
    about_us,
    attachment,
    language,
    keyword,
    steering,
    underage,
    back_again,
    correction,
    second_thoughts,
    in_flow,
    newcomer,
    silence,
    lights_up,
    question,
    anything_else,
)


def hear(turn: Turn, heard: Heard) -> Turn:
    """What comes of a text."""
    turn = replace(turn, files=(heard.file,)) if heard.file else turn
    turn, heard = unheard(distress(turn, heard), heard), with_words_for_numbers(turn, heard)
    return awake(next((after for ear in EARS if (after := ear(turn, heard)) is not None), turn))
