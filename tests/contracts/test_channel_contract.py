"""What every channel promises, whoever is behind it."""

import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, suppress
from uuid import uuid4

import pytest

from bot.channels import CHANNELS
from bot.channels.channel import Mail, Outgoing
from bot.channels.errors import (
    Forged,
    Malformed,
    OptedOut,
    OursToFix,
    Refused,
    SendError,
    TryLater,
    Uncertain,
    Unreachable,
)
from tests.contracts.rigs import RIGS, Rig

pytestmark = pytest.mark.anyio

WORDS = "What lights you up?"
CHOICES = ("Gardening", "Music", "Something else")


def to(rig: Rig, text: str = WORDS, choices: tuple[str, ...] = (), address: str | None = None) -> Outgoing:
    return Outgoing(uuid4(), rig.ann if address is None else address, text, choices)


@pytest.fixture(params=sorted(CHANNELS))
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    async with AsyncExitStack() as stack:
        rig = stack.enter_context(RIGS[request.param]())
        await rig.channel.open()
        stack.push_async_callback(rig.channel.close)
        yield rig


def test_every_channel_has_a_rig() -> None:
    assert RIGS.keys() == CHANNELS.keys()


def test_every_channel_is_registered_under_its_name() -> None:
    assert {name: channel.name for name, channel in CHANNELS.items()} == {name: name for name in CHANNELS}


async def test_a_text_arrives_as_it_was_said(rig: Rig) -> None:
    await rig.channel.send(to(rig, "Hi Ann. It's Monday @ 2pm <b>& all_that*"))
    assert rig.screen() == ["Hi Ann. It's Monday @ 2pm <b>& all_that*"]


async def test_each_message_gets_an_id_of_its_own(rig: Rig) -> None:
    sent = [await rig.channel.send(to(rig)) for _ in range(3)]
    assert len({each.provider_id for each in sent} - {""}) == 3


async def test_choices_are_on_the_screen_in_their_order(rig: Rig) -> None:
    await rig.channel.send(to(rig, choices=CHOICES))
    (shown,) = rig.screen()
    places = [shown.index(choice) for choice in CHOICES]
    assert places == sorted(places)


async def test_what_a_person_writes_comes_in_unchanged(rig: Rig) -> None:
    for text in ("hiya", "  ", "\U0001f44d", "a\x00b", "x" * 10_000, "zażółć ਪੰਜਾਬੀ اردو", "=1+1"):
        inbound = rig.write(text, None)
        assert (inbound.channel, inbound.address, inbound.text) == (rig.channel.name, rig.ann, text)


async def test_a_repeat_is_known_by_its_id_and_two_texts_are_two(rig: Rig) -> None:
    once, again, other = rig.write("hiya", "a"), rig.write("hiya", "a"), rig.write("hiya", "b")
    assert once == again
    assert once.provider_id != other.provider_id


async def test_an_id_does_not_tell_who_it_was(rig: Rig) -> None:
    inbound = rig.write("hiya", None)
    assert rig.ann not in inbound.provider_id
    assert rig.ann not in (await rig.channel.send(to(rig))).provider_id


async def test_an_answer_goes_to_where_the_text_came_from(rig: Rig) -> None:
    inbound = rig.write("hiya", None)
    await rig.channel.send(to(rig, "Hello!", address=inbound.address))
    assert rig.screen() == ["Hello!"]


async def test_who_went_away_is_not_reached(rig: Rig) -> None:
    rig.goes_away()
    with pytest.raises((OptedOut, Unreachable)):
        await rig.channel.send(to(rig))
    assert rig.screen() == []


async def test_an_address_of_another_world_is_unreachable(rig: Rig) -> None:
    for address in ("", "nobody", "+441134960001", "sms:", "-100200300"):
        with pytest.raises(Unreachable):
            await rig.channel.send(to(rig, address=address))


async def test_a_busy_provider_means_later_and_nothing_was_sent(rig: Rig) -> None:
    rig.busy()
    with pytest.raises(TryLater):
        await rig.channel.send(to(rig))
    assert rig.screen() == []
    await rig.channel.send(to(rig))


async def test_a_call_that_breaks_off_is_uncertain(rig: Rig) -> None:
    rig.breaks_off()
    with pytest.raises(Uncertain):
        await rig.channel.send(to(rig))


async def test_a_wrong_token_is_ours_to_fix(rig: Rig) -> None:
    with rig.locked_out as channel, pytest.raises(OursToFix):
        await channel.send(to(rig))
    if channel is not rig.channel:
        await channel.close()


@pytest.mark.parametrize("text", ["", " \n", "x" * 5000])
async def test_an_empty_or_endless_text_is_refused_before_it_leaves(rig: Rig, text: str) -> None:
    with pytest.raises(Refused):
        await rig.channel.send(to(rig, text))
    assert rig.screen() == []


async def test_neither_log_nor_reason_tells_who_or_what(rig: Rig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    reasons: list[str] = []
    for trouble in (rig.busy, rig.breaks_off, rig.goes_away):
        trouble()
        with pytest.raises(SendError) as raised:
            await rig.channel.send(to(rig))
        reasons.append(raised.value.reason)
    told = "\n".join([*reasons, caplog.text])
    assert not [secret for secret in (*rig.secrets, WORDS) if secret in told]
    assert all(reason.endswith((".", "look.")) for reason in reasons)


KNOCKED_AT = sorted(name for name, channel in CHANNELS.items() if hasattr(channel, "receive_texts"))


@pytest.mark.parametrize("rig", KNOCKED_AT, indirect=True)
async def test_a_knock_without_proof_is_forged(rig: Rig) -> None:
    assert rig.receiver
    letter = rig.letter("hiya")
    for forged in (letter.without(rig.proof), letter.with_header(rig.proof, ""), letter.with_header(rig.proof, "é")):
        with pytest.raises(Forged):
            rig.receiver.receive_texts(forged.knock)
    assert rig.receiver.receive_texts(letter.knock).texts


@pytest.mark.parametrize("rig", KNOCKED_AT, indirect=True)
@pytest.mark.parametrize(
    "body", [b"", b"\xff\xfe\x00", b"{}", b"[]", b"null", b"[" * 20_000, b"a=" * 20_000, b"&" * 9999]
)
async def test_a_body_that_makes_no_sense_is_refused_or_ignored(rig: Rig, body: bytes) -> None:
    assert rig.receiver
    with suppress(Forged, Malformed):
        assert rig.receiver.receive_texts(rig.letter("hiya").saying(body).knock) == Mail()
