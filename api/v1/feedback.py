"""/v1/feedback: what people said, for chairs to listen to; as JSON a page at a time, or all of it as CSV."""

import re
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BeforeValidator
from starlette.responses import Response

from api.accept import preferred
from api.access import Caller, InHouse, allowed, scope
from api.documents.csv import CSV, table
from api.paging import MOST, Listing, Page, every
from api.problems import NOT_ACCEPTABLE, Problem, refer
from api.text import Moment, Slug
from api.v1.meetings import meeting_seen
from api.v1.views import ViewOut
from storage import views
from storage.database import Transaction

router = APIRouter(prefix="/feedback", tags=["feedback"])
Reads = Annotated[Caller, Depends(allowed("read feedback"))]

JSON = "application/json"


def with_its_plus(value: object) -> object:
    """Mend a time whose "+" became a blank on its way through a query string."""
    return re.sub(r" (\d\d:\d\d)$", r"+\1", value) if isinstance(value, str) else value


class Wanted:
    """Which views are asked for."""

    def __init__(
        self,
        network: Annotated[Slug | None, Query(description="Only of this Network.")] = None,
        meeting: Annotated[UUID | None, Query(description="Only answers to this meeting's questions.")] = None,
        theme: Annotated[
            str | None, Query(pattern=r"^[a-z_]+$", max_length=40, description="Only about this theme.")
        ] = None,
        since: Annotated[
            Moment | None, BeforeValidator(with_its_plus), Query(description="Only said at or after this time.")
        ] = None,
    ) -> None:
        self.network = network
        self.meeting = meeting
        self.theme = theme
        self.since: datetime | None = since

    def page(self, tx: Transaction, caller: Caller, limit: int, cursor: str | None) -> Listing[ViewOut]:
        """One page of them, as far as the caller may know of them."""
        network_id = scope(tx, caller, self.network)
        if self.meeting:
            meeting_seen(tx, caller, self.meeting)
        found = views.feedback(tx, network_id, self.meeting, self.theme, self.since, limit, cursor)
        return Listing(items=[ViewOut.of(each) for each in found.items], next=found.next)


@router.get(
    "",
    summary="What people said",
    response_model=Listing[ViewOut],
    responses={200: {"content": {CSV: {"schema": {"type": "string"}}}}, **refer(401, 403, 404, 406, 422)},
)
def feedback(
    request: Request, house: InHouse, caller: Reads, page: Page, wanted: Annotated[Wanted, Depends()]
) -> Response:
    """Views, the newest first. With `Accept: text/csv` all that match come at once as a table.

    No number, chat id or full name is ever in it; in the table, words that a spreadsheet would take for a formula
    are made harmless with a leading apostrophe.
    """
    wish = preferred(request.headers.get("accept"), (JSON, CSV))
    if wish is None:
        raise Problem(NOT_ACCEPTABLE, "Ask for application/json or text/csv.")
    with house.database.read() as tx:
        if wish == CSV:
            return Response(table(ViewOut, every(lambda cursor: wanted.page(tx, caller, MOST, cursor))), media_type=CSV)
        return Response(wanted.page(tx, caller, page.limit, page.cursor).model_dump_json(), media_type=JSON)
