"""A house with its lights on: channels open, sending, ticking, and fetching where nobody can knock."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from functools import partial

import structlog

from bot.channels.channel import Inbound
from bot.channels.errors import SendError
from bot.channels.telegram import TelegramChannel
from bot.house import House
from bot.ticks import start_ticks
from bot.turn import take

log = structlog.get_logger()


@contextlib.asynccontextmanager
async def running(house: House, *, background: bool = True) -> AsyncIterator[House]:
    """Open the channels; with `background` also send, tick and poll until left. Closes the database at the end.

    Without `background` texts are taken and kept, and another process sends (`lightline worker`).
    """
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(house.database.close)
        for channel in house.channels.values():
            await channel.open()
            stack.push_async_callback(channel.close)
        if background:
            await stack.enter_async_context(working(house))
        yield house


@contextlib.asynccontextmanager
async def working(house: House) -> AsyncIterator[None]:
    """Everything that runs by itself, ended in the reverse order of its start."""
    tasks = [asyncio.create_task(house.sender.run(), name="sending")]
    if house.telegram:
        tasks.append(asyncio.create_task(hear_telegram(house, house.telegram), name="telegram"))
    ticks = start_ticks(house)
    house.sender.wake()
    try:
        yield
    finally:
        ticks.shutdown(wait=False)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def hear_telegram(house: House, telegram: TelegramChannel) -> None:
    """Tell Telegram where to knock, or fetch from it where it cannot. What goes wrong is logged; texting goes on."""
    if not house.settings.telegram_webhook:
        return await telegram.poll(partial(take_polled, house))
    try:
        await telegram.listen_at(f"{house.settings.public_url}/webhooks/telegram")
    except SendError as error:
        log.error("Telegram was not told where to knock; `lightline doctor` says more", reason=error.reason)


async def take_polled(house: House, inbound: Inbound) -> None:
    """A fetched text takes the same road as one that knocked."""
    await take(house, inbound)
