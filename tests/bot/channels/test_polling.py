import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.channels.channel import Inbound
from bot.channels.errors import OursToFix, TryLater, Uncertain
from bot.channels.telegram import Take, TelegramChannel, pause_after
from tests.standins.telegram import TelegramStandIn

pytestmark = pytest.mark.anyio

PARVEEN, DAVE = 5_000_000_001, 5_000_000_002


@pytest.fixture
def server() -> Iterator[TelegramStandIn]:
    with TelegramStandIn() as server:
        yield server


@pytest.fixture
async def telegram(server: TelegramStandIn) -> AsyncIterator[TelegramChannel]:
    channel = TelegramChannel(token=server.token, base_url=server.base_url, timeout=2)
    yield channel
    await channel.close()


class House:
    """Keeps texts until it has as many as it waits for; breaks down at the words in `trouble`, once each."""

    def __init__(self, expected: int, trouble: tuple[str, ...] = ()) -> None:
        self.kept: list[str] = []
        self.trouble = list(trouble)
        self.pauses: list[float] = []
        self._expected = expected
        self._full = asyncio.Event()

    async def take(self, inbound: Inbound) -> None:
        if inbound.text in self.trouble:
            self.trouble.remove(inbound.text)
            raise OSError("the database is away")
        self.kept.append(inbound.text)
        if len(self.kept) >= self._expected:
            self._full.set()

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        await asyncio.sleep(0)

    async def polls(self, telegram: TelegramChannel, take: Take | None = None, wait: int = 5) -> None:
        """Poll until everything expected is here, then be cancelled, as at a shutdown."""
        polling = asyncio.create_task(telegram.poll(take or self.take, wait=wait, pause=self.pause))
        async with asyncio.timeout(10):
            await self._full.wait()
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)


async def test_texts_are_fetched_in_order_and_a_set_webhook_is_taken_away(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    server.webhook = {"url": "https://old.example"}
    for text in ("/start", "yes", "Pav"):
        server.text(PARVEEN, text)
    house = House(3)
    await house.polls(telegram)
    assert house.kept == ["START", "yes", "Pav"]
    assert server.webhook is None


async def test_what_was_not_confirmed_before_a_stop_comes_again_and_nothing_is_lost(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    server.text(PARVEEN, "one")
    await House(1).polls(telegram)
    server.text(PARVEEN, "two")
    after = House(2)
    await after.polls(telegram)
    assert after.kept == ["one", "two"]  # "one" is a repeat, known by its provider_id


async def test_nothing_is_confirmed_until_it_was_kept(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    for text in ("one", "two"):
        server.text(PARVEEN, text)
    house = House(2, trouble=("one", "one", "one"))
    await house.polls(telegram)
    assert house.kept == ["one", "two"]
    assert house.pauses[:3] == [1.0, 2.0, 4.0]


async def test_one_persons_trouble_holds_up_nobody_else_and_nothing_is_taken_twice(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    for chat, text in ((PARVEEN, "p1"), (DAVE, "d1"), (PARVEEN, "p2"), (DAVE, "d2")):
        server.text(chat, text)
    house = House(4, trouble=("p1",))
    await house.polls(telegram)
    assert house.kept == ["d1", "d2", "p1", "p2"]


async def test_updates_that_say_nothing_are_confirmed_too(telegram: TelegramChannel, server: TelegramStandIn) -> None:
    server.update(edited_message={})
    server.text(PARVEEN, "hi")
    house = House(1)
    await house.polls(telegram)
    assert house.kept == ["hi"]


async def test_update_ids_that_begin_anew_lower_are_still_fetched(
    telegram: TelegramChannel, server: TelegramStandIn
) -> None:
    server.text(PARVEEN, "before")
    house = House(2)

    async def quiet_week(inbound: Inbound) -> None:
        await house.take(inbound)
        if inbound.text == "before":
            asyncio.get_running_loop().call_later(0.05, write_after)

    def write_after() -> None:
        server.begin_anew(5)
        server.text(PARVEEN, "after")

    await house.polls(telegram, take=quiet_week, wait=0)
    assert house.kept == ["before", "after"]


async def test_a_wrong_token_does_not_end_the_polling_but_slows_it(server: TelegramStandIn) -> None:
    channel = TelegramChannel(token="7654321:wrong", base_url=server.base_url, timeout=2)
    house = House(1)
    server.text(PARVEEN, "hi")
    pauses: asyncio.Queue[float] = asyncio.Queue()
    polling = asyncio.create_task(channel.poll(house.take, wait=0, pause=pauses.put))
    async with asyncio.timeout(10):
        assert [await pauses.get() for _ in range(2)] == [60.0, 60.0]
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    await channel.close()


def test_pauses_double_up_to_a_minute_and_a_wish_goes_first() -> None:
    assert [pause_after(failures) for failures in (1, 2, 3, 7, 5000)] == [1.0, 2.0, 4.0, 60.0, 60.0]
    assert pause_after(1, TryLater("Busy.", after=7.0)) == 7.0
    assert pause_after(1, OursToFix("Wrong token.")) == 60.0
    assert pause_after(2, Uncertain("Broken.")) == 2.0
