"""A voice note or a picture from a chat to the database: fetched after the turn, once, sealed, or given up kindly."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest

from bot.channels.channel import Outgoing
from bot.fetching import LEASE, PATIENCE, WAITS, claim, fetch_due, record
from bot.house import House
from bot.ticks import erase_to_the_end, files_to_fetch
from bot.turn import start_flow, take
from conversations.line import LineFacts
from storage import alerts, contacts, media, meetings, messages, networks
from storage.database import Database
from storage.errors import NotThere
from storage.media import State
from tests.bot.chats import TOMASZ, Chat, chatting
from tests.bot.houses import Clock, Scripted, send_all
from tests.files import HEIC, JPEG, M4A, MP3, MP4, OGG, PAGE, PROGRAM
from tests.standins.loopback import Answer

LOST = "We could not open your voice note. You can send it again or put it in words."


@pytest.fixture
def chat(database: Database, clock: Clock) -> Iterator[Chat]:
    with chatting(database, clock) as parveen:
        yield parveen


def states(chat: Chat) -> list[State]:
    return [each.state for each in chat.media()]


def test_a_voice_note_is_a_view_of_her_network(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        assert "pass it on" in chat.told[-1]
        await chat.text("yes")
        assert states(chat) == ["waiting"]
        await chat.fetch()

    chat.play(story)
    (note,) = chat.media()
    (view,) = chat.views()
    assert (view.text, view.network, view.media) == ("", "leeds", (note,))
    assert (note.kind, note.state, note.mime, note.size, note.seconds) == ("voice", "kept", "audio/ogg", len(OGG), 3)
    assert chat.content() == [OGG]
    with chat.house.database.read() as tx:
        assert [each.kind for each in alerts.open_(tx)] == ["attachment"]


def test_it_answers_the_question_of_a_meeting(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        with chat.house.database.begin() as tx:
            town = networks.by_slug(tx, "leeds")
            assert town
            starts = chat.clock() + timedelta(days=9)
            meetings.create(tx, town.id, "Tea", starts, "The Vale", ["What helps?", "What else?"], chat.clock())
        await start_flow(chat.house, chat.contact_id(), "have_your_say")
        await send_all(chat.house)
        await chat.voice(OGG)
        await chat.photo(JPEG, caption="the ramp has a step")
        await chat.fetch()

    chat.play(story)
    assert [(each.question, each.text, [one.kind for one in each.media]) for each in chat.views()] == [
        ("What helps?", "", ["voice"]),
        ("What else?", "the ramp has a step", ["picture"]),
    ]
    assert chat.content() == [OGG, JPEG]


@pytest.mark.parametrize(
    ("kind", "content", "mime"),
    [
        ("audio", MP3, "audio/mpeg"),
        ("audio", M4A, "audio/mp4"),
        ("video_note", MP4, "video/mp4"),
    ],
)
def test_other_sounds_are_kept_as_what_they_are(chat: Chat, kind: str, content: bytes, mime: str) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(content, kind=kind, mime_type=mime)
        await chat.fetch()

    chat.play(story)
    assert [(each.kind, each.state, each.mime) for each in chat.media()] == [("voice", "kept", mime)]
    assert chat.content() == [content]


def test_an_album_is_one_answer(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        before = len(chat.told)
        await chat.photo(JPEG, media_group_id="13")
        for _ in range(2):
            await chat.photo(JPEG, media_group_id="13")
        assert len(chat.told) == before + 1
        await chat.text("yes")
        await chat.photo(JPEG, media_group_id="13")
        await chat.fetch()

    chat.play(story)
    (view,) = chat.views()
    assert len(view.media) == 4
    assert states(chat) == ["kept"] * 4


def test_a_picture_whose_words_were_set_aside_comes_with_them_days_later(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await start_flow(chat.house, chat.contact_id(), "check_in")
        await send_all(chat.house)
        await chat.photo(JPEG, caption="there are no benches by the bus stop")
        await chat.fetch()
        chat.clock.pass_(hours=20)
        await chat.text("5", "yes")

    chat.play(story)
    (view,) = chat.views()
    assert (view.text, [each.state for each in view.media]) == ("there are no benches by the bus stop", ["kept"])


def test_a_repeat_is_one_file(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        letter = chat.server.voice(chat.number, OGG)
        await chat.post(letter)
        await chat.post(letter)
        await chat.fetch()
        await chat.fetch()

    chat.play(story)
    assert states(chat) == ["kept"]
    assert len([each for each in chat.server.calls if each.path.endswith("/getFile")]) == 1


@pytest.mark.parametrize("lie", [PAGE, PROGRAM, HEIC, JPEG, b""])
def test_what_is_not_what_it_says_is_never_kept(chat: Chat, lie: bytes) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(lie)
        await chat.fetch()

    chat.play(story)
    (note,) = chat.media()
    assert (note.state, note.reason) == ("refused", "It is not what it says it is.")
    assert chat.content() == [None]
    assert chat.told[-1] == LOST


def test_what_says_that_it_is_too_big_is_answered_at_once_and_not_fetched(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        about = {**chat.server.file(OGG, size=2**20 + 1), "duration": 9000, "mime_type": "audio/ogg"}
        await chat.post(chat.server.message(chat.number, voice=about))
        await chat.fetch()

    chat.play(story)
    assert chat.told[-1].startswith("Sorry, that is too big for us.")
    assert [(each.state, each.reason) for each in chat.media()] == [
        ("refused", "It is bigger than the 1 MB that are kept at most.")
    ]
    assert not any(each.path.endswith("/getFile") for each in chat.server.calls)


def test_what_turns_out_too_big_is_told_of(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        about = {**chat.server.file(OGG + bytes(2**20), size=9), "mime_type": "audio/ogg"}
        await chat.post(chat.server.message(chat.number, voice=about))
        await chat.fetch()

    chat.play(story)
    assert states(chat) == ["refused"]
    assert chat.told[-1] == LOST


def test_a_passing_failure_is_tried_again_with_a_new_link(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        before = len(chat.told)
        chat.server.refuse_next_file(500, "Internal Server Error")
        chat.server.spoil_next_link()
        chat.server.spoil_next_link(Answer(502, b"Bad Gateway"))
        for wait in (timedelta(), *WAITS[:3]):
            chat.clock.now += wait
            await chat.fetch()
        assert len(chat.told) == before

    chat.play(story)
    assert states(chat) == ["kept"]


def test_telegrams_wish_to_wait_is_obeyed(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        chat.server.refuse_next_file(429, "Too Many Requests: retry after 60", retry_after=60)
        asked = chat.clock.now
        await chat.fetch()
        chat.clock.now = asked + timedelta(seconds=59)
        await chat.fetch()
        assert states(chat) == ["waiting"]
        chat.clock.now = asked + timedelta(seconds=60)
        await chat.fetch()

    chat.play(story)
    assert states(chat) == ["kept"]


def test_a_file_that_telegram_forgot_is_given_up_and_told_of_once(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        await chat.text("yes")
        before = len(chat.told)
        chat.server.forget_files()
        await chat.fetch_over(timedelta(hours=8))
        assert states(chat) == ["refused"]
        assert chat.told[before:] == [], "it is eight in the evening"
        chat.clock.pass_(hours=13)
        await chat.fetch()
        assert chat.told[before:] == [LOST]

    chat.play(story)
    (note,) = chat.media()
    assert (note.state, note.reason) == ("refused", "Telegram cannot find the file just now.")
    (view,) = chat.views()
    assert view.media == (note,), "what she wanted to say is not gone without a trace"


def test_several_losses_are_told_as_one(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        for _ in range(6):
            await chat.voice(PAGE)
        before = len(chat.told)
        await chat.fetch()
        assert chat.told[before:] == [LOST]

    chat.play(story)
    assert states(chat) == ["refused"] * 6


def test_nothing_is_fetched_before_she_agrees_and_all_of_it_then(chat: Chat) -> None:
    async def story() -> None:
        await chat.voice(OGG)
        await chat.fetch()
        chat.clock.pass_(minutes=5)
        await chat.fetch()
        assert not any(each.path.endswith("/getFile") for each in chat.server.calls)
        await chat.text("yes")
        await chat.fetch()

    chat.play(story)
    assert states(chat) == ["kept"]


def test_somebody_who_never_agrees_is_let_go(chat: Chat) -> None:
    async def story() -> None:
        await chat.voice(OGG)
        await chat.text("no")
        await chat.fetch_over(PATIENCE + timedelta(days=1), timedelta(hours=12))

    chat.play(story)
    assert states(chat) == ["gone"]
    assert not any(each.path.endswith("/getFile") for each in chat.server.calls)


def test_after_a_stop_nothing_is_fetched_and_nothing_is_said(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        await chat.text("STOP")
        before = len(chat.told)
        await chat.voice(OGG)
        await chat.fetch()
        assert len(chat.told) == before

    chat.play(story)
    assert states(chat) == ["gone", "gone"]
    assert not any(each.path.endswith("/getFile") for each in chat.server.calls)


def test_a_stop_during_the_fetch_comes_first(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        (claimed,) = claim(chat.house)
        await chat.text("STOP")
        record(chat.house, claimed, OGG, chat.clock())

    chat.play(story)
    assert states(chat) == ["gone"]
    assert chat.content() == [None]


def test_an_erasure_takes_what_is_kept_and_what_is_on_its_way(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        await chat.text("yes")
        await chat.fetch()
        await chat.photo(JPEG)
        (claimed,) = claim(chat.house)
        await chat.text("delete my data", "yes", "yes")
        assert chat.media() == []
        record(chat.house, claimed, JPEG, chat.clock())
        chat.clock.pass_(hours=1)
        await erase_to_the_end(chat.house)
        with pytest.raises(NotThere):
            record(chat.house, claimed, JPEG, chat.clock())

    chat.play(story)
    assert chat.media() == []
    assert chat.views() == (), "a voice without words is nothing that could stay without a name"
    with chat.house.database.read() as tx:
        assert contacts.page(tx, None, 10).items == ()


def test_a_process_that_dies_loses_its_claim(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        assert claim(chat.house)
        await chat.fetch()
        assert states(chat) == ["waiting"]
        chat.clock.now += LEASE
        await chat.fetch()

    chat.play(story)
    assert states(chat) == ["kept"]


def test_two_processes_fetch_each_file_once(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        for _ in range(8):
            await chat.voice(OGG)
        while sum(await asyncio.gather(*(fetch_due(chat.house) for _ in range(3)))):
            pass

    chat.play(story)
    assert states(chat) == ["kept"] * 8
    assert len([each for each in chat.server.calls if each.path.endswith("/getFile")]) == 8


def test_a_broken_turn_costs_nobody_their_voice_note(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        broken = replace(chat.house, line=cast(LineFacts, None))
        assert chat.house.telegram
        (inbound,) = chat.house.telegram.receive_texts(chat.server.voice(chat.number, OGG).knock).texts
        await take(broken, inbound)
        await chat.fetch()

    chat.play(story)
    assert states(chat) == ["kept"]


def test_danger_beside_a_picture_reaches_a_person_and_she_keeps_the_picture(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.photo(JPEG, caption="i want to kill myself")
        await chat.fetch()

    chat.play(story)
    assert "116 123" in chat.told[-1]
    with chat.house.database.read() as tx:
        (alert,) = alerts.open_(tx)
        (message,) = messages.by_ids(tx, [cast(Any, alert.message_id)])
        assert alert.kind == "urgent"
        assert [each.state for each in media.of_messages(tx, [message.id])[message.id]] == ["kept"]


@pytest.mark.parametrize(
    "content",
    [
        {"document": {"file_id": "f", "file_unique_id": "u", "mime_type": "application/x-msdownload"}},
        {"document": {"file_id": "f", "file_unique_id": "u", "mime_type": "image/jpeg"}},
        {"location": {"latitude": 53.8, "longitude": -1.5}},
        {"video": {"file_id": "f", "file_unique_id": "u"}},
    ],
)
def test_anything_else_is_answered_kindly_and_not_fetched(chat: Chat, content: dict[str, Any]) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.post(chat.server.message(chat.number, **content))
        await chat.fetch()

    chat.play(story)
    assert chat.told[-1] == "Thank you. We cannot open that here. Please tell us in words."
    assert chat.media() == []


def test_in_polish_a_loss_is_told_in_polish(chat: Chat) -> None:
    tomasz = replace(chat, number=TOMASZ)

    async def story() -> None:
        await tomasz.agree()
        await tomasz.text("po polsku")
        await tomasz.voice(PAGE)
        await tomasz.fetch()

    tomasz.play(story)
    assert tomasz.told[-1].startswith("Nie udało się otworzyć Twojego nagrania.")


def test_a_channel_that_was_turned_off_is_waited_for(chat: Chat) -> None:
    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        off = replace(chat.house, channels={"telegram": Scripted("telegram")})
        await files_to_fetch(off)
        assert states(chat) == ["waiting"]
        chat.clock.now += WAITS[0]
        await files_to_fetch(chat.house)

    chat.play(story)
    assert states(chat) == ["kept"]


class Careless(Scripted):
    """A channel that breaks its word."""

    async def fetch(self, file_id: str, most: int) -> bytes:
        raise ZeroDivisionError

    async def send(self, message: Outgoing) -> Any:
        raise ZeroDivisionError


def test_a_bug_in_a_channel_is_a_failure_that_passes(chat: Chat) -> None:
    def broken() -> House:
        return replace(chat.house, channels={"telegram": Careless("telegram")})

    async def story() -> None:
        await chat.agree()
        await chat.voice(OGG)
        await files_to_fetch(broken())
        assert [each.reason for each in chat.media()] == ["the channel failed unexpectedly"]

    chat.play(story)
    assert states(chat) == ["waiting"]
