"""Webhook calls that must not be believed, and ones that are signed but make no sense."""

import json
from collections.abc import Callable

from tests.acceptance.line import PUBLIC_URL, World
from tests.acceptance.phones import ANN, ANNS_CHAT
from tests.standins.letter import Letter
from tests.standins.twilio import TwilioStandIn

SIGNATURE = "X-Twilio-Signature"
SECRET = "X-Telegram-Bot-Api-Secret-Token"
PRIVATE = {"id": ANNS_CHAT, "type": "private"}


def sms(world: World) -> Letter:
    return world.twilio.text(ANN, "hiya")


def telegram(world: World) -> Letter:
    return world.telegram.text(ANNS_CHAT, "hiya")


def report(world: World) -> Letter:
    return world.twilio.report("SM1", "delivered")


def signed_by(twilio: TwilioStandIn, token: str) -> Letter:
    twilio.auth_token = token
    return twilio.text(ANN, "hiya")


FORGED: dict[str, Callable[[World], Letter]] = {
    "sms without a signature": lambda world: sms(world).without(SIGNATURE),
    "sms with an empty signature": lambda world: sms(world).with_header(SIGNATURE, ""),
    "sms with a wrong signature": lambda world: sms(world).with_header(SIGNATURE, "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    "sms with a signature from another text": lambda world: sms(world).with_header(
        SIGNATURE, world.twilio.text(ANN, "something else").headers[SIGNATURE]
    ),
    "sms signed with another token": lambda _: signed_by(TwilioStandIn(PUBLIC_URL), "somebody-elses-token"),
    "sms signed for another server": lambda _: TwilioStandIn("https://elsewhere.example").text(ANN, "hiya"),
    "sms signed for http": lambda _: TwilioStandIn(PUBLIC_URL.replace("https", "http")).text(ANN, "hiya"),
    "sms with other words": lambda world: sms(world).saying(sms(world).body.replace(b"hiya", b"bye")),
    "sms with a field lost": lambda world: sms(world).saying(sms(world).body.replace(b"&FromCity=", b"")),
    "sms with a field more": lambda world: sms(world).saying(sms(world).body + b"&Extra=1"),
    "sms with a query more": lambda world: sms(world).to(sms(world).target + "?a=1"),
    "sms without a form": lambda world: sms(world).saying(b""),
    "sms that is no text at all": lambda world: sms(world).saying(b"\xff\xfe\x00" * 1000),
    "report without a signature": lambda world: report(world).without(SIGNATURE),
    "report with a wrong signature": lambda world: report(world).with_header(SIGNATURE, "AAAA"),
    "telegram without a secret": lambda world: telegram(world).without(SECRET),
    "telegram with an empty secret": lambda world: telegram(world).with_header(SECRET, ""),
    "telegram with a wrong secret": lambda world: telegram(world).with_header(SECRET, "stand-in-secre"),
    "telegram with a longer secret": lambda world: telegram(world).with_header(SECRET, "stand-in-secret-"),
    "telegram without a secret or a meaning": lambda world: telegram(world).without(SECRET).saying(b"{"),
}


def form(world: World, **changed: str | None) -> Letter:
    """A signed text with fields changed, or (None) left out."""
    fields: dict[str, str | None] = {"From": ANN, "To": world.twilio.number, "Body": "hiya", "MessageSid": "SM9"}
    kept = {name: value for name, value in {**fields, **changed}.items() if value is not None}
    return world.twilio.signed("/webhooks/twilio/messages", kept)


def update(world: World, body: object) -> Letter:
    """An update with the right secret; a text or bytes are sent as they are."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return world.telegram.letter({}).saying(raw)


MALFORMED: dict[str, Callable[[World], Letter]] = {
    "sms from nobody": lambda world: form(world, From=None),
    "sms from an empty number": lambda world: form(world, From=""),
    "sms from a machine": lambda world: form(world, From="InfoSMS"),
    "sms from a short code": lambda world: form(world, From="60777"),
    "sms with a number that is none": lambda world: form(world, From="+44'; DROP TABLE contacts; --"),
    "sms without an id": lambda world: form(world, MessageSid=None),
    "sms with an endless id": lambda world: form(world, MessageSid="SM" * 5000),
    "sms with a NUL in its id": lambda world: form(world, MessageSid="SM\0"),
    "report of nothing": lambda world: world.twilio.signed("/webhooks/twilio/status", {"MessageStatus": "sent"}),
    "report of a strange state": lambda world: world.twilio.report("SM1", "teleported"),
    "telegram without a body": lambda world: update(world, b""),
    "telegram cut short": lambda world: update(world, telegram(world).body[:-10]),
    "telegram in no encoding": lambda world: update(world, b"\xff\xfe\xfd"),
    "telegram too deep": lambda world: update(world, b"[" * 200_000),
    "telegram with an endless number": lambda world: update(world, b'{"update_id": ' + b"9" * 10_000 + b"}"),
    "telegram that is a list": lambda world: update(world, []),
    "telegram that is nothing": lambda world: update(world, None),
    "telegram that is empty": lambda world: update(world, {}),
    "telegram of an unknown kind": lambda world: update(world, {"update_id": 1, "mood_ring": {"colour": "blue"}}),
    "telegram with a list for a message": lambda world: update(world, {"update_id": 1, "message": []}),
    "telegram without a number": lambda world: update(world, {"message": {"chat": PRIVATE, "text": "hiya"}}),
    "telegram with words for a number": lambda world: update(
        world, {"update_id": "one", "message": {"chat": PRIVATE, "text": "hiya"}}
    ),
    "telegram without a chat": lambda world: update(world, {"update_id": 1, "message": {"text": "hiya"}}),
    "telegram with words for a chat": lambda world: update(
        world, {"update_id": 1, "message": {"chat": {"id": "me", "type": "private"}, "text": "hiya"}}
    ),
    "telegram with a number for a text": lambda world: update(
        world, {"update_id": 1, "message": {"message_id": 1, "chat": PRIVATE, "text": 5}}
    ),
    "telegram from a group": lambda world: update(
        world, {"update_id": 1, "message": {"message_id": 1, "chat": {"id": -5, "type": "group"}, "text": "hi"}}
    ),
}
