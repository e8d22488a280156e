"""/v1/contacts/{contact}/consents: what somebody agreed to and took back, with the words they were shown."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed
from api.idempotency import Done, Write, writing
from api.problems import refer
from api.v1.contacts import NewConsent, Reference, contact_seen
from bot.house import House
from bot.wordings import words_of
from conversations.effects import Purpose
from storage import consents, contacts
from storage.consents import Consent
from storage.contacts import Contact
from storage.database import Transaction

router = APIRouter(prefix="/contacts", tags=["contacts"])
Reads = Annotated[Caller, Depends(allowed("read contacts"))]
Writes = Annotated[Write, Depends(writing("write contacts"))]

Outcome = Literal["given", "refused", "withdrawn"]


class ConsentOut(BaseModel):
    """One entry of the ledger. Entries are never changed and never taken out."""

    id: UUID
    purpose: Purpose
    outcome: Outcome = Field(description="refused: a no to a question; withdrawn: a no after a yes.")
    asked_again: bool = Field(description="Whether they had been asked about this purpose before.")
    recorded_at: datetime
    channel: str = Field(description="How they said it: sms, telegram, or as staff wrote down.", examples=["sms"])
    recorded_by: str = Field(description="The person themselves, or who wrote it down.", examples=["the person"])
    wording: str = Field(
        description="The name of the words (flow@version:step, with .again where it was asked in other words, and "
        "with [pl] where it was in Polish), or the words themselves.",
        examples=["welcome@0123456789ab:consent"],
    )
    text: str | None = Field(
        description="The exact words; what was filled in stands as [name]. null: this version is not kept any more.",
        examples=["We would like to keep what you text us. Is that OK with you?"],
    )
    language: str | None = Field(description="The language of the text; null: as staff wrote it down.", examples=["en"])


class RecordedConsent(NewConsent):
    """A yes or a no that the person said outside a text. Who recorded it and when is kept by itself."""

    given: bool = Field(default=True, description="false: they said no, or took their yes back.")


class LedgerOut(BaseModel):
    """All that somebody ever agreed to or did not."""

    contact: str = Field(description="Their reference.", examples=["WY-0042"])
    current: dict[str, bool] = Field(description="Their last word on each purpose.", examples=[{"conversation": True}])
    stopped_at: datetime | None = Field(
        description="When they asked for no more texts. It stands above every consent; only they can undo it."
    )
    entries: list[ConsentOut] = Field(description="The oldest first.")


@router.get("/{contact}/consents", summary="What a person agreed to", responses=refer(401, 403, 404, 422))
def get_consents(contact: UUID | Reference, house: InHouse, caller: Reads) -> LedgerOut:
    """The consent ledger of one person: each yes and each no, when, where, to which exact words, recorded by whom."""
    with house.database.read() as tx:
        return ledger_of(house, tx, contact_seen(tx, caller, contact))


@router.post(
    "/{contact}/consents",
    summary="Write down a yes or a no",
    status_code=201,
    response_model=LedgerOut,
    responses=refer(400, 401, 403, 404, 422),
)
def record_consent(contact: UUID | Reference, new: RecordedConsent, write: Writes) -> Response:
    """What a person said in person, by phone or on paper. A stop stays a stop: only they can undo it, by text."""

    def work(tx: Transaction) -> Done:
        found = contacts.lock(tx, contact_seen(tx, write.caller, contact).id)
        by, now = write.caller.signature, write.house.clock()
        consents.record(tx, found.id, new.purpose, new.given, new.wording, new.given_by, by, now)
        return Done(201, ledger_of(write.house, tx, found))

    return write.once(work)


def ledger_of(house: House, tx: Transaction, contact: Contact) -> LedgerOut:
    """The ledger as the API shows it."""
    return LedgerOut(
        contact=contact.reference,
        current=consents.current(tx, contact.id),
        stopped_at=contact.stopped_at,
        entries=list(told(house, tx, consents.ledger(tx, contact.id))),
    )


def told(house: House, tx: Transaction, ledger: Iterable[Consent]) -> Iterator[ConsentOut]:
    """The entries, each in the light of those before it."""
    before: dict[Purpose, bool] = {}
    for each in ledger:
        words = words_of(house, tx, each.wording)
        yield ConsentOut(
            id=each.id,
            purpose=each.purpose,
            outcome=outcome(each.given, before.get(each.purpose)),
            asked_again=each.purpose in before,
            recorded_at=each.recorded_at,
            channel=each.channel,
            recorded_by=each.recorded_by,
            wording=each.wording,
            text=words.text if words else None,
            language=words.language if words else None,
        )
        before[each.purpose] = each.given


def outcome(given: bool, before: bool | None) -> Outcome:
    """What an entry means after the one before it."""
    if given:
        return "given"
    return "withdrawn" if before else "refused"
