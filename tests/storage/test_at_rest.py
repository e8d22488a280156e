"""What somebody who steals the file or a dump can read: nothing that a person said, is called or is reached by."""

from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from conversations.session import Session
from storage import (
    agenda,
    audiences,
    broadcasts,
    consents,
    consultations,
    contacts,
    idempotency,
    interests,
    media,
    meetings,
    messages,
    rsvps,
    sessions,
    staff,
    tokens,
    views,
)
from storage.columns import Sealed, SealedBytes, metadata, new_id
from storage.database import Database
from tests.storage.people import ANN, HOUR, MINUTE, NOW, leeds, reach

SECRETS = ("Zebedee", "wibble", ANN.removeprefix("+44"))
"""A name, a word that is in every text below, a number."""


def tell_everything(database: Database) -> None:
    """Fill every sealed column."""
    with database.begin() as tx:
        network = leeds(tx).id
        meeting = meetings.create(tx, network, "Coffee", NOW + HOUR, "Here", ["What helps?"], NOW)
        ann = reach(tx, ANN)
        contacts.rename(tx, ann.contact.id, "Zebedee")
        rsvps.keep(tx, ann.contact.id, meeting.id, "maybe", ["cost"], "a wibble to go with", NOW)
        text = messages.keep_inbound(tx, ann.contact.id, ann.address.id, "sms", "SM1", "I feel wibble", None, NOW)
        messages.queue(tx, ann.contact.id, ann.address.id, "sms", "Hi Zebedee", ("wibble", "no"), "reply", NOW)
        consents.record(tx, ann.contact.id, "conversation", True, "w", "sms", "the person", NOW)
        remembered = Session(flow="f", version="1", node="n", memory={"name": "Zebedee"}, aside=("wibble",))
        sessions.save(tx, ann.contact.id, remembered, NOW)
        interests.keep(tx, ann.contact.id, None, "wibble spotting", NOW)
        view = views.keep(tx, ann.contact.id, network, meeting.id, None, "More wibble", None, text, NOW)
        assert text
        note = media.expect(tx, ann.contact.id, text, "telegram", media.Coming("voice", "wibble-1", "audio/ogg"), NOW)
        media.keep(tx, note, "audio/ogg", b"OggS wibble", NOW)
        media.expect(tx, ann.contact.id, text, "telegram", media.Coming("picture", "wibble-2", "image/jpeg"), NOW)
        item = agenda.add(tx, meeting.id, "On wibble", None, [view])
        tx.execute(agenda.table.update().where(agenda.table.c.id == item.id).values(outcome="wibble for all"))
        staff.add(tx, "zebedee@wibble.example", "Zebedee", "cpsw", None, NOW)
        audience = audiences.Audience(people=(str(ann.contact.id),))
        said = broadcasts.Words(
            "wibble day", "Hi Zebedee", {"pl": "wibble"}, audience, "service", "consent", False, None, None
        )
        broadcasts.create(tx, network, said, "Europe/London", "staff", NOW)
        token, _ = tokens.create(tx, "admin", None, NOW)
        idempotency.remember(tx, token.id, "k", b"", 200, '{"said": "wibble"}', NOW)
        question = consultations.Asked(new_id(), 1, "choice", "How?", ("Bus", "Lift"))
        asked = consultations.Consultation(new_id(), network, "Buses", "f", "1", NOW, (question,))
        consultations.create(tx, asked)
        consultations.keep_answer(tx, question.id, ann.contact.id, "wibble", NOW)
    with database.begin() as tx:
        messages.claim(tx, NOW, MINUTE, 9, ["sms"])


def everything_at_rest(url: str) -> bytes:
    """The bytes of the file and its log, or every table as a dump has it (sealed values in hex)."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        path = Path(str(address.database))
        return b"".join(each.read_bytes() for each in path.parent.glob(path.name + "*"))
    with psycopg.connect(url) as connection:
        return b"".join(dumped(connection, table.name) for table in metadata.sorted_tables)


def dumped(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
        return b"".join(bytes(block) for block in copy)


def test_nothing_that_was_said_can_be_read_from_the_disk(database: Database, database_url: str) -> None:
    tell_everything(database)
    for table in metadata.sorted_tables:
        for column in table.c:
            if isinstance(column.type, (Sealed, SealedBytes)):
                with database.read() as tx:
                    assert tx.execute(column.table.select().where(column.is_not(None))).first(), (
                        f"{column} is not tried"
                    )
    kept = everything_at_rest(database_url)
    for secret in SECRETS:
        for spelling in (secret.encode(), secret.encode().hex().encode(), secret.encode("utf-16-le")):
            assert spelling.lower() not in kept.lower(), secret
