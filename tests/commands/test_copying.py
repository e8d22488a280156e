"""Moving a line, backing it up, restoring it: from the command line, on both databases."""

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.house import utc_now
from storage import contacts
from storage.database import Database
from storage.sealing import KeyRing
from tests.commands.conftest import Lightline
from tests.commands.test_serving import running, said
from tests.databases import KEY, PostgresDatabases
from tests.storage.people import ANN, reach

A_KEY = {"LIGHTLINE_SECRET_KEY": KEY}


def ann_texts(url: str) -> None:
    """Somebody is on the line."""
    database = Database(url, KeyRing([KEY]))
    with database.begin() as tx:
        reach(tx, ANN)
    database.close()


def people(url: str) -> list[str]:
    database = Database(url, KeyRing([KEY]))
    with database.read() as tx:
        found = [each.reference for each in contacts.page(tx, None, 9).items]
    database.close()
    return found


@pytest.fixture
def server(postgresql: PostgresDatabases) -> Iterator[str]:
    url = postgresql.new()
    yield url
    postgresql.drop(url)


def test_a_line_moves_to_postgresql_and_says_what_to_do_next(
    lightline: Lightline, settings: dict[str, str], server: str
) -> None:
    file = settings["LIGHTLINE_DATABASE_URL"]
    lightline("migrate", **settings)
    ann_texts(file)
    moved = lightline("migrate", "--from", file, LIGHTLINE_DATABASE_URL=server, **A_KEY)
    assert moved.exit_code == 0, moved.stderr
    assert "1  contacts" in moved.stdout
    assert "found the same" in moved.stdout
    assert "Next: lightline doctor" in moved.stdout
    assert people(server) == ["WY-0001"]
    again = lightline("migrate", "--from", file, LIGHTLINE_DATABASE_URL=server, **A_KEY)
    assert again.exit_code == 3
    assert "fresh database" in again.stderr


def test_a_line_moves_back_to_a_file(lightline: Lightline, settings: dict[str, str], server: str) -> None:
    ann_texts(server)
    moved = lightline("migrate", "--from", server, **settings)
    assert moved.exit_code == 0, moved.stderr
    assert people(settings["LIGHTLINE_DATABASE_URL"]) == ["WY-0001"]


def test_a_line_that_still_works_is_not_moved_and_not_restored(
    lightline: Lightline, settings: dict[str, str], server: str, tmp_path: Path
) -> None:
    lightline("migrate", **settings)
    file, backup = settings["LIGHTLINE_DATABASE_URL"], str(tmp_path / "a.backup")
    with running("worker", LIGHTLINE_SIMULATOR="1", **settings) as process:
        said(process, r"Working")
        moved = lightline("migrate", "--from", file, LIGHTLINE_DATABASE_URL=server, **A_KEY)
        assert lightline("backup", backup, **settings).exit_code == 0, "a backup disturbs nobody"
        restored = lightline("restore", backup, **settings)
    for each in (moved, restored):
        assert each.exit_code == 3
        assert "Stop every" in each.stderr
    assert lightline("restore", backup, **settings).exit_code == 0


def test_a_backup_and_its_restore_say_what_they_did(
    lightline: Lightline, settings: dict[str, str], tmp_path: Path
) -> None:
    url, file = settings["LIGHTLINE_DATABASE_URL"], tmp_path / "monday.backup"
    lightline("migrate", **settings)
    ann_texts(url)
    made = lightline("backup", str(file), **settings)
    assert made.exit_code == 0, made.stderr
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "LIGHTLINE_SECRET_KEY" in made.stdout
    stop_everybody(url)
    restored = lightline("restore", str(file), **settings)
    assert restored.exit_code == 0, restored.stderr
    assert "1  stops" in restored.stdout
    (before,) = tmp_path.glob("monday.backup.before-*")
    assert before.name in restored.stdout
    assert people(url) == ["WY-0001"]


def stop_everybody(url: str) -> None:
    database = Database(url, KeyRing([KEY]))
    with database.begin() as tx:
        contacts.stop(tx, reach(tx, ANN).contact.id, utc_now())
    database.close()


def test_a_restore_on_a_new_machine_needs_nothing_but_the_file_and_the_key(
    lightline: Lightline, settings: dict[str, str], server: str, tmp_path: Path
) -> None:
    ann_texts(server)
    file = str(tmp_path / "monday.backup")
    lightline("backup", file, LIGHTLINE_DATABASE_URL=server, **A_KEY)
    restored = lightline("restore", file, **settings)
    assert restored.exit_code == 0, restored.stderr
    assert people(settings["LIGHTLINE_DATABASE_URL"]) == ["WY-0001"]
    assert list(tmp_path.glob("*.before-*")) == []
    assert lightline("restore", str(tmp_path / "nowhere"), **settings).exit_code == 3
