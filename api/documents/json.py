"""An agenda for programs."""

from zoneinfo import ZoneInfo

from api.documents.agenda import AgendaOut


def as_json(agenda: AgendaOut, zone: ZoneInfo) -> bytes:
    """The agenda itself; times keep their offset, so the zone changes nothing."""
    return agenda.model_dump_json().encode()
