"""What a Telegram update means to us: a text from a private chat, or a person who blocked the bot. All else is silence.

Read from plain JSON, not through the library's classes: those refuse a whole batch for one field they do not expect.
"""

import re
from typing import Any, Literal

from bot.channels.channel import Inbound
from bot.channels.readable import well_formed

Update = dict[str, Any]

WANTED = ("message", "my_chat_member")
"""Kinds of update that we ask for. Edited messages stay out: what was said first is what was answered."""
VOICE = ("voice", "audio", "video_note")
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
    return Inbound("telegram", chat, text, provider_id, attachment)


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
    """A command as the word it stands for: "/stop" is "stop", "/start" is "START", "/start join-leeds" "JOIN leeds".

    Other things after /start (single-use links) are not read yet, and pressing Start always means START.
    """
    found = COMMAND.match(text)
    if found is None:
        return text
    word, rest = found[1], text[found.end() :]
    if word.lower() != "start":
        return word + rest
    area = JOIN.fullmatch(rest.strip())
    return f"JOIN {area[1]}" if area else "START"


def attachment_in(message: Update) -> Literal["voice", "photo", "other"] | None:
    """What came with the text, if anything."""
    if any(kind in message for kind in VOICE):
        return "voice"
    if "photo" in message:
        return "photo"
    return "other" if any(kind in message for kind in OTHER) else None
