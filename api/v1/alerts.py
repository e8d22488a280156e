"""/v1/alerts: what a worker must look at. An alert names the person by their reference, never what they said."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field
from starlette.responses import Response

from api.access import Caller, InHouse, allowed
from api.idempotency import Done, Write, writing
from api.paging import Listing, Page
from api.problems import not_found, refer
from storage import alerts, contacts
from storage.alerts import Alert
from storage.database import Transaction

router = APIRouter(prefix="/alerts", tags=["alerts"])
Reads = Annotated[Caller, Depends(allowed("read alerts"))]
Writes = Annotated[Write, Depends(writing("write alerts"))]


class AlertOut(BaseModel):
    """Somebody must look."""

    id: UUID
    kind: str = Field(description="Why: urgent, distress, person, stopped...", examples=["urgent"])
    category: str | None = Field(description="What kind of danger, where it is known.", examples=["suicide"])
    contact: str | None = Field(description="Whom it is about; null: the line itself.", examples=["WY-0042"])
    raised_at: datetime
    acknowledged_at: datetime | None = Field(description="When somebody looked; null: nobody has yet.")

    @classmethod
    def of(cls, tx: Transaction, alert: Alert) -> "AlertOut":
        """As the API shows it."""
        about = contacts.find(tx, alert.contact_id) if alert.contact_id else None
        return cls(
            id=alert.id,
            kind=alert.kind,
            category=alert.category,
            contact=about.reference if about else None,
            raised_at=alert.raised_at,
            acknowledged_at=alert.acknowledged_at,
        )


@router.get("", summary="List alerts", responses=refer(401, 403, 422))
def list_alerts(
    house: InHouse,
    caller: Reads,
    page: Page,
    every: Annotated[bool, Query(alias="all", description="Also those that somebody has looked at.")] = False,
) -> Listing[AlertOut]:
    """What nobody has looked at yet, the newest first. Ask often: until the console comes, nobody is rung."""
    with house.database.read() as tx:
        found = alerts.page(tx, page.limit, page.cursor, network_id=caller.network_id, unseen=not every)
        return Listing(items=[AlertOut.of(tx, each) for each in found.items], next=found.next)


@router.post(
    "/{alert_id}/acknowledge",
    summary="Say that you have looked",
    response_model=AlertOut,
    responses=refer(400, 401, 403, 404, 422),
)
def acknowledge(alert_id: UUID, write: Writes) -> Response:
    """From now on it is in hand. The first time counts; saying it again changes nothing."""

    def work(tx: Transaction) -> Done:
        alert = seen(tx, write.caller, alert_id)
        alerts.acknowledge(tx, alert.id, write.house.clock())
        return Done(200, AlertOut.of(tx, seen(tx, write.caller, alert_id)))

    return write.once(work)


def seen(tx: Transaction, caller: Caller, alert_id: UUID) -> Alert:
    """The alert, if it is about the line or somebody whom the caller may know of; raises a 404 problem."""
    alert = alerts.get(tx, alert_id)
    about = contacts.find(tx, alert.contact_id) if alert and alert.contact_id else None
    if alert is None or not caller.sees(about.network_id if about else None):
        raise not_found("alert")
    return alert
