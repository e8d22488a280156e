import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.channels.channel import Inbound, Outgoing
from bot.channels.errors import (
    Forged,
    Malformed,
    Moved,
    OursToFix,
    Refused,
    SendError,
    TryLater,
    Uncertain,
    Unreachable,
)
from bot.channels.telegram import TelegramChannel
from storage.media import Coming
from tests.files import JPEG, OGG
from tests.standins.loopback import Answer, BreakOff, Hang, Reply
from tests.standins.telegram import NOW, TelegramStandIn, person, private

pytestmark = pytest.mark.anyio

PARVEEN = 5_000_000_001


@pytest.fixture
def server() -> Iterator[TelegramStandIn]:
    with TelegramStandIn() as server:
        yield server


@pytest.fixture
async def telegram(server: TelegramStandIn) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(token=server.token, webhook_secret=server.secret, base_url=server.base_url, timeout=0.3)
    await channel.open()
    yield channel
    await channel.close()


def to(chat: int | str = PARVEEN, text: str = "Hello.", choices: tuple[str, ...] = ()) -> Outgoing:
    return Outgoing(uuid4(), str(chat), text, choices)


# Sending


async def test_choices_become_big_keys_that_go_away_once_used(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    server.text(PARVEEN, "/start")
    await telegram.send(to(text="Is that right?", choices=("Yes", "No")))
    (shown,) = server.sent
    assert (shown.chat, shown.text) == (PARVEEN, "Is that right?")
    assert shown.rows == [["Yes", "No"], ["Talk to a person"]]
    assert shown.markup["one_time_keyboard"]
    assert shown.markup["resize_keyboard"]


async def test_a_text_without_choices_takes_old_keys_away_and_has_no_markup_language(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    server.text(PARVEEN, "/start")
    await telegram.send(to(text="*Hello* <b>_Bean_</b>"))
    assert server.sent[0].markup == {"remove_keyboard": True}
    assert "parse_mode" not in server.calls[-1].form


async def test_a_start_needs_no_network() -> None:
    channel = TelegramChannel(token="1:x", base_url="http://127.0.0.1:1")
    await channel.open()
    with pytest.raises(TryLater):
        await channel.send(to())
    await channel.close()


async def test_who_never_wrote_cannot_be_written_to(telegram: TelegramChannel) -> None:
    with pytest.raises(Unreachable):
        await telegram.send(to())


async def test_who_blocked_or_left_is_unreachable_and_back_after_start(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    server.text(PARVEEN, "/start")
    server.block(PARVEEN)
    with pytest.raises(Unreachable, match="blocked"):
        await telegram.send(to())
    server.text(PARVEEN, "/start")
    await telegram.send(to())
    server.deactivate(PARVEEN)
    with pytest.raises(Unreachable, match="closed"):
        await telegram.send(to())


async def test_a_flood_says_how_long_to_wait(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    server.text(PARVEEN, "/start")
    server.flood_next(37)
    with pytest.raises(TryLater) as raised:
        await telegram.send(to())
    assert raised.value.after == 37.0


async def test_a_chat_that_moved_tells_its_new_id(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    server.text(PARVEEN, "/start")
    server.migrate(PARVEEN, -1009)
    with pytest.raises(Moved) as raised:
        await telegram.send(to())
    assert raised.value.new_address == "-1009"


@pytest.mark.parametrize("trouble", ["stumble_next", "break_next", "hang_next"])
@pytest.mark.parametrize("after_taking", [True, False])
async def test_a_broken_call_is_uncertain(
    telegram: TelegramChannel, server: TelegramStandIn, trouble: str, after_taking: bool
) -> None:
    server.text(PARVEEN, "/start")
    getattr(server, trouble)(after_taking=after_taking)
    with pytest.raises(Uncertain):
        await telegram.send(to())
    assert len(server.sent) == after_taking


async def test_an_answer_that_cannot_be_read_is_uncertain(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    server.text(PARVEEN, "/start")
    server.garble_next()
    with pytest.raises(Uncertain):
        await telegram.send(to())


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        (400, "Bad Request: can't parse entities", Refused),
        (403, "Forbidden: something new", Refused),
        (401, "Unauthorized", OursToFix),
        (404, "Not Found", OursToFix),
        (409, "Conflict: terminated by other getUpdates request", TryLater),
        (500, "Internal Server Error", Uncertain),
    ],
)
async def test_other_refusals_say_what_to_do(
    telegram: TelegramChannel, server: TelegramStandIn, status: int, words: str, kind: type[SendError]
) -> None:
    server.text(PARVEEN, "/start")
    server.refuse_next(status, words)
    with pytest.raises(kind) as raised:
        await telegram.send(to())
    assert type(raised.value) is kind


async def test_the_bot_can_be_checked(telegram: TelegramChannel) -> None:
    assert await telegram.check() == "@LightlineBot"


async def test_telegram_is_told_where_to_knock_and_with_which_secret(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    await telegram.listen_at("https://lightline.example/webhooks/telegram")
    assert server.webhook == {
        "url": "https://lightline.example/webhooks/telegram",
        "secret_token": server.secret,
        "allowed_updates": '["message", "my_chat_member"]',
    }


async def test_without_a_secret_no_knock_is_believed_or_asked_for(server: TelegramStandIn) -> None:
    channel = TelegramChannel(token=server.token, base_url=server.base_url)
    letter = server.text(PARVEEN, "hi")
    for secret in ("", "None", server.secret):
        with pytest.raises(Forged):
            channel.receive_texts(letter.with_header("X-Telegram-Bot-Api-Secret-Token", secret).knock)
    with pytest.raises(OursToFix):
        await channel.listen_at("https://lightline.example/webhooks/telegram")
    await channel.close()


# Receiving


def one(telegram: TelegramChannel, server: TelegramStandIn, **content: Any) -> Inbound:
    (inbound,) = telegram.receive_texts(server.message(PARVEEN, **content).knock).texts
    return inbound


async def test_a_text_comes_in(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    inbound = one(telegram, server, text="hiya")
    assert (inbound.channel, inbound.address, inbound.text) == ("telegram", str(PARVEEN), "hiya")
    assert inbound.provider_id == "700000000:1"


FILE = {"file_id": "f", "file_unique_id": "u"}


@pytest.mark.parametrize(
    ("content", "text", "attachment"),
    [
        ({"voice": {**FILE, "duration": 3}}, "", "voice"),
        ({"voice": {**FILE, "duration": 3}, "caption": "listen"}, "listen", "voice"),
        ({"video_note": {**FILE}}, "", "voice"),
        ({"photo": [{**FILE}], "caption": "my garden"}, "my garden", "picture"),
        ({"document": {**FILE}}, "", "other"),
        ({"location": {"latitude": 53.8, "longitude": -1.5}}, "", "other"),
        ({"sticker": {**FILE, "emoji": "\U0001f44d"}}, "\U0001f44d", None),
    ],
)
async def test_what_is_no_plain_text_is_taken_too(
    telegram: TelegramChannel, server: TelegramStandIn, content: dict[str, Any], text: str, attachment: str | None
) -> None:
    inbound = one(telegram, server, **content)
    assert (inbound.text, inbound.attachment) == (text, attachment)


async def test_a_voice_note_is_told_of_with_what_telegram_says(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    (inbound,) = telegram.receive_texts(server.voice(PARVEEN, OGG).knock).texts
    assert inbound.file == Coming("voice", "AgACAgQAAxk0", "audio/ogg", len(OGG), 3)


async def test_of_a_picture_the_best_size_is_taken(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    letter = server.photo(PARVEEN, JPEG, caption="the ramp", media_group_id="13")
    (inbound,) = telegram.receive_texts(letter.knock).texts
    assert inbound.file == Coming("picture", "AgACAgQAAxk1", "image/jpeg", len(JPEG), None, "13")


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        ({"audio": {**FILE, "mime_type": "audio/mp3", "duration": 3}}, "audio/mpeg"),
        ({"audio": {**FILE, "mime_type": "audio/x-m4a"}}, "audio/mp4"),
        ({"audio": {**FILE}}, "audio/mpeg"),
        ({"voice": {**FILE, "mime_type": 7, "duration": -1, "file_size": "big"}}, "audio/ogg"),
        ({"video_note": {**FILE}}, "video/mp4"),
        ({"audio": {**FILE, "mime_type": "audio/flac"}}, None),
        ({"voice": {"duration": 3}}, None),
        ({"voice": None}, None),
        ({"photo": []}, None),
        ({"photo": ["x", None]}, None),
        ({"document": {**FILE, "mime_type": "image/jpeg"}}, None),
        ({"document": {**FILE, "mime_type": "application/x-msdownload"}}, None),
        ({"animation": {**FILE}}, None),
        ({"sticker": {**FILE, "emoji": "x"}}, None),
    ],
)
async def test_only_what_we_can_play_or_show_is_taken_in(
    telegram: TelegramChannel, server: TelegramStandIn, content: dict[str, Any], mime: str | None
) -> None:
    file = one(telegram, server, **content).file
    assert (file.mime if file else None) == mime


async def test_a_file_is_fetched(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    assert await telegram.fetch(server.file(OGG)["file_id"], 1000) == OGG


async def test_a_file_that_is_too_big_can_never_be_had(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    huge = server.file(bytes(20 * 2**20 + 1))["file_id"]
    with pytest.raises(Refused, match="hands to bots"):
        await telegram.fetch(huge, 50 * 2**20)
    with pytest.raises(Refused, match="kept at most"):
        await telegram.fetch(server.file(OGG)["file_id"], len(OGG) - 1)


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        (400, "Bad Request: wrong file_id or the file is temporarily unavailable", TryLater),
        (400, "Bad Request: invalid file_id", Refused),
        (400, "Bad Request: file is too big", Refused),
        (429, "Too Many Requests", TryLater),
        (500, "Internal Server Error", TryLater),
        (401, "Unauthorized", OursToFix),
    ],
)
async def test_refusals_of_a_file_say_what_to_do(
    telegram: TelegramChannel, server: TelegramStandIn, status: int, words: str, kind: type[SendError]
) -> None:
    server.refuse_next_file(status, words)
    with pytest.raises(kind) as refusal:
        await telegram.fetch(server.file(OGG)["file_id"], 1000)
    assert server.token not in f"{refusal.value} {refusal.value.reason}"


@pytest.mark.parametrize("reply", [None, BreakOff(), Answer(502, b"Bad Gateway"), Hang()])
async def test_a_link_that_is_too_old_or_broken_is_tried_again_later(
    telegram: TelegramChannel, server: TelegramStandIn, reply: Reply | None
) -> None:
    server.spoil_next_link(reply)
    with pytest.raises(TryLater):
        await telegram.fetch(server.file(OGG)["file_id"], 1000)


async def test_no_file_of_our_own_disk_is_read(
    telegram: TelegramChannel, server: TelegramStandIn, tmp_path: Path
) -> None:
    (tmp_path / "keys").write_bytes(OGG)
    server.answer_next_file({"file_id": "f", "file_unique_id": "u", "file_path": str(tmp_path / "keys")})
    with pytest.raises(TryLater, match="no link"):
        await telegram.fetch("f", 1000)


async def test_the_link_is_not_logged_with_its_token(
    telegram: TelegramChannel, server: TelegramStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    await telegram.fetch(server.file(OGG)["file_id"], 1000)
    assert "/file/bot<token>/" in caplog.text
    assert server.token.partition(":")[2] not in caplog.text


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("/start", "START"),
        ("/start@LightlineBot", "START"),
        ("/start Xk9_-single-use", "START"),
        ("/start join-leeds", "JOIN leeds"),
        ("/start 7KQ2MXT", "JOIN 7KQ2MXT"),
        ("/START JOIN_mini-leeds", "JOIN mini-leeds"),
        ("/stop", "stop"),
        ("/help@LightlineBot", "help"),
        ("/say the bus is late", "say the bus is late"),
        ("/", "/"),
        ("and/or", "and/or"),
    ],
)
async def test_commands_are_the_words_they_stand_for(
    telegram: TelegramChannel, server: TelegramStandIn, typed: str, read: str
) -> None:
    assert one(telegram, server, text=typed).text == read


async def test_a_block_is_told_and_its_end_is_not(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    (blocked,) = telegram.receive_texts(server.block(PARVEEN).knock).texts
    assert (blocked.blocked, blocked.address, blocked.text) == (True, str(PARVEEN), "")
    assert telegram.receive_texts(server.unblock(PARVEEN).knock).texts == ()


GROUP = {"id": -100, "type": "supergroup", "title": "Leeds"}
MESSAGE = {"message_id": 9, "date": NOW, "chat": private(PARVEEN), "from": person(PARVEEN)}


@pytest.mark.parametrize(
    "parts",
    [
        {"edited_message": {**MESSAGE, "text": "no I meant this"}},
        {"message": {**MESSAGE, "chat": GROUP, "text": "hi all"}},
        {"channel_post": {**MESSAGE, "chat": {"id": -1, "type": "channel"}, "text": "news"}},
        {"message": {**MESSAGE, "from": {"id": 1, "is_bot": True}, "text": "beep"}},
        {"message": {**MESSAGE, "pinned_message": {}}},
        {"my_chat_member": {"chat": GROUP, "from": person(PARVEEN), "new_chat_member": {"status": "kicked"}}},
        {"something_of_next_year": {"deep": [1, {}]}},
        {},
        {"message": None},
        {"message": []},
        {"message": {}},
        {"message": {**MESSAGE, "chat": {"id": "x", "type": "private"}, "text": "hi"}},
        {"message": {**MESSAGE, "text": 5}},
        {"message": {**MESSAGE, "sticker": "?"}},
        {"my_chat_member": {"chat": private(PARVEEN)}},
    ],
)
async def test_every_other_update_is_silence_on_purpose(
    telegram: TelegramChannel, server: TelegramStandIn, parts: dict[str, Any]
) -> None:
    assert telegram.receive_texts(server.update(**parts).knock).texts == ()


async def test_update_ids_that_begin_anew_do_not_make_a_new_text_a_repeat(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    first = one(telegram, server, text="hi")
    server.begin_anew(700_000_000)
    assert one(telegram, server, text="hi").provider_id != first.provider_id


async def test_half_an_emoji_can_be_written_down(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    inbound = one(telegram, server, text="hi \ud83d")
    assert inbound.text == "hi ?"


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"5", b'"hi"', b"\xff\xfe", b"[" * 100_000])
async def test_a_knock_that_is_no_update_is_malformed(
    telegram: TelegramChannel, server: TelegramStandIn, body: bytes
) -> None:
    with pytest.raises(Malformed):
        telegram.receive_texts(server.letter({}).saying(body).knock)


async def test_an_update_without_its_number_is_silence(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    letter = server.letter({}).saying(json.dumps({"message": {**MESSAGE, "text": "hi"}}).encode())
    assert telegram.receive_texts(letter.knock).texts == ()


async def test_the_token_never_stands_in_a_log_line(
    telegram: TelegramChannel, server: TelegramStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    server.text(PARVEEN, "/start")
    await telegram.send(to(text="a private thing"))
    assert "/bot<token>/sendMessage" in caplog.text
    assert server.token not in caplog.text
    assert "a private thing" not in caplog.text
