"""/v1/contacts: people on the line. A number or chat id goes in and never comes out again."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AfterValidator, BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed, network_called, scope
from api.idempotency import Done, Write, writing
from api.paging import Listing, Page
from api.problems import ALREADY_THERE, Problem, invalid, not_found, refer
from api.text import Line, Paragraph, Slug
from bot.channels.addresses import NotAnAddress, normalise_address
from bot.house import House
from bot.settings import quiet_days_from, quiet_hours_from, zone_from
from conversations.effects import Attribution, Purpose
from storage import addresses, consents, contacts, staff, tags
from storage.contacts import Contact, Trust
from storage.database import Transaction
from storage.errors import AlreadyThere, Erased

router = APIRouter(prefix="/contacts", tags=["contacts"])
Reads = Annotated[Caller, Depends(allowed("read contacts"))]
Writes = Annotated[Write, Depends(writing("write contacts"))]
Reference = Annotated[str, Field(pattern=r"^WY-[0-9]{4,9}$")]


def without_digits(name: str) -> str:
    """A name may be quoted, so it may not hold a number; raises ValueError."""
    if any(letter.isdigit() for letter in name):
        raise ValueError("A name holds no number")
    return name


FirstName = Annotated[Line, AfterValidator(without_digits)]


def valid(check: Callable[[str], object]) -> Callable[[str | None], str | None]:
    """A check that leaves a good value as it is and lets null through; raises ValueError."""

    def checked(value: str | None) -> str | None:
        if value is not None:
            check(value)
        return value

    return checked


OwnHours = Annotated[Annotated[str, Field(max_length=20)] | None, AfterValidator(valid(quiet_hours_from))]
OwnDays = Annotated[Annotated[str, Field(max_length=80)] | None, AfterValidator(valid(quiet_days_from))]
OwnZone = Annotated[Annotated[str, Field(max_length=60)] | None, AfterValidator(valid(zone_from))]
HOURS = 'Hours in which the bot begins nothing with them; "": it may at any hour; null: as for everybody.'
DAYS = 'Days on which the bot begins nothing with them; "": it may on any day; null: as for everybody.'
ZONE = "Where their clock is; null: where everybody's is."
PHONE = "unsafe: somebody else may read it. The bot then begins nothing there and names no helpline."


WORKER = "Whose caseload they are in: the email address of a member of staff; null: nobody's."
TAGS = "Words to find them by, like `tuesday-group`. They are not sealed: write nothing in them that hurts."


class NewConsent(BaseModel):
    """A consent that the person gave outside a text. Who recorded it and when is kept by itself."""

    model_config = {"extra": "forbid"}

    purpose: Purpose = Field(description="What they agreed to.", examples=["conversation"])
    wording: Paragraph = Field(
        description="The very words they agreed to, or the name of the form that holds them.",
        examples=["We may text you to ask what matters to you. You can stop at any time."],
    )
    given_by: Literal["in person", "phone call", "paper", "text", "other"] = Field(
        default="in person", description="How they gave it."
    )


Channel = Annotated[
    Literal["sms", "telegram", "simulator"],
    Field(description="How they are reached; `simulator` only where it is on.", examples=["sms"]),
]
TheirAddress = Annotated[
    str,
    Field(
        min_length=1,
        max_length=40,
        description="Their UK mobile number, their Telegram chat id, or a simulated phone.",
        examples=["07700 900123"],
    ),
]


class NewContact(BaseModel):
    """A person who has agreed to be texted. Without a recorded consent nobody is put on the line."""

    model_config = {"extra": "forbid"}

    channel: Channel
    address: TheirAddress
    first_name: FirstName | None = Field(default=None, description="What they want to be called.", examples=["Parveen"])
    network: Slug | None = Field(
        default=None, description="Their Network; a token that is bound to one puts them there.", examples=["leeds"]
    )
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)] = Field(
        default="en", description="The language to write in (BCP 47).", examples=["en"]
    )
    phone: Trust = Field(default="unknown", description=PHONE)
    quiet_hours: OwnHours = Field(default=None, description=HOURS, examples=["21:00-10:30"])
    quiet_days: OwnDays = Field(default=None, description=DAYS, examples=["saturday,sunday"])
    timezone: OwnZone = Field(default=None, description=ZONE, examples=["Europe/London"])
    consents: list[NewConsent] = Field(min_length=1, max_length=5, description="What they agreed to, one by one.")


def no_default(schema: dict[str, Any]) -> None:
    """What is not sent is not changed, so the description shows no default."""
    schema.pop("default", None)


class ContactChange(BaseModel):
    """What to change about a person; what is left out stays as it is."""

    model_config = {"extra": "forbid"}

    phone: Trust = Field(default="unknown", description=PHONE, json_schema_extra=no_default)
    quiet_hours: OwnHours = Field(
        default=None, description=HOURS, examples=["21:00-10:30"], json_schema_extra=no_default
    )
    quiet_days: OwnDays = Field(
        default=None, description=DAYS, examples=["saturday,sunday"], json_schema_extra=no_default
    )
    timezone: OwnZone = Field(default=None, description=ZONE, examples=["Europe/London"], json_schema_extra=no_default)
    underage: bool = Field(
        default=False,
        description="Whether they are under 18. They then get nothing that they did not ask for.",
        json_schema_extra=no_default,
    )
    worker: Line | None = Field(default=None, description=WORKER, json_schema_extra=no_default)
    tags: list[Slug] = Field(
        default=[], max_length=20, description=TAGS, examples=[["tuesday-group"]], json_schema_extra=no_default
    )


class ContactOut(BaseModel):
    """A person on the line."""

    id: UUID
    reference: str = Field(description="Safe to say aloud and to write down.", examples=["WY-0042"])
    first_name: str | None = Field(examples=["Parveen"])
    network: str | None = Field(description="The slug of their Network.", examples=["leeds"])
    language: str = Field(examples=["en"])
    attribution: Attribution | None = Field(description="How they want to be quoted; null: not asked yet.")
    channels: list[str] = Field(description="How they are reached, the latest first.", examples=[["sms"]])
    reachable: bool = Field(description="Whether any of these still works.")
    consents: dict[str, bool] = Field(description="Their last word on each purpose.", examples=[{"conversation": True}])
    stopped_at: datetime | None = Field(description="When they asked for no more texts. Only they can undo it.")
    paused_until: datetime | None = Field(description="Until when they asked for a break, if they named a time.")
    paused: bool = Field(description="Whether they are on a break now.")
    phone: Trust = Field(description=PHONE)
    quiet_hours: str | None = Field(description=HOURS, examples=["21:00-10:30"])
    quiet_days: str | None = Field(description=DAYS, examples=["saturday,sunday"])
    timezone: str | None = Field(description=ZONE, examples=["Europe/London"])
    underage: bool = Field(description="Whether they are under 18: nothing goes to them that they did not ask for.")
    worker: str | None = Field(description="The name of their worker.", examples=["Sam Okafor"])
    tags: list[str] = Field(description=TAGS, examples=[["tuesday-group"]])
    created_at: datetime
    last_heard_at: datetime | None

    @classmethod
    def of(cls, tx: Transaction, contact: Contact, now: datetime) -> "ContactOut":
        """As the API shows them."""
        reached = addresses.of_contact(tx, contact.id)
        worker = staff.by_id(tx, contact.worker_id) if contact.worker_id else None
        return cls(
            id=contact.id,
            reference=contact.reference,
            first_name=contact.first_name,
            network=contact.network_slug,
            language=contact.language,
            attribution=contact.attribution,
            channels=list(dict.fromkeys(each.channel for each in reached)),
            reachable=any(each.unreachable_reason is None for each in reached),
            consents=consents.current(tx, contact.id),
            stopped_at=contact.stopped_at,
            paused=contact.paused(now),
            paused_until=contact.paused_until,
            phone=contact.phone,
            quiet_hours=contact.quiet_hours,
            quiet_days=contact.quiet_days,
            timezone=contact.timezone,
            underage=contact.underage_at is not None,
            worker=worker.name if worker else None,
            tags=list(tags.of_contact(tx, contact.id)),
            created_at=contact.created_at,
            last_heard_at=contact.last_heard_at,
        )


def proper_address(house: House, channel: str, address: str) -> str:
    """The address as it is kept: E.164, or a chat id; raises a 422 problem that says why not."""
    if channel == "simulator" and house.simulator is None:
        raise invalid("body.channel", "The simulated phone is switched off here.")
    try:
        return normalise_address(channel, address)
    except NotAnAddress as error:
        raise invalid("body.address", str(error)) from None


def contact_seen(tx: Transaction, caller: Caller, contact: UUID | str) -> Contact:
    """The person, by id or by reference, if the caller may know of them; raises a 404 problem."""
    found = contacts.find(tx, contact) if isinstance(contact, UUID) else contacts.by_reference(tx, contact)
    if found is None or not caller.sees(found.network_id):
        raise not_found("person")
    return found


@router.get("", summary="List people", responses=refer(401, 403, 404, 422))
def list_contacts(
    house: InHouse,
    caller: Reads,
    page: Page,
    network: Annotated[Slug | None, Query(description="Only of this Network.")] = None,
) -> Listing[ContactOut]:
    """The people that this token sees, the newest first. A bound token sees its Network's people only."""
    now = house.clock()
    with house.database.read() as tx:
        found = contacts.page(tx, scope(tx, caller, network), page.limit, page.cursor)
        return Listing(items=[ContactOut.of(tx, each, now) for each in found.items], next=found.next)


@router.get("/{contact}", summary="Get a person", responses=refer(401, 403, 404, 422))
def get_contact(contact: UUID | Reference, house: InHouse, caller: Reads) -> ContactOut:
    """One person, by id or by reference."""
    with house.database.read() as tx:
        return ContactOut.of(tx, contact_seen(tx, caller, contact), house.clock())


@router.post(
    "",
    summary="Put a person on the line",
    status_code=201,
    response_model=ContactOut,
    responses=refer(400, 401, 403, 404, 409, 422),
)
def create_contact(new: NewContact, write: Writes) -> Response:
    """Records who they are, how to reach them and what they agreed to. Nothing is sent by this.

    Only UK mobile numbers are taken: a text to a landline may be read aloud to the household.
    """
    address = proper_address(write.house, new.channel, new.address)

    def work(tx: Transaction) -> Done:
        network_id = network_called(tx, write.caller, new.network).id if new.network else write.caller.network_id
        given = [(each.purpose, each.wording, each.given_by, write.caller.signature) for each in new.consents]
        now = write.house.clock()
        try:
            made = contacts.create(tx, new.channel, address, new.first_name, network_id, new.language, given, now)
        except Erased:
            raise Problem(ALREADY_THERE, "This person asked to be erased. Only they can come back.") from None
        except AlreadyThere:
            raise Problem(ALREADY_THERE, "Somebody with this address is on the line already.") from None
        settle(tx, made, new.model_dump(include={"phone", "quiet_hours", "quiet_days", "timezone"}), now)
        return Done(201, ContactOut.of(tx, contacts.get(tx, made.id), now))

    return write.once(work)


@router.patch(
    "/{contact}",
    summary="Change how a person wants to be written to",
    response_model=ContactOut,
    responses=refer(400, 401, 403, 404, 422),
)
def change_contact(contact: UUID | Reference, change: ContactChange, write: Writes) -> Response:
    """Changes only what is sent. It counts from the next text on, also for those that wait already."""
    wanted = change.model_dump(include=change.model_fields_set)

    def work(tx: Transaction) -> Done:
        found = contacts.lock(tx, contact_seen(tx, write.caller, contact).id)
        now = write.house.clock()
        settle(tx, found, wanted, now)
        return Done(200, ContactOut.of(tx, contacts.get(tx, found.id), now))

    return write.once(work)


def settle(tx: Transaction, contact: Contact, wanted: Mapping[str, Any], now: datetime) -> None:
    """Keep what is wanted of hours, phone and age; what is not named stays."""
    contacts.prefer(
        tx,
        contact.id,
        wanted.get("quiet_hours", contact.quiet_hours),
        wanted.get("quiet_days", contact.quiet_days),
        wanted.get("timezone", contact.timezone),
    )
    contacts.trust(tx, contact.id, wanted.get("phone", contact.phone))
    if "worker" in wanted:
        contacts.assign(tx, contact.id, worker_called(tx, wanted["worker"]))
    if "tags" in wanted:
        tags.keep(tx, contact.id, wanted["tags"])
    if "underage" in wanted:
        contacts.underage(tx, contact.id, (contact.underage_at or now) if wanted["underage"] else None)


def worker_called(tx: Transaction, email: str | None) -> UUID | None:
    """The id of a member of staff; raises a 422 problem for one that is not known."""
    if email is None:
        return None
    if found := staff.by_email(tx, email):
        return found.id
    raise invalid("body.worker", "Nobody who works here has this email address.")
