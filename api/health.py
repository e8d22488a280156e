"""Whether this process lives, and whether it can do its work: for load balancers and `docker ps`."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.access import InHouse
from api.problems import BUSY, Problem, refer
from storage import networks

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """All is well; anything else is a problem document."""

    status: Literal["ok"] = Field(default="ok", description="Always `ok`.")


@router.get("/healthz", summary="Is the process alive?")
async def alive() -> Health:
    """Answers as long as the process runs; touches nothing else."""
    return Health()


@router.get("/readyz", summary="Can it do its work?", responses=refer(503))
def ready(house: InHouse) -> Health:
    """Answers 200 once the database can be read; 503 with a problem document until then."""
    try:
        with house.database.read() as tx:
            networks.page(tx, 1, None)
    except Exception:
        raise Problem(BUSY, "The database cannot be read. Run `lightline doctor`.") from None
    return Health()
