"""`lightline demo`: a whole line on this machine, with made-up people, to look at and to text."""

import asyncio
import shutil
import socket
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import track

from api.commands.front import Said, err, out, quiet_logs
from api.commands.keys import kept, new_key
from api.commands.serve import Host, Port, address, listen, run
from api.commands.story.agenda import begin_agendas
from api.commands.story.people import StoryClock, Telling, in_order
from api.commands.story.places import found_networks, plan_meetings
from api.commands.story.reading import read_story
from bot.channels.simulator import SimulatorChannel
from bot.house import House, build, key_ring, utc_now
from bot.settings import Settings, load_settings
from storage import tokens
from storage.database import Database
from storage.migrate import upgrade

FOLDER = Path("var/demo")
"""The demo's own database, key and token. It never opens the database that the settings name."""
PORTS = 20
"""How many ports are tried from the first on."""

Folder = Annotated[Path, typer.Option("--in", help="Where the demo keeps its database.")]
Afresh = Annotated[bool, typer.Option("--afresh", help="Forget the last demo and begin again.")]


def demo(host: Host = "127.0.0.1", port: Port = 8000, folder: Folder = FOLDER, afresh: Afresh = False) -> None:
    """Fill a line of its own with made-up people, open it, and print where to look."""
    quiet_logs()
    if afresh and (folder / "lightline.db").exists():
        shutil.rmtree(folder)
    settings = settings_for(folder)
    with err.status("Making the database"):
        database = Database(settings.database_url, key_ring(settings))
        upgrade(database)
    tell(settings, database)
    secret = admin_token(database, folder)
    house = build(settings, database=database)
    door = first_free(host, port)
    out.print(where_to_look(house, address(door), secret), soft_wrap=True)
    run(house, door)


def settings_for(folder: Path) -> Settings:
    """The settings of this machine with the demo's own database and key, and with simulated phones."""
    key = kept(folder / "key", new_key())
    return load_settings(database_url=f"sqlite:///{folder / 'lightline.db'}", secret_keys=key, simulator=True)


def tell(settings: Settings, database: Database) -> None:
    """Found the Networks, plan the meetings, let everybody text, begin the agendas; what is there stays."""
    simulator = SimulatorChannel()
    clock = StoryClock(utc_now())
    house = build(settings, database=database, clock=clock, channels={simulator.name: simulator})
    found_networks(house)
    plan_meetings(house)
    asyncio.run(everybody(house, clock, simulator))
    clock.now = utc_now()
    begin_agendas(house)


async def everybody(house: House, clock: StoryClock, simulator: SimulatorChannel) -> None:
    """Each person lives through their part, in the order of the days."""
    for begins_at, someone in track(
        list(in_order(read_story().people, utc_now())), "Made-up people text the line", console=err, transient=True
    ):
        await Telling(house, clock, simulator, someone).tell(begins_at)


def admin_token(database: Database, folder: Path) -> str:
    """The demo's token, the same at every start; it opens nothing but this demo."""
    path = folder / "token"
    with database.begin() as tx:
        if path.exists() and tokens.find(tx, secret := path.read_text(encoding="utf-8").strip()):
            return secret
        _, secret = tokens.create(tx, "admin", None, utc_now())
    path.unlink(missing_ok=True)
    return kept(path, secret)


def first_free(host: str, port: int) -> socket.socket:
    """The first of a few ports that nobody else listens on."""
    for each in range(port, port + PORTS):
        try:
            return listen(host, each)
        except Said:
            continue
    return listen(host, 0)


def where_to_look(house: House, at: str, secret: str) -> str:
    """The addresses to open."""
    real = [name for name in house.channels if name != SimulatorChannel.name]
    return "\n".join(
        [
            "",
            f"  [bold]Two phones; text the line[/]      {at}/phone",
            f"  [bold]A Network, as its chair sees it[/] {at}/networks/leeds#{secret}",
            f"  [bold]All Networks[/]                    {at}/networks",
            f"  [bold]The API[/]                         {at}/reference",
            f"  [bold]A token for both[/]                {secret}",
            f"  [bold]Channels[/]                        {', '.join(['simulated phones', *real])}",
            "",
            "Everybody in it is made up. Ctrl-C ends it; `lightline demo --afresh` begins again.",
        ]
    )
