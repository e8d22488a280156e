"""/v1/contacts/{contact}/consents: what somebody agreed to and took back, with the words they were shown."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from api.access import Caller, InHouse, allowed
from api.problems import not_found, refer
from api.v1.contacts import Reference
from bot.house import House
from bot.wordings import Words, words_of
from conversations.effects import Purpose
from storage import consents, contacts
from storage.consents import Consent
from storage.database import Transaction

router = APIRouter(prefix="/contacts", tags=["contacts"])
Reads = Annotated[Caller, Depends(allowed("read contacts"))]

Outcome = Literal["given", "refused", "withdrawn"]


class WordsOut(BaseModel):
    """The words in one language."""

    language: str | None = Field(description="Its code; null: words that staff wrote down.", examples=["en"])
    text: str = Field(description="The exact words; what was filled in stands as [name].")
    again: str | None = Field(description="How it was asked once more if the first answer was unclear.")


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
        description="The name of the words, flow@version:step, or the words themselves.",
        examples=["welcome@0123456789ab:consent"],
    )
    words: list[WordsOut] = Field(description="The words in each language in which this version has them.")


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
        found = contacts.find(tx, contact) if isinstance(contact, UUID) else contacts.by_reference(tx, contact)
        if found is None or not caller.sees(found.network_id):
            raise not_found("person")
        return LedgerOut(
            contact=found.reference,
            current=consents.current(tx, found.id),
            stopped_at=found.stopped_at,
            entries=list(told(house, tx, consents.ledger(tx, found.id))),
        )


def told(house: House, tx: Transaction, ledger: Iterable[Consent]) -> Iterator[ConsentOut]:
    """The entries, each in the light of those before it."""
    before: dict[Purpose, bool] = {}
    for each in ledger:
        yield ConsentOut(
            id=each.id,
            purpose=each.purpose,
            outcome=outcome(each.given, before.get(each.purpose)),
            asked_again=each.purpose in before,
            recorded_at=each.recorded_at,
            channel=each.channel,
            recorded_by=each.recorded_by,
            wording=each.wording,
            words=[shown(words) for words in words_of(house, tx, each.wording)],
        )
        before[each.purpose] = each.given


def outcome(given: bool, before: bool | None) -> Outcome:
    """What an entry means after the one before it."""
    if given:
        return "given"
    return "withdrawn" if before else "refused"


def shown(words: Words) -> WordsOut:
    """As the API shows them."""
    return WordsOut(language=words.language, text=words.text, again=words.again)
