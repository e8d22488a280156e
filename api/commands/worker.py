"""`lightline worker`: sending and timers without the web, as many processes as you like on PostgreSQL."""

import asyncio
import signal
from typing import Annotated

import typer
from prometheus_client import start_http_server

from api.commands.front import NO_CHANNEL, Said, err
from api.commands.opening import open_house
from bot.house import House
from bot.logs import set_up_logs
from bot.running import running
from bot.settings import load_settings

MetricsPort = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Let this machine fetch the worker's metrics at this port.")
]


def worker(metrics_port: MetricsPort = None) -> None:
    """Send what is due and keep time, without the web."""
    settings = load_settings()
    set_up_logs(settings.log_format)
    house = open_house(settings)
    if not house.channels:
        err.print(NO_CHANNEL)
    if metrics_port is not None:
        show_metrics(house, metrics_port)
    asyncio.run(work(house))


def show_metrics(house: House, port: int) -> None:
    """What `serve` shows at /metrics, on loopback only; raises Said if somebody else has the port."""
    try:
        start_http_server(port, "127.0.0.1", house.measures.registry)
    except OSError as error:
        raise Said(f"Cannot show metrics at port {port}: {error.strerror}. Choose another --metrics-port.") from None


async def work(house: House) -> None:
    """Work until told to stop (Ctrl-C, SIGTERM)."""
    told = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, told.set)
    async with running(house):
        err.print(f"Working (channels: {', '.join(house.channels) or 'none'}). Ctrl-C ends it.")
        await told.wait()
