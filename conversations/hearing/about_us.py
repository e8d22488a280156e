"""Wishes about the line itself: what is this, a person please, pause, my data."""

from collections.abc import Callable, Mapping

from conversations.events import Started
from conversations.heard import Heard
from conversations.hearing.leaving import reopened
from conversations.hearing.pausing import pause
from conversations.reading.control import Intent
from conversations.signposting import explained
from conversations.turn import Turn
from conversations.walk import DELETE, MY_DATA, PERSON, WELCOME, ask, start


def about_us(turn: Turn, heard: Heard) -> Turn | None:
    """Meet the wish, if there is one."""
    meet = WISHES.get(heard.control.intent)
    return meet(turn, heard) if meet else None


def _help(turn: Turn, _heard: Heard) -> Turn:
    if not turn.asking:
        return explained(turn) if turn.person.agreed else start(turn, Started(WELCOME))
    scene, key = turn.scene(turn.asking), f"{turn.asking.node}.help"
    told = turn.doing(scene.say(key)) if scene.has(key) else explained(turn)
    return ask(told, turn.asking)


def _person(turn: Turn, _heard: Heard) -> Turn:
    return start(turn, Started(PERSON, {"told": True}))


def _my_data(turn: Turn, _heard: Heard) -> Turn:
    return start(turn, Started(MY_DATA))


def _delete_data(turn: Turn, _heard: Heard) -> Turn:
    return start(turn, Started(DELETE, {"asked": True}))


WISHES: Mapping[Intent, Callable[[Turn, Heard], Turn | None]] = {
    "help": _help,
    "talk_to_person": _person,
    "pause": pause,
    "my_data": _my_data,
    "delete_data": _delete_data,
    "opt_in": reopened,
}
"""One line a wish; "opt_out" is met before (leaving.py)."""
