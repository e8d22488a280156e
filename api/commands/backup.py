"""`lightline backup`: everything in one file, while the line goes on working."""

from pathlib import Path
from typing import Annotated

import typer

from api.commands.copying import print_rows, shown
from api.commands.front import out
from api.commands.opening import open_database
from bot.settings import load_settings
from storage.backup import back_up


def backup(file: Annotated[Path, typer.Argument(help="A new file; nobody but this account may read it.")]) -> None:
    """Write everything into one file, from one moment; the line may go on working. Texts stay sealed in it."""
    database = open_database(load_settings())
    try:
        with shown("Copying") as told:
            rows = back_up(database, file, told)
    finally:
        database.close()
    print_rows(rows)
    words = f"{file} holds all. It opens only with LIGHTLINE_SECRET_KEY: keep that safe, and somewhere else."
    out.print(words, markup=False, soft_wrap=True)
