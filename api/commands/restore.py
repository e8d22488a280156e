"""`lightline restore`: a backup takes the place of what is in the database; stops and erasures since are kept."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.commands.copying import shown
from api.commands.front import out
from bot.house import key_ring, utc_now
from bot.settings import load_settings
from storage.after_restoring import Reapplied
from storage.alone import refuse_company
from storage.backup import back_up, is_empty
from storage.backup import restore as put_back
from storage.database import Database
from storage.migrate import upgrade


def restore(file: Annotated[Path, typer.Argument(help="What `lightline backup` wrote.")]) -> None:
    """Put a backup in the place of all that is in the database. Stop every `lightline serve` and `worker` first.

    What is there now is written into a file beside the backup before. Whoever stopped or was erased since stays so.
    """
    settings = load_settings()
    database = Database(settings.database_url, key_ring(settings))
    now = utc_now()
    try:
        refuse_company(database, "this database")
        upgrade(database)
        if not is_empty(database):
            keep_what_is_there(database, file, now)
        with shown("Restoring") as told:
            done = put_back(file, database, now, told)
    finally:
        database.close()
    say(done)


def keep_what_is_there(database: Database, file: Path, now: datetime) -> None:
    """A restore of the wrong file must be no disaster."""
    before = file.with_name(f"{file.name}.before-{now:%Y%m%dT%H%M%SZ}")
    with shown("Keeping what is there now") as told:
        back_up(database, before, told)
    words = f"What was there is in {before}. What came in since the backup is only there."
    out.print(words, markup=False, soft_wrap=True)


def say(done: Reapplied) -> None:
    """What was done again, and what a person must do now."""
    out.print("The backup is restored. From what was there, because nobody may undo it:")
    out.print(f"  {done.protected:>6}  stops, pauses, unsafe phones, ages and numbers passed on")
    out.print(f"  {done.consents:>6}  a yes or a no to what we may do")
    out.print(f"  {done.erased:>6}  people erased again")
    out.print(f"  {done.joined:>6}  people joined again")
    out.print(f"  {done.alerts:>6}  alerts that nobody had looked at")
    out.print(f"{done.held_back} texts that may have gone since the backup are not sent again; each says so.")
    out.print("Next: lightline doctor, then start the line.")
