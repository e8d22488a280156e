"""Phones behind the stand-in providers: what their people write becomes a real webhook call."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.acceptance.line import World
from tests.standins.letter import Letter
from tests.standins.telegram import TelegramStandIn
from tests.standins.twilio import TwilioStandIn

VOICE_NOTE = "[voice note"
PHOTO = "[photo"
"""How the written conversations put what is no text."""
ANN = "+447700900001"
ANNS_CHAT = 5001


@dataclass
class Phone:
    """Somebody's phone on one channel."""

    channel: str
    address: str
    first_words: str
    """What somebody sends who has just heard of the line."""
    write: Callable[[str], Letter]
    read: Callable[[], list[str]]
    """What has arrived on it, oldest first, as it looks there."""
    written: dict[str, Letter] = field(default_factory=dict)

    def letter(self, words: str, delivery: str | None = None) -> Letter:
        """The call that brings these words. The same `delivery` is the very same call again."""
        if delivery is None:
            return self.write(words)
        if delivery not in self.written:
            self.written[delivery] = self.write(words)
        return self.written[delivery]


def phone_on(channel: str, world: World, whose: int = 0) -> Phone:
    """Ann's phone, or somebody else's."""
    if channel == "sms":
        return sms_phone(world.twilio, f"{ANN[:-2]}{whose + 1:02}")
    return telegram_phone(world.telegram, ANNS_CHAT + whose)


def sms_phone(twilio: TwilioStandIn, number: str) -> Phone:
    """A mobile phone."""

    def write(words: str) -> Letter:
        for kind, media in ((VOICE_NOTE, "audio/amr"), (PHOTO, "image/jpeg")):
            if words.startswith(kind):
                return twilio.text(number, "", NumMedia="1", MediaContentType0=media)
        return twilio.text(number, words)

    def read() -> list[str]:
        return [each.body for each in twilio.sent if each.to == number]

    return Phone("sms", number, "hi", write, read)


def telegram_phone(telegram: TelegramStandIn, chat: int) -> Phone:
    """A private chat with the bot, begun with its Start button."""

    def write(words: str) -> Letter:
        picture: dict[str, Any] = {"file_id": "p", "file_unique_id": "p", "width": 90, "height": 90}
        voice: dict[str, Any] = {"file_id": "v", "file_unique_id": "v", "duration": 12, "mime_type": "audio/ogg"}
        if words.startswith(VOICE_NOTE):
            return telegram.message(chat, voice=voice)
        if words.startswith(PHOTO):
            return telegram.message(chat, photo=[picture])
        return telegram.text(chat, words)

    def read() -> list[str]:
        return [each.text for each in telegram.sent if each.chat == chat]

    return Phone("telegram", str(chat), "/start", write, read)
