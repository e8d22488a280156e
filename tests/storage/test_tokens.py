from storage import tokens
from storage.database import Database
from tests.storage.people import NOW, leeds


def test_a_token_is_found_by_its_secret_until_it_is_revoked(database: Database) -> None:
    with database.begin() as tx:
        token, secret = tokens.create(tx, "chair", leeds(tx).id, NOW)
        other, another_secret = tokens.create(tx, "admin", None, NOW)
        assert secret.startswith("ll_")
        assert tokens.find(tx, secret) == token
        assert tokens.find(tx, another_secret) == other
        assert tokens.find(tx, secret[:-1]) is None
        tokens.revoke(tx, token.id, NOW)
        assert tokens.find(tx, secret) is None
        assert tokens.find(tx, another_secret) == other


def test_the_secret_itself_is_not_kept(database: Database) -> None:
    with database.begin() as tx:
        _, secret = tokens.create(tx, "admin", None, NOW)
        (row,) = tx.execute(tokens.table.select()).all()
    assert secret.encode() not in row.hash
    assert secret not in str(row)
