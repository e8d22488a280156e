"""What stands in front of every command: it is loaded when called, and what goes wrong is said in plain words."""

import gc
import logging
from collections.abc import Mapping
from importlib import import_module
from typing import Any

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

NO_CHANNEL = "No channel is on: set TWILIO_*, TELEGRAM_BOT_TOKEN or LIGHTLINE_SIMULATOR=1 (see lightline --help)."

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


class Front(TyperGroup):
    """The group of all commands."""

    modules: Mapping[str, str] = {}
    """Command -> the module that holds it."""

    @classmethod
    def of(cls, modules: Mapping[str, str]) -> type["Front"]:
        """A group of these commands."""
        return type("Commands", (cls,), {"modules": modules})

    def list_commands(self, ctx: Any) -> list[str]:
        """Their names, in the order of the registry."""
        return list(self.modules)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, loaded now; None if there is none."""
        return load(self.modules[cmd_name], cmd_name) if cmd_name in self.modules else None

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error of ours becomes its message and an exit code, anything else is a fault of ours."""
        try:
            return super().invoke(ctx)
        except tuple(kind for kind, _ in CODES) as error:
            err.print(str(error), markup=False, style="red", soft_wrap=True)
            raise typer.Exit(next(code for kind, code in CODES if isinstance(error, kind))) from None


def load(module: str, name: str) -> Any:
    """One command. The garbage collector rests meanwhile: a start makes much and drops little (a tenth faster)."""
    gc.disable()
    try:
        found = getattr(import_module(module), name)
    finally:
        gc.enable()
    gc.freeze()
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(add_completion=False, pretty_exceptions_show_locals=False)
        alone.command(name)(found)
        found = alone
    command = typer.main.get_command(found)
    command.name = name
    return command


def quiet_logs() -> None:
    """Logs for commands that talk to a person at a terminal: only what went wrong."""
    set_up_logs("text", logging.ERROR)
