"""What a broadcast looks like on its way in and out."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from api.access import Caller, network_called
from api.problems import invalid
from api.text import WORDED, Line, Moment, Slug
from api.v1.meetings import meeting_seen
from bot import broadcasting
from bot.broadcasting import Preview
from bot.house import House
from bot.signing import signed
from storage import broadcasts, contacts, networks, staff
from storage.audiences import Answered, Audience
from storage.broadcasts import Basis, Broadcast, Words
from storage.database import Transaction
from storage.recipients import Recipient

MOST = 200
Many = Annotated[list[Line], Field(max_length=MOST)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1600, pattern=WORDED)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", max_length=35)]
Interest = Annotated[str, Field(pattern=r"^[a-z0-9_-]+(/[a-z0-9-]+)?$", max_length=130)]
Reference = Annotated[str, Field(pattern=r"^WY-[0-9]{4,9}$")]
Wall = Annotated[str, Field(pattern=r"^20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]$")]
AT = "When it should go, as the clock on the wall shows it; null: at once, and after their quiet hours to who has them."
UNTIL = "From when on it makes no sense any more, like the start of the lunch; null: three days after it began to go."
WORKER_LINE = "Whether each person's own worker is named under it, where they have one."


class AudienceShape(BaseModel):
    """Who is meant. Within one field any of the values will do; a person has to fit every field that is given."""

    model_config = {"extra": "forbid"}

    networks: list[Slug] = Field(default=[], max_length=MOST, description="Slugs.", examples=[["leeds"]])
    localities: Many = Field(default=[], examples=[["Leeds"]])
    interests: list[Interest] = Field(
        default=[],
        max_length=MOST,
        description="Ids of things that light people up; a Network's own are `network/interest`.",
        examples=[["gardening"]],
    )
    tags: list[Slug] = Field(default=[], max_length=MOST, examples=[["tuesday-group"]])
    languages: list[Language] = Field(default=[], max_length=20, examples=[["en"]])
    workers: Many = Field(default=[], description="Whose caseload: email addresses of staff.")
    meeting: UUID | None = Field(default=None, description="Only people by what they said to this meeting.")
    answers: list[Answered] = Field(
        default=[], max_length=4, description="Which answers to it; none: no answer yet.", examples=[["yes", "maybe"]]
    )
    heard_since: Moment | None = Field(default=None, description="Only people who wrote at or after this time.")
    heard_before: Moment | None = Field(default=None, description="Only people who have not written since this time.")
    people: list[Reference] = Field(
        default=[], max_length=MOST, description="Only these people, by reference.", examples=[["WY-0042"]]
    )

    def resolved(self, tx: Transaction, caller: Caller) -> Audience:
        """As it is kept: names become ids. Raises a 404 or 422 problem for what the caller does not know."""
        for slug in self.networks:
            network_called(tx, caller, slug)
        if self.meeting:
            meeting_seen(tx, caller, self.meeting)
        found = Audience(
            networks=tuple(self.networks),
            localities=tuple(self.localities),
            interests=tuple(self.interests),
            tags=tuple(self.tags),
            languages=tuple(self.languages),
            workers=tuple(str(worker(tx, each).id) for each in self.workers),
            meeting=str(self.meeting) if self.meeting else None,
            answers=tuple(self.answers),
            heard_since=self.heard_since.isoformat() if self.heard_since else None,
            heard_before=self.heard_before.isoformat() if self.heard_before else None,
            people=tuple(str(person(tx, caller, each)) for each in self.people),
        )
        if self.answers and not self.meeting:
            raise invalid("body.audience.answers", "Say which meeting was answered.")
        if found.says_nothing and caller.network_id is None:
            raise invalid("body.audience", "Say who is meant, for example which networks.")
        return found

    @classmethod
    def of(cls, tx: Transaction, audience: Audience) -> "AudienceShape":
        """As the API shows it."""
        names = {str(each.id): each.email for each in staff.all_(tx)} if audience.workers else {}
        known = [contacts.find(tx, UUID(each)) for each in audience.people]
        return cls(
            networks=list(audience.networks),
            localities=list(audience.localities),
            interests=list(audience.interests),
            tags=list(audience.tags),
            languages=list(audience.languages),
            workers=[names[each] for each in audience.workers if each in names],
            meeting=UUID(audience.meeting) if audience.meeting else None,
            answers=list(audience.answers),
            heard_since=datetime.fromisoformat(audience.heard_since) if audience.heard_since else None,
            heard_before=datetime.fromisoformat(audience.heard_before) if audience.heard_before else None,
            people=[each.reference for each in known if each],
        )


def worker(tx: Transaction, email: str) -> staff.Staff:
    """The member of staff with this address; raises a 422 problem."""
    if found := staff.by_email(tx, email):
        return found
    raise invalid("body.audience.workers", "Nobody who works here has this email address. See `lightline staff list`.")


def person(tx: Transaction, caller: Caller, reference: str) -> UUID:
    """The id of somebody the caller sees; raises a 422 problem."""
    found = contacts.by_reference(tx, reference)
    if found is None or not caller.sees(found.network_id):
        raise invalid("body.audience.people", f"No person called {reference} can be seen with this token.")
    return found.id


class NewBroadcast(BaseModel):
    """A text to many people, as a draft. Nothing is sent by writing one."""

    model_config = {"extra": "forbid"}

    title: Line = Field(description="For staff; nobody is texted it.", examples=["Coffee in December"])
    text: Text = Field(
        description=(
            "What people get. {first_name}, {worker} and {network} are filled in; {first_name|friend} says what to"
            " write where no name is known, else the text closes up. Who it is from and how to stop is put under it."
        ),
        examples=["Hi {first_name}, there is coffee and cake on Thursday at 2. Fancy it?"],
    )
    translations: dict[Language, Text] = Field(
        default={}, max_length=10, description="The same text in other languages; others get `text`."
    )
    audience: AudienceShape = Field(default_factory=AudienceShape)
    purpose: Literal["service", "invitation", "fundraising"] = Field(
        description="What it is for; it goes to people who agreed to that. Fundraising is refused.",
        examples=["service"],
    )
    lawful_basis: Basis = Field(description="On what grounds (UK GDPR, article 6).", examples=["consent"])
    worker_line: bool = Field(default=False, description=WORKER_LINE)
    at: Wall | None = Field(default=None, description=AT, examples=["2026-12-01T10:00"])
    until: Wall | None = Field(default=None, description=UNTIL, examples=["2026-12-03T14:00"])

    def words(self, tx: Transaction, caller: Caller) -> Words:
        """As it is kept; raises a 404 or 422 problem."""
        if self.purpose == "fundraising":
            raise invalid("body.purpose", "Nobody on this line agreed to be asked for money, so nobody is.")
        if "en" in self.translations:
            raise invalid("body.translations.en", "English stands in `text`.")
        return Words(
            title=self.title,
            text=self.text,
            translations=dict(self.translations),
            audience=self.audience.resolved(tx, caller),
            reason=self.purpose,
            basis=self.lawful_basis,
            worker_line=self.worker_line,
            wanted_for=self.at,
            good_till=self.until,
        )

    @classmethod
    def of(cls, tx: Transaction, words: Words) -> "NewBroadcast":
        """What somebody could have sent to write this draft."""
        return cls(
            title=words.title,
            text=words.text,
            translations=dict(words.translations),
            audience=AudienceShape.of(tx, words.audience),
            purpose=words.reason,
            lawful_basis=words.basis,
            worker_line=words.worker_line,
            at=words.wanted_for,
            until=words.good_till,
        )


class BroadcastChange(BaseModel):
    """What to change about a draft; what is left out stays. The whole is checked as if it were new."""

    model_config = {"extra": "forbid"}

    version: int = Field(ge=1, le=2**31 - 1, description="The version you looked at.", examples=[1])
    title: Line | None = None
    text: Text | None = None
    translations: dict[Language, Text] | None = Field(default=None, max_length=10)
    audience: AudienceShape | None = None
    purpose: Literal["service", "invitation", "fundraising"] | None = None
    lawful_basis: Basis | None = None
    worker_line: bool | None = Field(default=None, description=WORKER_LINE)
    at: Wall | None = Field(default=None, description=AT)
    until: Wall | None = Field(default=None, description=UNTIL)

    def applied(self, tx: Transaction, words: Words) -> NewBroadcast:
        """The whole draft with this change."""
        changed = {name: getattr(self, name) for name in self.model_fields_set - {"version"}}
        unclear = [name for name, value in changed.items() if value is None and name not in ("at", "until")]
        if unclear:
            raise invalid(f"body.{unclear[0]}", "Leave it out to keep it; it cannot be null.")
        return NewBroadcast.of(tx, words).model_copy(update=changed)


class ProgressOut(BaseModel):
    """How many people it has reached, or will not reach."""

    people: int = Field(description="How many have been looked at.", examples=[400])
    left_out: int = Field(description="Who gets no text; the recipients say why.", examples=[12])
    waiting: int = Field(examples=[100])
    sent: int = Field(description="The provider took it.", examples=[180])
    delivered: int = Field(examples=[100])
    failed: int = Field(examples=[3])
    skipped: int = Field(description="Must not go: a stop, no consent any more, too late.", examples=[5])
    gone: int = Field(description="To how many it went or is on its way this moment.", examples=[280])


class BroadcastOut(NewBroadcast):
    """A broadcast."""

    model_config = {"extra": "ignore"}

    id: UUID
    network: str | None = Field(description="Whose people it is about; null: of any Network.", examples=["leeds"])
    state: Literal["draft", "scheduled", "sending", "paused", "cancelled", "done"]
    version: int = Field(examples=[1])
    timezone: str = Field(examples=["Europe/London"])
    created_at: datetime
    created_by: str = Field(description="A member of staff, or a token.", examples=["Sam Okafor"])
    changed_by: str = Field(description="Who wrote it as it is now.", examples=["Sam Okafor"])
    sent_by: str | None
    starts_at: datetime | None = Field(description="When it began, or begins, to go.")
    deadline: datetime | None = Field(description="Nobody gets it after this.")
    ended_at: datetime | None = Field(description="When it was cancelled.")
    progress: ProgressOut

    @classmethod
    def seen(cls, tx: Transaction, broadcast: Broadcast) -> "BroadcastOut":
        """As the API shows it."""
        progress = broadcasting.progress(tx, broadcast)
        network = networks.by_id(tx, broadcast.network_id) if broadcast.network_id else None
        return cls(
            **NewBroadcast.of(tx, broadcast.words).model_dump(),
            id=broadcast.id,
            network=network.slug if network else None,
            state=broadcasting.stands(broadcast, progress),
            version=broadcast.version,
            timezone=broadcast.timezone,
            created_at=broadcast.created_at,
            created_by=signed(tx, broadcast.created_by),
            changed_by=signed(tx, broadcast.changed_by),
            sent_by=signed(tx, broadcast.sent_by) if broadcast.sent_by else None,
            starts_at=broadcast.starts_at,
            deadline=broadcast.deadline,
            ended_at=broadcast.ended_at,
            progress=ProgressOut(
                people=progress.of(*progress.counts),
                left_out=progress.of("left out"),
                waiting=progress.of("queued"),
                sent=progress.of("sent"),
                delivered=progress.of("delivered"),
                failed=progress.of("failed"),
                skipped=progress.of("skipped"),
                gone=progress.gone,
            ),
        )


class ReasonOut(BaseModel):
    """Why people are left out, and how many."""

    reason: str = Field(examples=["stopped: this person asked for no more texts"])
    people: int = Field(examples=[3])


class ShownOut(BaseModel):
    """The text as one person will see it."""

    contact: str = Field(examples=["WY-0042"])
    channel: str = Field(examples=["sms"])
    text: str
    segments: int | None = Field(description="SMS segments; null: it is no SMS.", examples=[1])


class FindingOut(BaseModel):
    """Something about the text that is worth another look."""

    where: str = Field(examples=["text"])
    what: str = Field(examples=["It asks more than one thing. People answer one."])


class PreviewOut(BaseModel):
    """What would come of it if it went now."""

    meant: int = Field(description="How many people fit the audience.", examples=[400])
    would_get_it: int = Field(examples=[388])
    left_out: list[ReasonOut]
    texts: list[ShownOut] = Field(description="As three of them will see it.")
    sms: int = Field(description="How many go by SMS.", examples=[300])
    segments: int = Field(examples=[300])
    sms_outside_gsm_7: int = Field(description="SMS that cost about double, for a letter or sign.", examples=[0])
    pounds: Decimal = Field(description="At the price a segment in the settings.", examples=["12.00"])
    advice: list[FindingOut]
    needs_second_person: bool = Field(description="Whether somebody who did not write it must send it.")
    begins_at: AwareDatetime = Field(description="When it would begin to go.")

    @classmethod
    def of(cls, house: House, preview: Preview, begins_at: datetime) -> "PreviewOut":
        """As the API shows it."""
        return cls(
            meant=preview.meant,
            would_get_it=preview.cost.texts,
            left_out=[ReasonOut(reason=why, people=people) for why, people in preview.left_out.items()],
            texts=[
                ShownOut(contact=each.reference, channel=each.channel, text=each.text, segments=each.segments)
                for each in preview.shown
            ],
            sms=preview.cost.sms,
            segments=preview.cost.segments,
            sms_outside_gsm_7=preview.cost.wide,
            pounds=preview.cost.pounds(house.settings.pence_a_segment),
            advice=[FindingOut(where=each.where, what=each.what) for each in preview.advice],
            needs_second_person=preview.second_person,
            begins_at=begins_at,
        )


class RecipientOut(BaseModel):
    """What became of it for one person, and why."""

    contact: str = Field(examples=["WY-0042"])
    first_name: str | None = Field(examples=["Parveen"])
    state: str = Field(description="left out, queued, sending, sent, delivered, failed or skipped.")
    reason: str | None = Field(examples=["paused: this person asked for a break"])
    channel: str | None = Field(examples=["sms"])
    at: datetime | None = Field(description="Since when it stands so.")

    @classmethod
    def of(cls, recipient: Recipient) -> "RecipientOut":
        """As the API shows them."""
        return cls(
            contact=recipient.reference,
            first_name=recipient.first_name,
            state=recipient.state,
            reason=recipient.reason,
            channel=recipient.channel,
            at=recipient.state_at,
        )


def seen(tx: Transaction, caller: Caller, broadcast_id: UUID) -> Broadcast | None:
    """The broadcast, if the caller may know of it."""
    found = broadcasts.find(tx, broadcast_id)
    return found if found and caller.sees(found.network_id) else None
