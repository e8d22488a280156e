"""What stands in front of every command: what goes wrong is said in plain words, with a code for scripts."""

import logging
from typing import Any

import structlog
import typer
from rich.console import Console
from typer.core import TyperGroup

from bot.logs import set_up_logs
from bot.settings import SettingsError
from conversations.problems import FlowError
from storage.errors import StorageError


class Said(Exception):
    """The command cannot do what it was asked; the message says why and what to do."""


WRONG = 1
"""Something that was checked is not in order."""
SETTINGS = 2
"""A setting or a word on the command line is wrong."""
DATABASE = 3
"""The database cannot be used as it is. Nothing was touched."""

CODES: tuple[tuple[type[Exception], int], ...] = (
    (SettingsError, SETTINGS),
    (FlowError, WRONG),
    (StorageError, DATABASE),
    (Said, SETTINGS),
)

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


class Front(TyperGroup):
    """The group of all commands."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of ours becomes its message and an exit code, anything else is a fault of ours."""
        try:
            return super().invoke(ctx)
        except tuple(kind for kind, _ in CODES) as error:
            err.print(str(error), markup=False, style="red", soft_wrap=True)
            raise typer.Exit(next(code for kind, code in CODES if isinstance(error, kind))) from None


def quiet_logs() -> None:
    """Logs for commands that talk to a person at a terminal: only what went wrong."""
    set_up_logs(pretty=True)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
