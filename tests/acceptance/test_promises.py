"""What the line promises to whoever knocks: only the real providers are believed, nothing they bring is lost or
doubled, and whatever is in it, the line goes on. Through the webhooks, on both databases."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from storage import addresses, contacts, messages
from storage.contacts import Contact
from storage.database import Database
from storage.messages import Message
from tests.acceptance.bad_knocks import FORGED, MALFORMED
from tests.acceptance.line import Line, World, open_line
from tests.acceptance.phones import ANN, ANNS_CHAT, Phone, phone_on

CHANNELS = ("sms", "telegram")

Story = Callable[[Line], Coroutine[Any, Any, None]]
Tell = Callable[[Story], None]


@pytest.fixture
def tell(database: Database, world: World) -> Tell:
    """Play a story on an open line."""

    async def on_a_line(story: Story) -> None:
        async with open_line(database, world) as line:
            await story(line)

    return lambda story: asyncio.run(on_a_line(story))


def everybody(line: Line) -> list[Contact]:
    with line.house.database.read() as tx:
        return list(contacts.page(tx, None, 100).items)


def thread(line: Line, phone: Phone) -> list[Message]:
    """All texts of whoever holds this phone, in and out, oldest first."""
    with line.house.database.read() as tx:
        address = addresses.find(tx, phone.channel, phone.address)
        return list(messages.of_contact(tx, address.contact_id, 500).items[::-1]) if address else []


def said(line: Line, phone: Phone) -> list[str]:
    """What they wrote."""
    return [each.text for each in thread(line, phone) if each.inbound]


def test_forged_knocks_are_refused_and_leave_nothing(tell: Tell, world: World) -> None:
    async def story(line: Line) -> None:
        for what, forge in FORGED.items():
            answer = await line.deliver(forge(world))
            assert answer.status_code == 403, what
            assert "hiya" not in answer.text, what
            assert everybody(line) == [], what
        await line.settle()
        assert not world.twilio.sent
        assert not world.telegram.sent

    tell(story)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_replayed_knock_is_answered_in_silence(tell: Tell, world: World, channel: str) -> None:
    phone = phone_on(channel, world)

    async def story(line: Line) -> None:
        first = phone.letter("hiya")
        answers = [await line.deliver(letter) for letter in (first, phone.letter("yes"))]
        await line.settle()
        before, shown = thread(line, phone), phone.read()
        answers += await asyncio.gather(*(line.deliver(first) for _ in range(8)))
        await line.settle()
        assert all(each.is_success for each in answers)
        assert (thread(line, phone), phone.read()) == (before, shown)
        assert said(line, phone) == ["hiya", "yes"]

    tell(story)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_knock_delivered_many_times_at_once_counts_once(tell: Tell, world: World, channel: str) -> None:
    phone = phone_on(channel, world)

    async def story(line: Line) -> None:
        letter = phone.letter("hiya")
        answers = await asyncio.gather(*(line.deliver(letter) for _ in range(12)))
        await line.settle()
        assert all(each.is_success for each in answers)
        assert said(line, phone) == ["hiya"]
        once = len(phone.read())
        await line.deliver(phone.letter("hello?"))
        await line.settle()
        assert len(phone.read()) > once
        assert [each.state for each in thread(line, phone) if not each.inbound] == ["sent"] * len(phone.read())

    tell(story)


def test_knocks_that_make_no_sense_leave_nothing(tell: Tell, world: World) -> None:
    async def story(line: Line) -> None:
        for what, spoil in MALFORMED.items():
            answer = await line.deliver(spoil(world))
            assert answer.status_code in (200, 204, 400), what
            assert everybody(line) == [], what
        assert (await line.deliver(world.twilio.text(ANN, "hiya"))).is_success
        await line.settle()
        assert said(line, phone_on("sms", world)) == ["hiya"]
        assert world.twilio.sent

    tell(story)


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_body_beyond_all_measure_is_refused(tell: Tell, world: World, channel: str) -> None:
    async def story(line: Line) -> None:
        answer = await line.deliver(phone_on(channel, world).letter("a" * 3_000_000))
        assert answer.status_code == 413
        assert everybody(line) == []

    tell(story)


def test_fields_that_nobody_has_heard_of_change_nothing(tell: Tell, world: World) -> None:
    async def story(line: Line) -> None:
        more: dict[str, Any] = {"mood": {"colour": "blue"}, "link_preview_options": None}
        letters = [world.twilio.text(ANN, "hiya", Mood="blue", Blank="", Ärger="ä&=+%"),
                   world.telegram.text(ANNS_CHAT, "hiya", **more)]  # fmt: skip
        for letter in letters:
            assert (await line.deliver(letter)).is_success
        await line.settle()
        assert len(everybody(line)) == 2
        assert world.twilio.sent
        assert world.telegram.sent

    tell(story)


ODD = {
    "ten thousand letters": ("the buses never come on a sunday " * 400)[:10_000],
    "ten thousand emoji": "🎣" * 10_000,
    "one word without end": "a" * 10_000,
    "emoji only": "😀👍🏽🎣",
    "NUL bytes": "hiya\0 there\0",
    "nothing but NUL bytes": "\0\0\0",
    "control characters": "\x01\x02hi\x1b[31m\x7f\x85",
    "lines": "one\r\ntwo\n\n\nthree\u2028four",
    "spaces": " \t\u00a0\u200b ",
    "right to left": "مرحبا \u202eabc",
    "marks without end": "e" + "\u0301" * 3000,
    "patterns and templates": "{name} %s ${x} {{7*7}} <script>alert(1)</script> '; DROP TABLE views; --",
    "figures beyond counting": "9" * 9000,
    "nothing": "",
}


@pytest.mark.parametrize("channel", CHANNELS)
def test_whatever_is_texted_is_kept_once_and_the_line_goes_on(tell: Tell, world: World, channel: str) -> None:
    async def story(line: Line) -> None:
        for whose, (what, words) in enumerate(ODD.items()):
            await odd_words(line, phone_on(channel, world, whose), what, words)

    tell(story)


async def odd_words(line: Line, phone: Phone, what: str, words: str) -> None:
    """They come as a first text, as an answer to the first question, and as a second try; then somebody writes on."""
    for each in (words, words, words, "hello?"):
        assert (await line.deliver(phone.letter(each))).is_success, what
        await line.settle()
    kept = said(line, phone)
    assert kept in ([words, words, words, "hello?"], ["hello?"] if not words else []), what
    assert phone.read(), what
    assert {each.state for each in thread(line, phone)} <= {"received", "sent"}, what


def test_half_a_letter_is_mended(tell: Tell, world: World) -> None:
    """A lone surrogate cannot be written down in UTF-8; phones and libraries do cut emoji in two."""

    async def story(line: Line) -> None:
        assert (await line.deliver(world.telegram.text(ANNS_CHAT, "hi \ud83d"))).is_success
        (kept,) = said(line, phone_on("telegram", world))
        assert kept.startswith("hi ")

    tell(story)
