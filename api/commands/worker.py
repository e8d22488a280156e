"""`lightline worker`: sending and timers without the web, as many processes as you like on PostgreSQL."""

import asyncio
import signal

from api.commands.front import NO_CHANNEL, err
from api.commands.opening import open_house
from bot.house import House
from bot.logs import set_up_logs
from bot.running import running
from bot.settings import load_settings


def worker() -> None:
    """Send what is due and keep time, without the web."""
    set_up_logs()
    house = open_house(load_settings())
    if not house.channels:
        err.print(NO_CHANNEL)
    asyncio.run(work(house))


async def work(house: House) -> None:
    """Work until told to stop (Ctrl-C, SIGTERM)."""
    told = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    async with running(house):
        err.print(f"Working (channels: {', '.join(house.channels) or 'none'}). Ctrl-C ends it.")
        await told.wait()
