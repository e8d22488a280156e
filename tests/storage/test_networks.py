from datetime import UTC, datetime

import pytest

from storage import networks
from storage.database import Database
from storage.errors import AlreadyThere, BadCursor

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def test_a_network_is_found_by_its_slug_and_id(database: Database) -> None:
    with database.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Network", "Leeds", NOW)
    with database.read() as tx:
        assert networks.by_slug(tx, "leeds") == leeds
        assert networks.by_id(tx, leeds.id) == leeds
        assert networks.by_slug(tx, "york") is None


def test_a_slug_is_given_once(database: Database) -> None:
    with database.begin() as tx:
        networks.create(tx, "leeds", "Leeds Network", "Leeds", NOW)
    with pytest.raises(AlreadyThere, match="leeds"), database.begin() as tx:
        networks.create(tx, "leeds", "Another", "Leeds", NOW)


def test_all_are_listed_by_name_and_paged_in_the_order_they_were_made(database: Database) -> None:
    with database.begin() as tx:
        for slug in ("wakefield", "bradford", "leeds"):
            networks.create(tx, slug, slug.title(), slug.title(), NOW)
    with database.read() as tx:
        assert [each.slug for each in networks.all_(tx)] == ["bradford", "leeds", "wakefield"]
        first = networks.page(tx, 2)
        second = networks.page(tx, 2, first.next)
    assert [each.slug for each in first.items] == ["wakefield", "bradford"]
    assert [each.slug for each in second.items] == ["leeds"]
    assert second.next is None


@pytest.mark.parametrize("cursor", ["x", "42", "Å", "bm90LWFuLWlk", "=" * 5])
def test_a_cursor_that_is_not_ours_is_refused(database: Database, cursor: str) -> None:
    with pytest.raises(BadCursor), database.read() as tx:
        networks.page(tx, 2, cursor)
