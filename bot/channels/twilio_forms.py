"""What Twilio's webhook calls say: a form, signed over our public address and every field of it."""

import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import parse_qsl

from bot.channels.catalogue import twilio_error
from bot.channels.channel import Inbound, StatusReport
from bot.channels.errors import Forged, Malformed
from bot.channels.readable import well_formed

Rank = Literal["queued", "sent", "delivered", "undelivered", "failed"]
Kind = Literal["voice", "picture", "other"]

SENDER = re.compile(r"\+[1-9]\d{6,14}")
"""A number that somebody could have texted from. Short codes and names ("InfoSMS") are machines: nobody to answer."""
MOST_FIELDS = 500
"""Fields in one call; Twilio sends some twenty."""

RANKS: Mapping[str, Rank] = {
    "accepted": "queued",
    "scheduled": "queued",
    "queued": "queued",
    "sending": "queued",
    "sent": "sent",
    "delivered": "delivered",
    "read": "delivered",
    "undelivered": "undelivered",
    "failed": "failed",
    "canceled": "failed",
}
"""Twilio's word for a message's state -> ours."""


class Fields(dict[str, list[str]]):
    """The form of a knock, in the shape in which Twilio's validator reads repeated fields."""

    def getlist(self, name: str) -> list[str]:
        """Every value of a field."""
        return self[name]

    def one(self, name: str) -> str:
        """A field's first value, or an empty text."""
        return self.get(name, [""])[0]


def fields_of(body: bytes) -> Fields:
    """Every field of a form, blank and unknown ones too: the signature is over all of them. Raises Forged."""
    try:
        pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Forged("not a form") from None
    fields = Fields()
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def text_in(fields: Fields) -> Inbound | None:
    """The text; None from a sender that nobody can answer. Raises Malformed."""
    sender, sid = fields.one("From"), named_sid(fields)
    if not sender:
        raise Malformed("no From")
    if not SENDER.fullmatch(sender):
        return None
    return Inbound("sms", sender, well_formed(fields.one("Body")), sid, attachment_in(fields))


def report_in(fields: Fields) -> StatusReport | None:
    """The status report; None for a state that says nothing. Raises Malformed."""
    sid, state = named_sid(fields), fields.one("MessageStatus") or fields.one("SmsStatus")
    if not state:
        raise Malformed("no MessageStatus")
    if state not in RANKS:
        return None
    code = fields.one("ErrorCode") or ("canceled" if state == "canceled" else None)
    arrived = RANKS[state] not in ("undelivered", "failed")
    return StatusReport("sms", sid, RANKS[state], code, None if arrived else twilio_error(code))


def named_sid(fields: Fields) -> str:
    """The message's SID, which makes a repeat a repeat; raises Malformed without a usable one."""
    sid = fields.one("MessageSid") or fields.one("SmsSid")
    if not sid or len(sid) > 64 or not (sid.isascii() and sid.isprintable()):
        raise Malformed("no MessageSid")
    return sid


def attachment_in(fields: Fields) -> Kind | None:
    """What came with the text."""
    if fields.one("NumMedia") in ("", "0"):
        return None
    kinds: dict[str, Kind] = {"audio": "voice", "image": "picture"}
    return kinds.get(fields.one("MediaContentType0").partition("/")[0], "other")
