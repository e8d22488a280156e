"""The `lightline` command: one file a command, one line a command here."""

import typer

from api.commands.chat import chat
from api.commands.demo import demo
from api.commands.doctor import doctor
from api.commands.explaining import settings_help
from api.commands.flows import flows
from api.commands.front import Front
from api.commands.migrate import migrate
from api.commands.serve import serve
from api.commands.token import token
from api.commands.worker import worker

app = typer.Typer(
    name="lightline",
    help="A text line for people who cannot, or would rather not, come to the meeting.",
    epilog=settings_help(),
    cls=Front,
    rich_markup_mode="rich",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,  # locals hold what people said
)

app.command()(serve)
app.command()(worker)
app.command()(chat)
app.command()(demo)
app.command()(migrate)
app.command()(doctor)
app.add_typer(flows, name="flows")
app.add_typer(token, name="token")
