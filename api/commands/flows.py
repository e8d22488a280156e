"""`lightline flows`: the conversations as designed; needs no settings and no database."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from api.commands.front import WRONG, Said, err, out
from conversations.drawing import draw
from conversations.flowcheck import check_flows
from conversations.library import load_flows
from conversations.problems import UnknownFlow

flows = typer.Typer(
    help="The conversations: list them, check them, draw them.", no_args_is_help=True, add_completion=False
)
Where = Annotated[
    Path | None,
    typer.Option(
        "--in", exists=True, file_okay=False, help="A folder with flows, instead of the ones that come with it."
    ),
]


@flows.command("list")
def list_(where: Where = None) -> None:
    """Name every flow, its version and what it is about."""
    table = Table("flow", "version", "steps", "about", box=None, pad_edge=False)
    for flow in load_flows(where):
        table.add_row(flow.name, flow.version, str(len(flow.nodes)), flow.about)
    out.print(table)


@flows.command()
def check(where: Where = None) -> None:
    """Check every flow and every text in it; exit code 1 if something must be put right."""
    loaded = load_flows(where)
    problems = check_flows(loaded)
    for problem in problems:
        out.print(str(problem), markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(WRONG)
    err.print(f"{len(loaded.names)} flows, nothing to put right.")


@flows.command()
def show(name: str, where: Where = None) -> None:
    """Draw a flow as a Mermaid diagram."""
    loaded = load_flows(where)
    try:
        flow = loaded.current(name)
    except UnknownFlow:
        raise Said(f"There is no flow {name!r}. There are: {', '.join(loaded.names)}.") from None
    out.print(draw(flow), markup=False, soft_wrap=True)
