"""`lightline migrate`: make the tables, or bring them to this version."""

from typing import Annotated

import typer

from api.commands.front import err, out
from bot.house import key_ring
from bot.settings import load_settings
from storage.database import Database
from storage.migrate import upgrade
from storage.rekey import rekey


def migrate(
    rekey_too: Annotated[
        bool, typer.Option("--rekey", help="Seal everything anew with the first key of LIGHTLINE_SECRET_KEY.")
    ] = False,
) -> None:
    """Make the database, or bring it to this version; safe to run at any time."""
    settings = load_settings()
    database = Database(settings.database_url, key_ring(settings))
    try:
        with err.status("Bringing the database to this version"):
            changed = upgrade(database)
        out.print("The database is ready." if changed else "The database was in this version already.")
        if rekey_too:
            with err.status("Sealing everything with the first key"):
                sealed = rekey(database)
            out.print(f"{sealed} rows are sealed with the first key now; the other keys can go.")
    finally:
        database.close()
