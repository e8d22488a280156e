"""`lightline broadcast`: one text to many people, by the same code as /v1/broadcasts."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from pydantic import ValidationError
from rich.table import Table

from api.access import Caller
from api.commands.front import Said, out
from api.commands.opening import open_house
from api.commands.token import member
from api.documents.csv import table
from api.problems import Problem
from api.v1.broadcast_shapes import BroadcastOut, NewBroadcast, PreviewOut, RecipientOut
from api.v1.broadcasts import everyone
from bot import broadcasting
from bot.broadcasting import NotNow, Refused
from bot.house import House
from bot.scheduling import BadTime
from bot.settings import load_settings
from storage import broadcasts
from storage.broadcasts import Broadcast
from storage.database import Transaction

broadcast = typer.Typer(no_args_is_help=True, add_completion=False)
As = Annotated[str, typer.Option("--as", help="Who you are: the email address of a member of staff.")]
Which = Annotated[UUID, typer.Argument(help="The id of the broadcast.")]


@broadcast.callback()
def broadcast_() -> None:
    """Send one text to many people, once."""


@contextlib.contextmanager
def at_work(email: str, *, writes: bool = True) -> Iterator[tuple[House, Transaction, Caller]]:
    """A house, a transaction and whoever works; what speaks against their wish becomes Said."""
    house = open_house(load_settings(), channels={})
    try:
        with house.database.begin() if writes else house.database.read() as tx:
            yield house, tx, caller(tx, email)
    except (NotNow, Refused, BadTime) as wrong:
        raise Said(str(wrong)) from None
    except Problem as wrong:
        raise Said(wrong.detail) from None
    finally:
        house.database.close()


def caller(tx: Transaction, email: str) -> Caller:
    """Somebody who works here and may send broadcasts, or Said."""
    them = member(tx, email)
    known = Caller(them.id, them.role, None, them.id)
    if not known.may("write broadcasts"):
        raise Said(f"{them.name} is {them.role} here and may not send broadcasts.")
    return known


def found(tx: Transaction, which: UUID) -> Broadcast:
    """The broadcast, or Said."""
    if each := broadcasts.find(tx, which):
        return each
    raise Said("There is no broadcast with this id. `lightline broadcast list` shows them.")


@broadcast.command("list")
def list_(as_: As) -> None:
    """Show the newest broadcasts."""
    with at_work(as_, writes=False) as (_, tx, _who):
        shown = [BroadcastOut.seen(tx, each) for each in broadcasts.page(tx, None, 50).items]
    rows = Table("Id", "Title", "State", "People", "Gone", "Left out")
    for each in shown:
        progress = each.progress
        rows.add_row(
            str(each.id), each.title, each.state, str(progress.people), str(progress.gone), str(progress.left_out)
        )
    out.print(rows if shown else "None yet: lightline broadcast new FILE")


@broadcast.command()
def new(
    file: Annotated[Path, typer.Argument(help="JSON, as POST /v1/broadcasts takes it.", exists=True, dir_okay=False)],
    as_: As,
) -> None:
    """Write a draft. Nothing is sent by it."""
    try:
        wanted = NewBroadcast.model_validate_json(file.read_bytes())
    except ValidationError as wrong:
        told = "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in wrong.errors())
        raise Said(f"{file} cannot be used: {told}.") from None
    with at_work(as_) as (house, tx, who):
        made = broadcasting.draft(house, tx, None, wanted.words(tx, who), who.signature)
    out.print(f"A draft. Look at it: lightline broadcast preview {made.id} --as {as_}", soft_wrap=True)


@broadcast.command()
def preview(which: Which, as_: As) -> None:
    """Show who would get it, who not and why, three of the texts, and what it costs."""
    with at_work(as_, writes=False) as (house, tx, _):
        draft = found(tx, which)
        looked = PreviewOut.of(house, broadcasting.preview(house, tx, draft), broadcasting.begins(house, draft))
    begins = looked.begins_at.astimezone(house.settings.zone)
    out.print(f"{looked.would_get_it} of {looked.meant} people would get it, from {begins:%A %d %B, %H:%M} on.")
    for why in looked.left_out:
        out.print(f"  {why.people} left out, {why.reason}", soft_wrap=True)
    for each in looked.texts:
        out.print(f"\n{each.contact} by {each.channel}:\n{each.text}", soft_wrap=True, markup=False)
    out.print(f"\n{looked.sms} SMS in {looked.segments} segments: {looked.pounds} pounds.")
    for advice in looked.advice:
        out.print(f"  {advice.where}: {advice.what}", soft_wrap=True, markup=False)
    if looked.needs_second_person:
        out.print(f"Somebody who did not write it has to send it, with --version {draft.version}.")


@broadcast.command()
def test(which: Which, as_: As) -> None:
    """Send it to your own phone, and to nobody else. A running `serve` or `worker` sends it."""
    with at_work(as_) as (house, tx, who):
        text = broadcasting.try_out(house, tx, found(tx, which), who.staff_id)
    out.print(f"To your phone:\n{text}", soft_wrap=True, markup=False)


@broadcast.command()
def send(
    which: Which,
    as_: As,
    version: Annotated[int | None, typer.Option(help="What you looked at; if it was changed since, it stays.")] = None,
) -> None:
    """Send it, once. A running `serve` or `worker` does it."""
    do(which, as_, lambda house, tx, who: broadcasting.send(house, tx, which, who.signature, version))


@broadcast.command()
def pause(which: Which, as_: As) -> None:
    """Hold it: nothing more goes until `resume`."""
    do(which, as_, lambda house, tx, _: broadcasting.pause(tx, which, house.clock()))


@broadcast.command()
def resume(which: Which, as_: As) -> None:
    """Let it go on."""
    do(which, as_, lambda house, tx, _: broadcasting.go_on(tx, which, house.clock()))


@broadcast.command()
def cancel(which: Which, as_: As) -> None:
    """Call it off; says to how many it had gone."""
    do(which, as_, lambda house, tx, who: broadcasting.cancel(tx, which, who.signature, house.clock()))


@broadcast.command()
def results(
    which: Which,
    as_: As,
    csv: Annotated[bool, typer.Option("--csv", help="As a table for a spreadsheet.")] = False,
) -> None:
    """Show what became of it, person by person."""
    with at_work(as_, writes=False) as (_, tx, _who):
        people = list(everyone(tx, found(tx, which).id))
    if csv:
        typer.echo(table(RecipientOut, people), nl=False)
        return
    rows = Table("Contact", "State", "Reason")
    for each in people:
        rows.add_row(each.contact, each.state, each.reason or "")
    out.print(rows if people else "Nobody has been looked at yet.")


def do(which: UUID, as_: str, deed: Callable[[House, Transaction, Caller], Broadcast]) -> None:
    """Do something to a broadcast, and say how it stands."""
    with at_work(as_) as (house, tx, who):
        found(tx, which)
        after = BroadcastOut.seen(tx, deed(house, tx, who))
    progress = after.progress
    out.print(
        f"It is {after.state}. Gone to {progress.gone}, waiting {progress.waiting}, left out {progress.left_out}.",
        soft_wrap=True,
    )
