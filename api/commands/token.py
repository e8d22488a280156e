"""`lightline token`: what programs show to be let in."""

from typing import Annotated

import typer

from api.commands.front import Said, err, out
from api.commands.opening import open_database
from bot.house import utc_now
from bot.settings import load_settings
from storage import networks, tokens
from storage import staff as members
from storage.database import Transaction
from storage.networks import Network

token = typer.Typer(no_args_is_help=True, add_completion=False)


@token.callback()
def tokens_() -> None:
    """Make a token for the API and the pages."""


@token.command()
def create(
    role: Annotated[
        tokens.Role | None, typer.Option(help="What it may do: admin all, chair and reader no contacts.")
    ] = None,
    network: Annotated[str | None, typer.Option(help="The one Network it is for, by slug; all if not given.")] = None,
    staff: Annotated[
        str | None, typer.Option(help="Whose it is, by email address; its role is then theirs if none is given.")
    ] = None,
) -> None:
    """Print a new token. It is shown once: only its hash is kept."""
    database = open_database(load_settings())
    try:
        with database.begin() as tx:
            place = find(tx, network) if network else None
            holder = member(tx, staff) if staff else None
            role = role or (holder.role if holder else None)
            if role is None:
                raise Said("Say what it may do: --role admin, cpsw, chair or reader.")
            _, secret = tokens.create(tx, role, place.id if place else None, utc_now(), holder.id if holder else None)
    finally:
        database.close()
    err.print(f"A token for {role}{f' in {place.name}' if place else ''}. Keep it safe, it is not shown again:")
    out.print(secret, soft_wrap=True)


def find(tx: Transaction, slug: str) -> Network:
    """The Network, or Said with the ones there are."""
    if found := networks.by_slug(tx, slug):
        return found
    known = ", ".join(each.slug for each in networks.all_(tx)) or "none yet"
    raise Said(f"There is no network {slug!r}. There are: {known}.")


def member(tx: Transaction, email: str) -> members.Staff:
    """Somebody who works here, or Said."""
    if found := members.by_email(tx, email):
        return found
    raise Said(f"Nobody who works here has the address {email}. Enter them: lightline staff add {email} --role ROLE")
