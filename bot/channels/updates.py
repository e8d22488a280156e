"""What a Telegram update means to us: a text from a private chat, or a person who blocked the bot. All else is silence.

Read from plain JSON, not through the library's classes: those refuse a whole batch for one field they do not expect.
"""

import re
from collections.abc import Mapping
from typing import Any, Literal

from bot.channels.channel import Inbound
from bot.channels.file_types import JPEG, MP3, MP4, OGG, type_named
from bot.channels.readable import well_formed
from conversations.reading.code import read_code
from storage.media import Coming, Kind

Update = dict[str, Any]

WANTED = ("message", "my_chat_member")
"""Kinds of update that we ask for. Edited messages stay out: what was said first is what was answered."""
VOICE: Mapping[str, str] = {"voice": OGG, "audio": MP3, "video_note": MP4}
"""Where a voice is, and the type that it has when none is told."""
OTHER = ("document", "video", "animation", "location", "venue", "contact", "poll", "story", "dice", "paid_media")
COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@\w+)?")
JOIN = re.compile(r"join[-_]([A-Za-z0-9_-]+)", re.IGNORECASE)
"""A Start link made for one area, for a poster: t.me/OurBot?start=join-leeds."""


def read_update(update: Update) -> Inbound | None:
    """The text or the block in an update; None for everything that is neither. Never raises.

    `provider_id` is the update's id with the message's: update ids may begin anew after a quiet week, message ids
    are unique in one chat only, and the chat's id must not stand unsealed in a row.
    """
    number = update.get("update_id")
    for kind, read in (("message", text_in), ("my_chat_member", block_in)):
        part = update.get(kind)
        if isinstance(part, dict) and isinstance(number, int):
            return read(number, part)
    return None


def text_in(number: int, message: Update) -> Inbound | None:
    """A message from a person in a private chat."""
    chat, text, attachment = private_chat(message), words_in(message), attachment_in(message)
    if chat is None or not (text or attachment):
        return None
    provider_id = f"{number}:{message.get('message_id', 0)}"
    return Inbound("telegram", chat, text, provider_id, attachment, file_in(message))


def block_in(number: int, change: Update) -> Inbound | None:
    """A person who blocked the bot. One who lets it back in presses Start, which is a text."""
    chat, member = private_chat(change), change.get("new_chat_member")
    if chat is None or not isinstance(member, dict) or member.get("status") != "kicked":
        return None
    return Inbound("telegram", chat, "", f"{number}:blocked", blocked=True)


def private_chat(part: Update) -> str | None:
    """The id of the private chat that this came from; None for groups, channels and other bots."""
    chat, sender = part.get("chat"), part.get("from")
    if not isinstance(chat, dict) or chat.get("type") != "private" or not isinstance(chat.get("id"), int):
        return None
    if isinstance(sender, dict) and sender.get("is_bot"):
        return None
    return str(chat["id"])


def words_in(message: Update) -> str:
    """What the person wrote: a text, the words under a photo, or the face of a sticker."""
    sticker = message.get("sticker")
    face = sticker.get("emoji") if isinstance(sticker, dict) else None
    said = message.get("text") or message.get("caption") or face
    return plain_command(well_formed(said)) if isinstance(said, str) else ""


def plain_command(text: str) -> str:
    """A command as the word it stands for: "/stop" is "stop", "/start" is "START", "/start join-leeds" "JOIN leeds",
    and "/start 7KQ2MXT" "JOIN 7KQ2MXT". With anything else after it pressing Start means START.
    """
    found = COMMAND.match(text)
    if found is None:
        return text
    word, rest = found[1], text[found.end() :]
    if word.lower() != "start":
        return word + rest
    if code := read_code(rest.strip()):
        return f"JOIN {code}"
    area = JOIN.fullmatch(rest.strip())
    return f"JOIN {area[1]}" if area else "START"


def attachment_in(message: Update) -> Literal["voice", "picture", "other"] | None:
    """What came with the text, if anything."""
    if any(kind in message for kind in VOICE):
        return "voice"
    if "photo" in message:
        return "picture"
    return "other" if any(kind in message for kind in OTHER) else None


def file_in(message: Update) -> Coming | None:
    """The voice note or picture that can be fetched; None if there is none, or of no type that we take in."""
    album = message.get("media_group_id")
    together = album if isinstance(album, str) else None
    for name, usual in VOICE.items():
        if name in message:
            part = message[name] if isinstance(message[name], dict) else {}
            told = part.get("mime_type")
            mime = type_named(told if isinstance(told, str) else usual)
            return coming("voice", part, mime, together)
    largest = largest_of(message.get("photo"))
    return coming("picture", largest, JPEG, together) if largest else None


def largest_of(sizes: object) -> Update | None:
    """The picture in the best of the sizes that Telegram made of it."""
    told = [each for each in sizes if isinstance(each, dict)] if isinstance(sizes, list) else []
    return max(told, key=lambda each: (number(each, "width") or 0) * (number(each, "height") or 0), default=None)


def coming(kind: Kind, part: Update, mime: str | None, album: str | None) -> Coming | None:
    """A file as Telegram tells of it."""
    file_id = part.get("file_id")
    if mime is None or not isinstance(file_id, str):
        return None
    return Coming(kind, file_id, mime, number(part, "file_size"), number(part, "duration"), album)


def number(part: Update, name: str) -> int | None:
    """A number that makes sense, where there is one."""
    value = part.get(name)
    return value if isinstance(value, int) and 0 <= value < 2**31 else None
