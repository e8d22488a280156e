"""Wishes about the line itself: what is this, a person please, pause, my data."""

from collections.abc import Callable, Mapping

from conversations.effects import PauseContact, RaiseAlert
from conversations.events import Started
from conversations.hearing.danger import listening, numbers
from conversations.hearing.leaving import reopened
from conversations.heard import Heard
from conversations.reading.control import Intent
from conversations.turn import Turn
from conversations.walk import WELCOME, ask, start


def about_us(turn: Turn, heard: Heard) -> Turn | None:
    """Meet the wish, if there is one."""
    meet = WISHES.get(heard.control.intent)
    return meet(turn) if meet else None


def _help(turn: Turn) -> Turn:
    if not turn.asking:
        return _explained(turn) if turn.person.agreed else start(turn, Started(WELCOME))
    scene, key = turn.scene(turn.asking), f"{turn.asking.node}.help"
    told = turn.doing(scene.say(key)) if scene.has(key) else _explained(turn)
    return ask(told, turn.asking)


def _explained(turn: Turn) -> Turn:
    if turn.person.phone == "unsafe":
        return turn.saying("help_unsafe")
    return turn.saying("help", numbers=numbers(turn, None))


def _person(turn: Turn) -> Turn:
    return listening(turn.doing(RaiseAlert("person")).saying("person"))


def _pause(turn: Turn) -> Turn:
    return turn.doing(PauseContact(), RaiseAlert("pause")).saying("pause")


def _my_data(turn: Turn) -> Turn:
    return turn.doing(RaiseAlert("my_data")).saying("my_data")


def _delete_data(turn: Turn) -> Turn:
    return start(turn, Started("delete_my_data", {"asked": True}))


WISHES: Mapping[Intent, Callable[[Turn], Turn]] = {
    "help": _help,
    "talk_to_person": _person,
    "pause": _pause,
    "my_data": _my_data,
    "delete_data": _delete_data,
    "opt_in": reopened,
}
"""One line a wish; "opt_out" is met before (leaving.py)."""
