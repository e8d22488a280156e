"""What Prometheus fetches. Counts of texts and of open alerts over the whole line: no person, no Network, no number."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Header, Request
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from starlette.responses import Response

from api.access import InHouse
from api.problems import NO_TOKEN, NOT_ALLOWED, Problem, refer

router = APIRouter(tags=["health"])

THIS_MACHINE = frozenset({"127.0.0.1", "::1"})
PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-real-ip")
"""Headers of a web server in front: then it is not this machine that asks, whatever the address says."""


class Measured(Response):
    """Prometheus' own text format."""

    media_type = CONTENT_TYPE_PLAIN_0_0_4


def refuse_strangers(request: Request, secret: str | None, shown: str | None) -> None:
    """With a token only its holder may fetch; without one, only this machine. Raises a problem."""
    if secret is not None:
        if not hmac.compare_digest(f"Bearer {secret}".encode(), (shown or "").encode()):
            raise Problem(NO_TOKEN, "Send LIGHTLINE_METRICS_TOKEN as `Authorization: Bearer ...`.")
        return
    near = request.client is not None and request.client.host in THIS_MACHINE
    if not near or any(each in request.headers for each in PASSED_ON):
        raise Problem(NOT_ALLOWED, "Only this machine may fetch these. Set LIGHTLINE_METRICS_TOKEN to fetch from afar.")


@router.get("/metrics", summary="How is the line doing?", response_class=Measured, responses=refer(401, 403))
def metrics(request: Request, house: InHouse, authorization: Annotated[str | None, Header()] = None) -> Response:
    """For Prometheus: what waits, what was sent, what failed, how long things take; docs/operations.md explains each.

    Open to this machine alone, or, where LIGHTLINE_METRICS_TOKEN is set, to whoever shows it.
    """
    secret = house.settings.metrics_token
    refuse_strangers(request, secret.get_secret_value() if secret else None, authorization)
    return Measured(generate_latest(house.measures.registry))
