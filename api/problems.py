"""What goes wrong, as RFC 9457 problem documents: one closed list, in plain words, never with what was sent in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """One way in which a request can fail; `slug` is the part of its address that names it."""

    slug: str
    status: int
    title: str


MALFORMED = ProblemKind("malformed", 400, "The request makes no sense")
NO_TOKEN = ProblemKind("no-token", 401, "A valid token is needed")
NOT_ALLOWED = ProblemKind("not-allowed", 403, "This token may not do that")
NOT_FOUND = ProblemKind("not-found", 404, "There is nothing here")
WRONG_METHOD = ProblemKind("wrong-method", 405, "This address does not take that method")
NOT_ACCEPTABLE = ProblemKind("not-acceptable", 406, "It cannot be given in that format")
ALREADY_THERE = ProblemKind("already-there", 409, "It is already there")
NOT_YET = ProblemKind("not-yet", 409, "It is not there yet")
NOT_NOW = ProblemKind("not-now", 409, "It cannot be done as things stand")
GONE = ProblemKind("gone", 410, "It is not there any more")
TOO_BIG = ProblemKind("too-big", 413, "The request is too big")
WRONG_TYPE = ProblemKind("wrong-type", 415, "The body has the wrong type")
INVALID = ProblemKind("invalid", 422, "Something in the request cannot be used")
KEY_REUSED = ProblemKind("key-reused", 422, "This Idempotency-Key was used for another request")
BROKEN = ProblemKind("broken", 500, "Something broke on our side")
BUSY = ProblemKind("busy", 503, "The line is busy")

KINDS: tuple[ProblemKind, ...] = (
    MALFORMED, NO_TOKEN, NOT_ALLOWED, NOT_FOUND, WRONG_METHOD, NOT_ACCEPTABLE, ALREADY_THERE, NOT_YET, NOT_NOW, GONE,
    TOO_BIG, WRONG_TYPE, INVALID, KEY_REUSED, BROKEN, BUSY,
)  # fmt: skip


class FieldProblem(BaseModel):
    """What is wrong with one part of the request."""

    where: str = Field(description="A path to it, like `body.questions.0` or `query.limit`.", examples=["body.slug"])
    what: str = Field(description="What is wrong with it.", examples=["String should have at most 60 characters"])


class ProblemDocument(BaseModel):
    """An error, as RFC 9457 has it. Show `title` and `detail` to people; let programs look at `type`."""

    type: str = Field(description="Names the kind of problem; never changes.", examples=["/problems#not-found"])
    title: str = Field(description="The kind of problem in plain words.", examples=["There is nothing here"])
    status: int = Field(description="The HTTP status, once more.", examples=[404])
    detail: str = Field(description="What happened this time and what to do.", examples=["No meeting has this id."])
    errors: list[FieldProblem] = Field(default=[], description="Part by part, when the request was not understood.")


class Problem(Exception):
    """Raised anywhere under an endpoint; answered as a problem document. `detail` says what to do about it."""

    def __init__(
        self,
        kind: ProblemKind,
        detail: str,
        *,
        errors: tuple[FieldProblem, ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.errors = errors
        self.headers = headers


def answer(problem: Problem) -> Response:
    """The problem as an HTTP answer."""
    kind = problem.kind
    document = ProblemDocument(
        type=f"/problems#{kind.slug}",
        title=kind.title,
        status=kind.status,
        detail=problem.detail,
        errors=list(problem.errors),
    )
    body = document.model_dump(exclude_defaults=True)
    return JSONResponse(body, kind.status, dict(problem.headers or {}), MEDIA_TYPE)


def invalid(where: str, what: str) -> Problem:
    """One field that cannot be used, for checks that the schema cannot make."""
    return Problem(INVALID, what, errors=(FieldProblem(where=where, what=what),))


def not_found(noun: str) -> Problem:
    """No such thing, or not one that this token may know of: the two are told apart nowhere."""
    return Problem(NOT_FOUND, f"No {noun} like that can be seen with this token.")


def from_validation(error: RequestValidationError) -> Problem:
    """FastAPI's refusals, without the values that were sent (they may be somebody's words or number)."""
    found = tuple(
        FieldProblem(where=".".join(str(step) for step in each["loc"]), what=str(each["msg"]))
        for each in error.errors()
    )
    if any(each["type"] == "json_invalid" for each in error.errors()):
        return Problem(MALFORMED, "The body is not JSON.", errors=found)
    return Problem(INVALID, "Look at `errors` for each part that cannot be used.", errors=found)


DETAILS = {
    400: "The request could not be read.",
    404: "Check the address.",
    405: "Check the method.",
    413: "Send less at once.",
    415: "Send JSON, with `Content-Type: application/json`.",
}


def from_http(error: HTTPException) -> Problem:
    """Starlette's own refusals (unknown address, wrong method, too big) in our words."""
    kind = next((kind for kind in KINDS if kind.status == error.status_code), None)
    if kind is None:
        kind = ProblemKind("other", error.status_code, "The request was refused")
    return Problem(kind, DETAILS.get(error.status_code, "Check the request."), headers=error.headers)


def refer(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For a route's `responses`: these statuses answer with a problem document."""
    schema = {"$ref": "#/components/schemas/ProblemDocument"}
    return {
        status: {
            "description": " / ".join(kind.title for kind in KINDS if kind.status == status),
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
        for status in statuses
    }
