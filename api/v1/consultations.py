"""/v1/consultations: a list of questions that becomes a conversation, whom it is put to, and what they answered."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed, network_called, scope
from api.counting import safe_count, safe_counts
from api.idempotency import Done, Write, writing
from api.paging import Listing, Page
from api.problems import INVALID, NOT_ALLOWED, FieldProblem, Problem, not_found, refer
from api.text import Line, Slug
from api.v1.contacts import Reference
from api.v1.views import ViewOut
from bot.consulting import ask_all, not_asked, people_of, publish
from bot.house import House
from conversations.askable import refusals
from conversations.consultation import HIGH, LOW, Consultation, Kind, Question, Translated, choice_name, tidy
from storage import consultations, contacts, networks, views
from storage import consultations as kept
from storage.consultations import Answer, Asked
from storage.database import Transaction

router = APIRouter(prefix="/consultations", tags=["consultations"])
Reads = Annotated[Caller, Depends(allowed("read consultations"))]
Writes = Annotated[Write, Depends(writing("write consultations"))]

SENSIBLE = 200
"""Items of any list; how many can be asked is said in plainer words than a schema has."""
Words = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"^[^\x00]*[^\x00-\x20\x7f][^\x00]*$")]


class NewWording(BaseModel):
    """A question in another language."""

    model_config = {"extra": "forbid"}

    text: Words = Field(examples=["Jak do nas docierasz?"])
    choices: list[Words] = Field(default=[], max_length=SENSIBLE, examples=[["Autobusem", "Pieszo"]])


class NewQuestion(BaseModel):
    """One thing to ask."""

    model_config = {"extra": "forbid"}

    text: Words = Field(
        description="The question in plain English, two texts at most.", examples=["How do you travel?"]
    )
    kind: Kind = Field(
        default="text", description="In their own words, one of some choices, a number from 1 to 5, or yes or no."
    )
    choices: list[Words] = Field(
        default=[],
        max_length=SENSIBLE,
        description="For kind `choice`: 2 to 9, a few words each.",
        examples=[["By bus", "On foot"]],
    )


class NewTranslation(BaseModel):
    """The whole consultation in another language."""

    model_config = {"extra": "forbid"}

    title: Line = Field(examples=["Autobusy w Leeds"])
    questions: list[NewWording] = Field(
        max_length=SENSIBLE, description="The same questions and choices in the same order."
    )


class NewConsultation(BaseModel):
    """What a Network would like to know of its people."""

    model_config = {"extra": "forbid"}

    network: Slug = Field(description="The slug of its Network.", examples=["leeds"])
    title: Line = Field(description="What it is about; people read it first.", examples=["Buses in Leeds"])
    questions: list[NewQuestion] = Field(
        max_length=SENSIBLE,
        description="1 to 10, asked one after the other.",
        examples=[[{"text": "How do you travel?"}]],
    )
    languages: dict[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")], NewTranslation] = Field(
        default={}, max_length=20, description="Other languages, by code (ISO 639); the rest is asked in English."
    )


class AskedOut(BaseModel):
    """One question of a consultation."""

    id: UUID
    position: int = Field(description="Its place in the order in which they are asked, from 1.", examples=[1])
    text: str = Field(examples=["How do you travel?"])
    kind: Kind
    choices: list[str] = Field(examples=[["By bus", "On foot"]])


class ConsultationOut(BaseModel):
    """A consultation."""

    id: UUID
    network: str = Field(description="The slug of its Network.", examples=["leeds"])
    title: str = Field(examples=["Buses in Leeds"])
    flow: str = Field(description="The name of the conversation that asks it.")
    version: str = Field(description="The version of that conversation: a digest of all that it says.")
    questions: list[AskedOut]
    created_at: datetime

    @classmethod
    def of(cls, tx: Transaction, consultation: kept.Consultation) -> "ConsultationOut":
        """As the API shows it."""
        network = networks.by_id(tx, consultation.network_id)
        return cls(
            id=consultation.id,
            network=network.slug if network else "",
            title=consultation.title,
            flow=consultation.flow,
            version=consultation.version,
            questions=[
                AskedOut(id=each.id, position=each.position, text=each.text, kind=each.kind, choices=list(each.choices))
                for each in consultation.questions
            ],
            created_at=consultation.created_at,
        )


class Start(BaseModel):
    """Whom to ask."""

    model_config = {"extra": "forbid"}

    contacts: list[UUID | Reference] | None = Field(
        default=None,
        min_length=1,
        max_length=SENSIBLE,
        description="People by id or reference; without it everybody in the Network who agreed to be texted.",
        examples=[["WY-0042"]],
    )


class LeftOut(BaseModel):
    """Somebody named who is not asked."""

    contact: str = Field(description="Their reference.", examples=["WY-0042"])
    why: str = Field(examples=["They asked for no more texts."])


class Started(BaseModel):
    """What came of a start."""

    asked: int | None = Field(description="How many people are asked now; null: fewer than five.", examples=[12])
    left_out: list[LeftOut] = Field(description="Of the people named, those who are not asked, and why.")


class ChoiceCount(BaseModel):
    """How many people gave one answer."""

    answer: str = Field(description="The choice, the number, or yes or no.", examples=["By bus"])
    people: int | None = Field(description="null: fewer than five.", examples=[7])


class Answered(BaseModel):
    """What people answered to one question."""

    question: AskedOut
    people: int | None = Field(
        description="How many people answered; null: fewer than five, or it would give a small count away."
    )
    counts: list[ChoiceCount] = Field(description="For choice, scale and yes_no: how many gave each answer.")
    views: list[ViewOut] = Field(description="For text: what they said, the oldest first.")


class AnswersOut(BaseModel):
    """What people answered to a consultation."""

    consultation: ConsultationOut
    answers: list[Answered] = Field(description="One entry a question, in their order.")


def consultation_seen(tx: Transaction, caller: Caller, consultation_id: UUID) -> kept.Consultation:
    """The consultation if the caller may know of it; raises a 404 problem."""
    found = consultations.get(tx, consultation_id)
    if found is None or not caller.sees(found.network_id):
        raise not_found("consultation")
    return found


def draft(house: House, new: NewConsultation) -> Consultation:
    """What was sent, tidied; raises a 422 problem that says in plain words why it cannot be asked."""
    made = Consultation(
        "draft", tidy(new.title), questions(new), {key: of(each) for key, each in new.languages.items()}
    )
    if found := refusals(made, house.flows.common):
        errors = tuple(FieldProblem(where=f"body.{each.where}", what=each.why) for each in found)
        raise Problem(INVALID, " ".join(dict.fromkeys(each.why for each in found)), errors=errors)
    return made


def questions(new: NewConsultation) -> tuple[Question, ...]:
    """The questions; each gets its id when it is kept."""
    return tuple(Question("", tidy(each.text), each.kind, tuple(map(tidy, each.choices))) for each in new.questions)


def of(new: NewTranslation) -> Translated:
    """The wording of one language."""
    return Translated(
        tidy(new.title), tuple((tidy(each.text), tuple(map(tidy, each.choices))) for each in new.questions)
    )


@router.get("", summary="List consultations", responses=refer(401, 403, 404, 422))
def list_consultations(
    house: InHouse,
    caller: Reads,
    page: Page,
    network: Annotated[Slug | None, Query(description="Only of this Network.")] = None,
) -> Listing[ConsultationOut]:
    """Consultations that this token sees, the newest first."""
    with house.database.read() as tx:
        found = consultations.page(tx, scope(tx, caller, network), page.limit, page.cursor)
        return Listing(items=[ConsultationOut.of(tx, each) for each in found.items], next=found.next)


@router.get("/{consultation_id}", summary="Get a consultation", responses=refer(401, 403, 404, 422))
def get_consultation(consultation_id: UUID, house: InHouse, caller: Reads) -> ConsultationOut:
    """One consultation with its questions."""
    with house.database.read() as tx:
        return ConsultationOut.of(tx, consultation_seen(tx, caller, consultation_id))


@router.post(
    "",
    summary="Write a consultation",
    status_code=201,
    response_model=ConsultationOut,
    responses=refer(400, 401, 403, 404, 422),
)
def create_consultation(new: NewConsultation, write: Writes) -> Response:
    """Makes a conversation of the questions, with skip, back, help and stop at each. Nobody is asked by this.

    What cannot be asked by text is refused with the reason.
    """
    made = draft(write.house, new)

    def work(tx: Transaction) -> Done:
        network = network_called(tx, write.caller, new.network)
        return Done(201, ConsultationOut.of(tx, publish(write.house, tx, network.id, made, write.house.clock())))

    return write.once(work)


@router.post(
    "/{consultation_id}/start",
    summary="Ask people",
    response_model=Started,
    responses=refer(400, 401, 403, 404, 422),
)
async def start_consultation(consultation_id: UUID, start: Start, write: Writes) -> Response:
    """Begins the conversation with the people named, or with everybody in the Network who agreed to be texted.

    Nobody is asked twice. Nobody who asked for peace is asked; texts wait for the end of the quiet hours.
    """
    if start.contacts and not write.caller.may("read contacts"):
        raise Problem(NOT_ALLOWED, f"The role {write.caller.role} may not name people. Leave `contacts` out.")
    house = write.house

    def work(tx: Transaction) -> Done:
        consultation = consultation_seen(tx, write.caller, consultation_id)
        return Done(200, started(house, tx, write.caller, consultation, start))

    def ask() -> int:
        with house.database.read() as tx:
            consultation = consultation_seen(tx, write.caller, consultation_id)
        return sum(len(each.queued) for each in ask_all(house, consultation))

    response = await asyncio.to_thread(write.once, work)
    if await asyncio.to_thread(ask):
        house.sender.wake()
    return response


def started(house: House, tx: Transaction, caller: Caller, consultation: kept.Consultation, start: Start) -> Started:
    """Write down who is to be asked."""
    now = house.clock()
    if start.contacts is None:
        people = list(people_of(tx, consultation.network_id, now))
        return Started(asked=safe_count(len(consultations.want(tx, consultation.id, people, now))), left_out=[])
    found = [person(tx, caller, consultation, each) for each in dict.fromkeys(start.contacts)]
    why = {each.id: reason for each in found if (reason := not_asked(tx, each, now))}
    new = consultations.want(tx, consultation.id, [each.id for each in found if each.id not in why], now)
    why |= {each.id: "They were asked before." for each in found if each.id not in why and each.id not in new}
    left_out = {each.reference: why[each.id] for each in found if each.id in why}
    return Started(
        asked=safe_count(len(new)), left_out=[LeftOut(contact=key, why=reason) for key, reason in left_out.items()]
    )


def person(tx: Transaction, caller: Caller, consultation: kept.Consultation, named: UUID | str) -> contacts.Contact:
    """Somebody named who is in the consultation's Network; raises a 404 problem."""
    found = contacts.find(tx, named) if isinstance(named, UUID) else contacts.by_reference(tx, named)
    if found is None or not caller.sees(found.network_id) or found.network_id != consultation.network_id:
        raise not_found(f"person in this Network ({named})")
    return found


@router.get("/{consultation_id}/answers", summary="What people answered", responses=refer(401, 403, 404, 422))
def get_answers(consultation_id: UUID, house: InHouse, caller: Reads) -> AnswersOut:
    """Their words for each question in their own words, and counts for the others; no count below five, ever."""
    with house.database.read() as tx:
        consultation = consultation_seen(tx, caller, consultation_id)
        found = consultations.answers_to(tx, [each.id for each in consultation.questions])
        return AnswersOut(
            consultation=ConsultationOut.of(tx, consultation),
            answers=[
                answered(tx, each, [one for one in found if one.question_id == each.id])
                for each in consultation.questions
            ],
        )


def answered(tx: Transaction, question: Asked, found: Sequence[Answer]) -> Answered:
    """The answers to one question as the API shows them."""
    shown = AskedOut(
        id=question.id, position=question.position, text=question.text, kind=question.kind, choices=[*question.choices]
    )
    if question.kind == "text":
        said = views.by_ids(tx, [each.view_id for each in found if each.view_id])
        people = safe_count(len({each.contact_id for each in found}))
        return Answered(question=shown, people=people, counts=[], views=[ViewOut.of(each) for each in said])
    labels = possible(question)
    given = Counter(each.answer for each in found)
    counts = safe_counts([given[value] for value in labels])
    shown_counts = [
        ChoiceCount(answer=label, people=people) for label, people in zip(labels.values(), counts.each, strict=True)
    ]
    return Answered(question=shown, people=counts.together, counts=shown_counts, views=[])


def possible(question: Asked) -> dict[str, str]:
    """What may be kept as an answer, and how it is shown."""
    match question.kind:
        case "choice":
            return {choice_name(at): choice for at, choice in enumerate(question.choices)}
        case "yes_no":
            return {"yes": "yes", "no": "no"}
    return {str(number): str(number) for number in range(LOW, HIGH + 1)}
