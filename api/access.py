"""Who is knocking, and what they may do: a bearer token has a role and, if given, one Network."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal, cast
from uuid import UUID

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.problems import NO_TOKEN, NOT_ALLOWED, Problem, not_found
from bot.house import House
from storage import networks, tokens
from storage.database import Transaction
from storage.networks import Network
from storage.tokens import Role

Deed = Literal[
    "read networks", "write networks", "write interests", "read meetings", "write meetings",
    "read contacts", "write contacts", "read feedback", "read agenda", "write agenda",
    "read consultations", "write consultations", "read alerts", "write alerts",
    "read broadcasts", "write broadcasts",
]  # fmt: skip

EVERYONE: frozenset[Role] = frozenset({"admin", "cpsw", "chair", "reader"})
WORKERS: frozenset[Role] = frozenset({"admin", "cpsw"})

MAY: dict[Deed, frozenset[Role]] = {
    "read networks": EVERYONE,
    "write networks": frozenset({"admin"}),
    # What people there do is best known there, and a name tells nothing of anybody.
    "write interests": WORKERS | {"chair"},
    "read meetings": EVERYONE,
    "write meetings": WORKERS | {"chair"},
    "read contacts": WORKERS,
    "write contacts": WORKERS,
    "read feedback": EVERYONE,
    "read agenda": EVERYONE,
    "write agenda": WORKERS | {"chair"},
    "read consultations": EVERYONE,
    "write consultations": WORKERS | {"chair"},
    "read alerts": WORKERS,
    "write alerts": WORKERS,
    "read broadcasts": WORKERS,
    "write broadcasts": WORKERS,
}
"""Role by role; a deed that is not here is allowed to nobody."""

bearer = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="A token from `lightline token create --role ROLE [--network SLUG]`; with a network it sees only that.",
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever holds the token. Things of Networks that they do not see do not exist for them (404)."""

    token_id: UUID
    role: Role
    network_id: UUID | None = None
    staff_id: UUID | None = None
    """Who holds it, if it is somebody who works here."""

    def may(self, deed: Deed) -> bool:
        """Whether their role allows it."""
        return self.role in MAY.get(deed, frozenset())

    def sees(self, network_id: UUID | None) -> bool:
        """Whether things of this Network are theirs to know of; None is a thing that has no Network yet."""
        return self.network_id is None or self.network_id == network_id

    @property
    def signature(self) -> str:
        """How the caller is named in records."""
        return f"staff {self.staff_id}" if self.staff_id else f"token {self.token_id}"


def the_house(request: Request) -> House:
    """The house that this application was built round."""
    return cast(House, request.app.state.house)


InHouse = Annotated[House, Depends(the_house)]


def recognise(house: House, secret: str) -> Caller | None:
    """The holder of a token, or None for one that was never given out or is revoked."""
    with house.database.read() as tx:
        found = tokens.find(tx, secret)
    return Caller(found.id, found.role, found.network_id, found.staff_id) if found else None


def caller(house: InHouse, credentials: Annotated[HTTPAuthorizationCredentials | None, Security(bearer)]) -> Caller:
    """Whoever sent this request; raises a 401 problem."""
    known = recognise(house, credentials.credentials) if credentials else None
    if known is None:
        words = "Send `Authorization: Bearer ll_...` with a token that is still good."
        raise Problem(NO_TOKEN, words, headers={"WWW-Authenticate": 'Bearer realm="Lightline"'})
    return known


def allowed(deed: Deed) -> Callable[[Caller], Caller]:
    """A dependency that lets through only callers whose role allows the deed."""

    def check(knocking: Annotated[Caller, Depends(caller)]) -> Caller:
        if not knocking.may(deed):
            raise Problem(NOT_ALLOWED, f"The role {knocking.role} may not {deed}.")
        return knocking

    return check


def network_called(tx: Transaction, knocking: Caller, slug: str) -> Network:
    """The Network with this slug if the caller may know of it; raises a 404 problem."""
    network = networks.by_slug(tx, slug)
    if network is None or not knocking.sees(network.id):
        raise not_found("network")
    return network


def scope(tx: Transaction, knocking: Caller, slug: str | None) -> UUID | None:
    """Which Network a list is about: the one asked for, else the caller's own, else (None) all."""
    return network_called(tx, knocking, slug).id if slug else knocking.network_id
