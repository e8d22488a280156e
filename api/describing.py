"""How the API describes itself: OpenAPI with the problem document in it."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import ProblemDocument

SUMMARY = "A text line for people who cannot, or would rather not, come to the meeting."

DESCRIPTION = """
People text the line by SMS or Telegram. What they say is kept as *views* for their *Network*; a chair turns views
into the *agenda* of a *meeting*. A *consultation* puts a list of questions to them. This is the door for programs.

**Who may knock.** Send `Authorization: Bearer ll_...`. `lightline token create --role ROLE [--network SLUG]` makes a
token. Roles: `admin` and `cpsw` (co-production support worker) may do everything here; `chair` may plan meetings,
build agendas and name interests, and sees no list of people; `reader` may only read. A token with a
network sees that Network alone: everything else answers 404.

**Lists** come a page at a time, `{"items": [...], "next": cursor or null}`: pass `next` back as `?cursor=`.
**Times** are RFC 3339 with an offset. **Errors** are problem documents (RFC 9457), see `/problems`.
**Writes** take an `Idempotency-Key`: the same request again with the same key changes nothing and gets the same answer.

**Never in an answer:** a phone number, a chat id, the name of somebody who does not want to be quoted by it, or a
count of people below five.
"""

TAGS = [
    {"name": "networks", "description": "The groups that hold meetings."},
    {
        "name": "meetings",
        "description": "What a Network comes together for, and its questions to people.",
    },
    {"name": "consultations", "description": "Questions to the people of a Network, and what they answered."},
    {"name": "contacts", "description": "The people on the line, without their numbers."},
    {"name": "broadcasts", "description": "One text to many people, once; and what came of it for each."},
    {"name": "alerts", "description": "What a worker must look at, until somebody says that they have."},
    {"name": "feedback", "description": "What people said."},
    {"name": "agenda", "description": "From what people said to what a meeting talks about."},
    {"name": "simulator", "description": "Texting the line without a phone, for trying it out."},
    {"name": "webhooks", "description": "Where Twilio and Telegram knock."},
    {"name": "health", "description": "For load balancers and watchers."},
]


def describe(app: FastAPI) -> None:
    """Give the application an `openapi()` that knows the problem document; made once, when first asked for."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                description=app.description,
                routes=app.routes,
                tags=app.openapi_tags,
            )
            app.openapi_schema = with_problems(schema)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to extend the schema


def with_problems(schema: dict[str, Any]) -> dict[str, Any]:
    """Add the problem document to the named schemas."""
    made = ProblemDocument.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas = schema.setdefault("components", {}).setdefault("schemas", {})
    schemas.update(made.pop("$defs", {}))
    schemas["ProblemDocument"] = made
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return schema
