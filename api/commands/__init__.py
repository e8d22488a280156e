"""The `lightline` command: one file a command, one line a command here."""

import typer

from api.commands.explaining import settings_help
from api.commands.front import Front

COMMANDS = {
    "serve": "api.commands.serve",
    "worker": "api.commands.worker",
    "chat": "api.commands.chat",
    "demo": "api.commands.demo",
    "migrate": "api.commands.migrate",
    "backup": "api.commands.backup",
    "restore": "api.commands.restore",
    "doctor": "api.commands.doctor",
    "flows": "api.commands.flows",
    "read": "api.commands.read",
    "token": "api.commands.token",
    "staff": "api.commands.staff",
    "broadcast": "api.commands.broadcast",
}
"""Command -> its module, which holds a function or a Typer of the same name. It is loaded when it is called: `serve`
need not wait for what only `migrate` needs."""

app = typer.Typer(
    name="lightline",
    help="A text line for people who cannot, or would rather not, come to the meeting.",
    epilog=settings_help(),
    cls=Front.of(COMMANDS),
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # locals hold what people said
)


@app.callback()
def lightline() -> None:
    """What goes for all commands: nothing so far, all is in the settings."""
