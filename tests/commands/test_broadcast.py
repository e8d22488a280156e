"""Staff and broadcasts from the command line: entered, written, looked at, sent, looked into."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from bot.house import utc_now
from storage import contacts, networks, tokens
from tests.commands.conftest import Lightline
from tests.commands.test_migrate_and_token import database

SAM, JOAN = "sam.okafor@lightline.example", "joan@lightline.example"
COFFEE = {
    "title": "Coffee",
    "text": "Hi {first_name}, there is coffee on Thursday.",
    "audience": {"networks": ["leeds"]},
    "purpose": "service",
    "lawful_basis": "consent",
}


@pytest.fixture
def line(lightline: Lightline, settings: dict[str, str]) -> dict[str, str]:
    """A line with one person on it and two who work here; alone one may text nobody."""
    lightline("migrate", **settings)
    opened = database(settings)
    with opened.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Network", "Leeds", utc_now())
        agreed = [contacts.Agreed("conversation", "w", "in person", "Sam")]
        contacts.create(tx, "sms", "+447700900001", "Ann", leeds.id, "en", agreed, utc_now())
    opened.close()
    for email in (SAM, JOAN):
        assert lightline("staff", "add", email, "--role", "cpsw", "--locality", "Leeds", **settings).exit_code == 0
    return {**settings, "LIGHTLINE_BROADCAST_ALONE": "0"}


def written(lightline: Lightline, line: dict[str, str], tmp_path: Path) -> str:
    """The id of a draft that Sam wrote."""
    file = tmp_path / "coffee.json"
    file.write_text(json.dumps(COFFEE))
    answer = lightline("broadcast", "new", str(file), "--as", SAM, **line)
    found = re.search(r"preview ([0-9a-f-]{36})", answer.stdout)
    assert found, answer.output
    return found[1]


def test_from_a_file_to_a_line_for_each(lightline: Lightline, line: dict[str, str], tmp_path: Path) -> None:
    which = written(lightline, line, tmp_path)
    seen = lightline("broadcast", "preview", which, "--as", SAM, **line).stdout
    assert "1 of 1 people would get it" in seen
    assert "Hi Ann, there is coffee on Thursday." in seen
    assert "0.04 pounds" in seen
    alone = lightline("broadcast", "send", which, "--as", SAM, **line)
    assert alone.exit_code == 2
    assert "second person" in alone.stderr
    assert "It is scheduled" in lightline("broadcast", "send", which, "--as", JOAN, "--version", "1", **line).stdout
    assert "It is paused" in lightline("broadcast", "pause", which, "--as", JOAN, **line).stdout
    assert "It is scheduled" in lightline("broadcast", "resume", which, "--as", JOAN, **line).stdout
    assert "It is cancelled. Gone to 0" in lightline("broadcast", "cancel", which, "--as", SAM, **line).stdout
    assert "cancelled" in lightline("broadcast", "list", "--as", SAM, **line).stdout
    table = lightline("broadcast", "results", which, "--as", SAM, "--csv", **line).stdout
    assert list(csv.DictReader(io.StringIO(table))) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [({"text": "Hi {name}"}, "fill in"), ({"purpose": "fundraising"}, "asked for money"), ({"txt": "Hi"}, "txt")],
)
def test_what_cannot_be_is_refused(
    lightline: Lightline, line: dict[str, str], tmp_path: Path, change: dict[str, str], why: str
) -> None:
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps({**COFFEE, **change}))
    answer = lightline("broadcast", "new", str(file), "--as", SAM, **line)
    assert answer.exit_code == 2
    assert why in answer.stderr


def test_a_stranger_sends_nothing(lightline: Lightline, line: dict[str, str], tmp_path: Path) -> None:
    which = written(lightline, line, tmp_path)
    assert "Nobody who works here" in lightline("broadcast", "send", which, "--as", "x@y.example", **line).stderr
    lightline("staff", "add", "chair@lightline.example", "--role", "chair", **line)
    assert "may not send" in lightline("broadcast", "send", which, "--as", "chair@lightline.example", **line).stderr
    missing = which[:-4] + "0000"
    assert "no broadcast with this id" in lightline("broadcast", "send", missing, "--as", SAM, **line).stderr


def test_who_works_here(lightline: Lightline, line: dict[str, str]) -> None:
    assert "Sam Okafor" in lightline("staff", "list", **line).stdout
    again = lightline("staff", "add", SAM.upper(), "--role", "cpsw", **line)
    assert "already" in again.stderr
    assert "not an email address" in lightline("staff", "add", "sam", "--role", "cpsw", **line).stderr
    absent = lightline("staff", "add", "bo@lightline.example", "--role", "cpsw", "--contact", "WY-0099", **line)
    assert "nobody called WY-0099" in absent.stderr.replace("\n", " ")


def test_a_token_of_ones_own(lightline: Lightline, line: dict[str, str]) -> None:
    secret = lightline("token", "create", "--staff", SAM, **line).stdout.strip()
    opened = database(line)
    with opened.read() as tx:
        found = tokens.find(tx, secret)
    opened.close()
    assert found
    assert found.role == "cpsw"
    assert found.staff_id
    assert "Say what it may do" in lightline("token", "create", **line).stderr
