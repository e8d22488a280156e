import pytest

from storage import flows
from storage.database import Database
from storage.errors import NotThere
from tests.storage.people import HOUR, NOW


def test_every_published_version_stays(database: Database) -> None:
    with database.begin() as tx:
        flows.publish(tx, "welcome", "a1", "nodes: {}", {"en": "hello = Hello", "pl": "hello = Cześć"}, NOW)
        flows.publish(tx, "welcome", "b2", "nodes: {a: b}", {"en": "hello = Hi"}, NOW)
    with database.read() as tx:
        old, new = flows.source(tx, "welcome", "a1"), flows.source(tx, "welcome", "b2")
    assert (old.yaml, old.words) == ("nodes: {}", {"en": "hello = Hello", "pl": "hello = Cześć"})
    assert new.yaml == "nodes: {a: b}"


def test_publishing_again_changes_nothing(database: Database) -> None:
    with database.begin() as tx:
        flows.publish(tx, "welcome", "a1", "nodes: {}", {}, NOW)
        flows.publish(tx, "welcome", "a1", "nodes: {}", {}, NOW + HOUR)
        assert flows.source(tx, "welcome", "a1").published_at == NOW


def test_a_version_that_was_never_published_is_not_there(database: Database) -> None:
    with pytest.raises(NotThere, match="welcome"), database.read() as tx:
        flows.source(tx, "welcome", "zz")
