"""`lightline migrate`: make the tables, or bring them to this version; move a line from another database."""

from typing import Annotated

import typer

from api.commands.copying import print_rows, shown
from api.commands.front import Said, err, out
from bot.house import key_ring
from bot.settings import load_settings
from storage.alone import refuse_company
from storage.copying import copy
from storage.database import Database
from storage.errors import InUse
from storage.migrate import upgrade
from storage.rekey import rekey

COME_MEANWHILE = (
    "A Lightline opened the source while it was copied: what it kept since is not in the copy. Do not use the copy."
    " Stop every `lightline serve` and `worker`, make a fresh database and copy again."
)
NEXT = (
    "Next: lightline doctor, then start `lightline serve` and `worker` with this LIGHTLINE_DATABASE_URL. Keep the old"
    " database until you are content, start nothing on it, then delete it."
)


def migrate(
    rekey_too: Annotated[
        bool, typer.Option("--rekey", help="Seal everything anew with the first key of LIGHTLINE_SECRET_KEY.")
    ] = False,
    source: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="URL",
            help="Copy a whole line from this database into the one of LIGHTLINE_DATABASE_URL, which must be fresh."
            " Stop every `lightline serve` and `worker` first.",
        ),
    ] = None,
) -> None:
    """Make the database, or bring it to this version; safe to run at any time."""
    settings = load_settings()
    database = Database(settings.database_url, key_ring(settings))
    try:
        with err.status("Bringing the database to this version"):
            changed = upgrade(database)
        out.print("The database is ready." if changed else "The database was in this version already.")
        if source is not None:
            move(Database(source, database.keys), database)
        if rekey_too:
            with err.status("Sealing everything with the first key"):
                sealed = rekey(database)
            out.print(f"{sealed} rows are sealed with the first key now; the other keys can go.")
    finally:
        database.close()


def move(source: Database, target: Database) -> None:
    """Copy everything, and say so if somebody may have written meanwhile."""
    try:
        refuse_company(source, "the source")
        refuse_company(target, "the target")
        with shown("Copying") as told:
            rows = copy(source, target, told)
        print_rows(rows)
        refuse_late_company(source)
    finally:
        source.close()
    out.print(NEXT, soft_wrap=True)


def refuse_late_company(source: Database) -> None:
    """Raises Said if somebody has come since the first look."""
    try:
        refuse_company(source, "the source")
    except InUse:
        raise Said(COME_MEANWHILE) from None
