"""The API's reference as a plain page, made from its own description."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse

from api.pages.rendering import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Door:
    """One method on one address."""

    tag: str
    method: str
    path: str
    summary: str
    description: Markup
    asks: list[tuple[str, Markup]] = field(default_factory=list)
    """Parameters and body fields with what they are for."""


@router.get("/reference")
async def reference(request: Request) -> HTMLResponse:
    """Every door with what it takes, grouped as in the description."""
    schema: dict[str, Any] = request.app.openapi()
    doors = list(doors_of(schema))
    groups = [
        (tag["name"], tag["description"], [door for door in doors if door.tag == tag["name"]]) for tag in schema["tags"]
    ]
    about = paragraphs(schema["info"]["description"])
    return page(request, "reference.html", about=about, groups=groups)


def doors_of(schema: dict[str, Any]) -> Iterator[Door]:
    """Every operation of an OpenAPI description."""
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            asks = [*parameters(told), *body_fields(schema, told)]
            description = paragraphs(told.get("description", ""))
            yield Door(told["tags"][0], method.upper(), path, told["summary"], description, asks)


def parameters(told: dict[str, Any]) -> list[tuple[str, Markup]]:
    """The query parameters and headers of an operation."""
    asked = [each for each in told.get("parameters", []) if each["in"] != "path"]
    return [(each["name"], words(each.get("description", ""))) for each in asked]


def body_fields(schema: dict[str, Any], told: dict[str, Any]) -> list[tuple[str, Markup]]:
    """The fields of the body that an operation takes."""
    content = told.get("requestBody", {}).get("content", {}).get("application/json")
    if not content:
        return []
    may_be = (content["schema"], *content["schema"].get("anyOf", ()))  # a body that may be left out is one of two
    name = next(each["$ref"] for each in may_be if "$ref" in each).rpartition("/")[2]
    named = schema["components"]["schemas"][name]
    needed = set(named.get("required", []))
    fields = named["properties"].items()
    return [
        (name if name in needed else f"{name} (optional)", words(each.get("description", ""))) for name, each in fields
    ]


def paragraphs(text: str) -> Markup:
    """The little Markdown that our descriptions use, paragraph by paragraph."""
    return Markup("").join(
        Markup("<p>{}</p>").format(words(each)) for each in re.split(r"\n\s*\n", text.strip()) if each
    )


def words(text: str) -> Markup:
    """`code`, *word* and **words** as they are meant."""
    safe = html.escape(text, quote=False)
    safe = re.sub(r"`([^`]+)`", r"<code>\1</code>", safe)
    safe = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", safe)
    return Markup(re.sub(r"\*([^*\s][^*]*)\*", r"<em>\1</em>", safe))
