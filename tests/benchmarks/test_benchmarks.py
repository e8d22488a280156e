"""Every benchmark still runs and gives figures. How large they are is no test's business: `make bench` says."""

from datetime import date
from math import isfinite
from pathlib import Path

import pytest

from benchmarks import ALL
from benchmarks.crowd import chat, first_people, grown
from benchmarks.line import BEGINS
from benchmarks.page import page, table
from benchmarks.rows import AtLeast, AtMost, Row
from storage import consents, contacts, messages, sessions
from storage.contacts import Reached
from storage.database import Database, Transaction
from storage.messages import Message
from storage.sealing import KeyRing
from tests.databases import KEY

TINY = 0.001


@pytest.mark.parametrize("name", ALL)
def test_it_runs(name: str, tmp_path: Path) -> None:
    rows = ALL[name].measure(tmp_path, TINY)
    assert rows
    assert all(isfinite(row.value) and row.value >= 0 for row in rows)


def test_a_target_is_held_or_missed() -> None:
    assert [Row("a", 1.2, "x", AtMost(1.2)).held, Row("a", 1.3, "x", AtMost(1.2)).held] == [True, False]
    assert [Row("a", 10, "x", AtLeast(10)).held, Row("a", 9.9, "x", AtLeast(10)).held] == [True, False]
    assert Row("a", 1, "x").held is None


def test_the_page_says_what_is_compared_and_what_was_missed() -> None:
    rows = [Row("slow", 2.5, "x", AtMost(1.2)), Row("many", 12345.6, "texts a second")]
    written = page({ALL["turns"]: rows}, date(2026, 11, 24))
    assert "24 November 2026" in written
    assert "## A durable turn, against two others\n\nA turn here is" in written
    assert "| slow | 2.5 x | <= 1.2 | **no** |" in written
    assert "| many | 12,346 texts a second |  |  |" in written
    assert "12,346 texts a second" in table(rows)


def test_a_copied_person_is_known_and_has_what_the_first_one_has(tmp_path: Path) -> None:
    path = grown(first_people(tmp_path, 3), tmp_path / "grown.db", 3, range(1, 5))
    database = Database(f"sqlite:///{path}", KeyRing([KEY]))
    with database.begin() as tx:
        first, copy = (contacts.reach(tx, "telegram", chat(person), BEGINS) for person in (2, 14))
        assert not copy.new
        assert copy.address.value == chat(14)
        assert [each.text for each in thread(tx, copy)] == [each.text for each in thread(tx, first)]
        assert consents.current(tx, copy.contact.id) == {"conversation": True}
        (its,), (theirs,) = sessions.open_for(tx, copy.contact.id), sessions.open_for(tx, first.contact.id)
        assert its == theirs
        assert contacts.reach(tx, "telegram", chat(15), BEGINS).new, "there are five times three people"
    database.close()


def thread(tx: Transaction, reached: Reached) -> list[Message]:
    return list(messages.of_contact(tx, reached.contact.id, 50).items)
