"""What the storage part of a turn asks of the database: few statements, each of which is prepared once."""

from sqlalchemy import event

from conversations.session import Session
from storage import consents, contacts, messages, sessions
from storage.database import Database
from tests.storage.people import ANN, NOW, reach

SESSION = Session(flow="welcome", version="a1", node="name")


def turn(database: Database, number: int) -> None:
    """The part of every turn: who, what they said, where they were, what they agreed to; where they are, the reply."""
    with database.begin() as tx:
        ann = contacts.reach(tx, "sms", ANN, NOW)
        to = (ann.contact.id, ann.address.id)
        text = messages.keep_inbound(tx, *to, "sms", f"SM{number}", "Ann", None, NOW)
        (session,) = sessions.open_for(tx, ann.contact.id)
        consents.current(tx, ann.contact.id)
        sessions.save(tx, ann.contact.id, session, NOW)
        messages.queue(tx, *to, "sms", "Hi Ann", (), "reply", NOW, answers=text)


def test_a_turn_takes_seven_statements(database: Database) -> None:
    statements: list[str] = []
    with database.begin() as tx:
        sessions.save(tx, reach(tx, ANN).contact.id, SESSION, NOW)
        engine = tx.connection.engine
    turn(database, 1)
    event.listen(engine, "before_cursor_execute", lambda *about: statements.append(about[2]))
    turn(database, 2)
    assert len([each for each in statements if not each.startswith("BEGIN")]) == 7
