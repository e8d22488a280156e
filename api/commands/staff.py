"""`lightline staff`: who works here."""

from typing import Annotated

import typer
from rich.table import Table

from api.commands.front import Said, out
from api.commands.opening import open_database
from bot.house import utc_now
from bot.settings import load_settings
from storage import contacts, tokens
from storage import staff as members
from storage.database import Transaction
from storage.errors import AlreadyThere

staff = typer.Typer(no_args_is_help=True, add_completion=False)


@staff.callback()
def staff_() -> None:
    """Say who works here: whose name stands under a text, whose caseload people are in."""


@staff.command()
def add(
    email: Annotated[str, typer.Argument(help="Their email address; they are named by it from now on.")],
    role: Annotated[tokens.Role, typer.Option(help="What they do here.")],
    name: Annotated[str, typer.Option(help="The name that people know them by; of the address if not given.")] = "",
    locality: Annotated[str | None, typer.Option(help="Where they work, like Leeds.")] = None,
    contact: Annotated[
        str | None, typer.Option(help="Their own phone on the line, like WY-0042: test texts go to it.")
    ] = None,
) -> None:
    """Enter somebody who works here."""
    if "@" not in email:
        raise Said(f"{email!r} is not an email address.")
    known_as = name.strip() or email.partition("@")[0].replace(".", " ").title()
    database = open_database(load_settings())
    try:
        with database.begin() as tx:
            phone = phone_called(tx, contact) if contact else None
            try:
                made = members.add(tx, email.strip(), known_as, role, locality, utc_now())
            except AlreadyThere:
                raise Said(f"There is somebody with the address {email} already.") from None
            if phone:
                contacts.belongs_to_staff(tx, phone.id, made.id)
    finally:
        database.close()
    out.print(f"{made.name} works here as {role}. A token of their own: lightline token create --staff {email}")


@staff.command("list")
def list_() -> None:
    """Show who works here."""
    database = open_database(load_settings())
    try:
        with database.read() as tx:
            found = members.all_(tx)
    finally:
        database.close()
    rows = Table("Name", "Email", "Role", "Locality")
    for each in found:
        rows.add_row(each.name, each.email, each.role, each.locality or "")
    out.print(rows if found else "Nobody yet: lightline staff add EMAIL --role ROLE")


def phone_called(tx: Transaction, reference: str) -> contacts.Contact:
    """The person with this reference, or Said."""
    if found := contacts.by_reference(tx, reference):
        return found
    raise Said(f"There is nobody called {reference} on the line. Text it from that phone first.")
