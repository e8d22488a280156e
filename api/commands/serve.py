"""`lightline serve`: web, sending and timers in one process."""

import socket
from typing import Annotated

import typer
import uvicorn

from api.app import create_app
from api.commands.front import NO_CHANNEL, Said, err
from api.commands.opening import open_house
from bot.house import House
from bot.logs import set_up_logs
from bot.settings import load_settings

GOODBYE_SECONDS = 5
"""How long open pages may hold up the end."""

Host = Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 for every one that this machine has.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to listen on; 0 for any free one.")]


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Take texts, send answers, keep time and show the pages, all in one process."""
    with err.status("Reading the settings") as status:
        settings = load_settings()
        set_up_logs(settings.log_format)
        status.update("Opening the database, checking the flows")
        house = open_house(settings)
        door = listen(host, port)
    if not house.channels:
        err.print(NO_CHANNEL)
    err.print(f"Lightline is open at {address(door)}  (channels: {', '.join(house.channels) or 'none'})")
    run(house, door)


def listen(host: str, port: int) -> socket.socket:
    """Take the port before anything is started; raises Said if somebody else has it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise Said(f"Cannot listen on {host}, port {port}: {error.strerror}. Choose another with --port.") from None
    door.listen(128)
    door.set_inheritable(True)
    return door


def address(door: socket.socket) -> str:
    """Where a browser on this machine finds it."""
    host, port = door.getsockname()[:2]
    return f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"


def run(house: House, door: socket.socket) -> None:
    """Serve until told to stop (Ctrl-C, SIGTERM)."""
    config = uvicorn.Config(
        create_app(house),
        log_config=None,  # its own would write exceptions, with all that they say; bot/logs.py hears it instead
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GOODBYE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[door])
