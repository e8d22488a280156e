"""The database: made, upgraded, refused; and the tokens in it."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from api.commands.keys import new_key
from bot.house import key_ring, utc_now
from bot.settings import load_settings
from storage import networks, tokens
from storage.database import Database
from tests.commands.conftest import Lightline

NEEDS_A_DATABASE = (("token", "create", "--role", "admin"), ("serve",), ("worker",), ("chat",))


def database(settings: dict[str, str]) -> Database:
    known = load_settings(
        None, database_url=settings["LIGHTLINE_DATABASE_URL"], secret_keys=settings["LIGHTLINE_SECRET_KEY"]
    )
    return Database(known.database_url, key_ring(known))


def fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_makes_the_database_and_then_has_nothing_to_do(lightline: Lightline, settings: dict[str, str]) -> None:
    first, second = lightline("migrate", **settings), lightline("migrate", **settings)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "ready" in first.stdout
    assert "already" in second.stdout


def test_a_token_opens_what_it_is_for(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    opened = database(settings)
    with opened.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Network", "Leeds", utc_now())
    result = lightline("token", "create", "--role", "chair", "--network", "leeds", **settings)
    assert result.exit_code == 0
    with opened.read() as tx:
        found = tokens.find(tx, result.stdout.strip())
    opened.close()
    assert found is not None
    assert (found.role, found.network_id) == ("chair", leeds.id)


def test_a_token_for_a_network_that_is_not_there(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    result = lightline("token", "create", "--role", "chair", "--network", "atlantis", **settings)
    assert result.exit_code == 2
    assert "no network 'atlantis'" in result.stderr
    assert "ll_" not in result.output


def test_a_role_that_is_none(lightline: Lightline, settings: dict[str, str]) -> None:
    result = lightline("token", "create", "--role", "king", **settings)
    assert result.exit_code == 2
    assert "cpsw" in result.output


@pytest.mark.parametrize("words", NEEDS_A_DATABASE)
def test_no_database_yet(
    words: tuple[str, ...], lightline: Lightline, settings: dict[str, str], tmp_path: Path
) -> None:
    result = lightline(*words, **settings)
    assert result.exit_code == 3
    assert "lightline migrate" in result.stderr
    assert not list(tmp_path.iterdir()), "nothing is touched"


@pytest.mark.parametrize("words", [("migrate",), *NEEDS_A_DATABASE])
def test_a_newer_database_is_refused_untouched(
    words: tuple[str, ...], lightline: Lightline, settings: dict[str, str], tmp_path: Path
) -> None:
    lightline("migrate", **settings)
    path = tmp_path / "line.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = fingerprint(path)
    result = lightline(*words, **settings)
    assert result.exit_code == 3
    assert "newer" in result.stderr
    assert fingerprint(path) == before


@pytest.mark.parametrize("words", [("migrate",), *NEEDS_A_DATABASE])
def test_the_wrong_key_is_refused(words: tuple[str, ...], lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    result = lightline(*words, **{**settings, "LIGHTLINE_SECRET_KEY": new_key()})
    assert result.exit_code == 3
    assert "LIGHTLINE_SECRET_KEY" in result.stderr


@pytest.mark.parametrize("words", [("migrate",), NEEDS_A_DATABASE[0], ("serve",), ("worker",)])
def test_no_key_is_refused_before_anything_is_made(
    words: tuple[str, ...], lightline: Lightline, tmp_path: Path
) -> None:
    result = lightline(*words, LIGHTLINE_DATABASE_URL=f"sqlite:///{tmp_path / 'line.db'}")
    assert result.exit_code == 2
    assert "LIGHTLINE_SECRET_KEY is missing" in result.stderr
    assert not list(tmp_path.iterdir())


def test_everything_is_sealed_anew_with_the_first_key(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    fresh = new_key()
    both = f"{fresh},{settings['LIGHTLINE_SECRET_KEY']}"
    assert lightline("migrate", "--rekey", **{**settings, "LIGHTLINE_SECRET_KEY": both}).exit_code == 0
    alone = lightline("migrate", **{**settings, "LIGHTLINE_SECRET_KEY": fresh})
    assert alone.exit_code == 0, alone.output
