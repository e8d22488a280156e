"""Pages from templates: escaped by default, with a nonce a page and nothing from anybody else's server."""

import hashlib
import secrets
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.staticfiles import StaticFiles

HERE = Path(__file__).parent
STATIC = HERE / "static"

environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@cache
def static(name: str) -> str:
    """The address of a file of ours; it changes with the file, so browsers may keep it for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?{digest[:12]}"


environment.globals["static"] = static


def policy(nonce: str) -> str:
    """What a page may load and do: our own files, and scripts that carry this page's nonce."""
    return (
        f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def page(request: Request, template: str, status: int = 200, *, signed_in: bool = False, **values: Any) -> HTMLResponse:
    """One page. What the frame of every page needs is added here."""
    nonce = secrets.token_urlsafe(16)
    simulator = request.app.state.house.simulator is not None
    html = environment.get_template(template).render(nonce=nonce, simulator=simulator, signed_in=signed_in, **values)
    return HTMLResponse(html, status, {"Content-Security-Policy": policy(nonce)})


class KeptFiles(StaticFiles):
    """Our own styles, scripts and pictures."""

    def __init__(self) -> None:
        super().__init__(directory=STATIC)

    def file_response(self, *given: Any, **named: Any) -> Any:
        """As StaticFiles does it, and browsers may keep the file: its address changes with it."""
        response = super().file_response(*given, **named)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
