import pytest
from sqlalchemy.exc import IntegrityError

from storage import idempotency, tokens
from storage.database import Database
from storage.idempotency import Answered
from tests.storage.people import NOW


def test_what_was_answered_is_recalled_for_that_token_and_key_only(database: Database) -> None:
    with database.begin() as tx:
        mine, yours = tokens.create(tx, "admin", None, NOW)[0].id, tokens.create(tx, "cpsw", None, NOW)[0].id
        assert idempotency.recall(tx, mine, "k") is None
        idempotency.remember(tx, mine, "k", b"hash", 201, '{"id": 1}', NOW)
    with database.begin() as tx:
        assert idempotency.recall(tx, mine, "k") == Answered(b"hash", 201, '{"id": 1}')
        assert idempotency.recall(tx, mine, "other") is None
        assert idempotency.recall(tx, yours, "k") is None


def test_an_answer_is_kept_once(database: Database) -> None:
    with database.begin() as tx:
        token = tokens.create(tx, "admin", None, NOW)[0].id
        idempotency.remember(tx, token, "k", b"hash", 201, "{}", NOW)
    with pytest.raises(IntegrityError), database.begin() as tx:
        idempotency.remember(tx, token, "k", b"hash", 201, "{}", NOW)
