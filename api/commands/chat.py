"""`lightline chat`: talk to the bot in the terminal, on the same road that every text takes."""

import asyncio
import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from api.commands.front import Said, err, quiet_logs
from api.commands.keys import new_key
from api.commands.opening import open_house
from api.commands.rehearsing import place_for, rehearse, save
from api.commands.story.places import found_networks, plan_meetings
from api.commands.talking import talk
from bot.channels.addresses import NotAnAddress, normalise_simulated
from bot.channels.channel import Channel
from bot.channels.simulator import SimulatorChannel
from bot.house import House, build, key_ring
from bot.settings import Settings, load_settings
from conversations.library import Flows, load_flows
from storage import contacts, networks
from storage.contacts import Agreed
from storage.database import Database
from storage.migrate import upgrade

Flow = Annotated[str | None, typer.Argument(help="A flow that the bot begins with; without one you write first.")]
Phone = Annotated[
    str,
    typer.Option("--as", help="Who you are: sms:<UK mobile> or telegram:<number>; the same again is the same person."),
]
Saved = Annotated[
    str | None,
    typer.Option(
        "--save",
        metavar="NAME",
        help="Talk outside any line and save the talk as tests/transcripts/NAME.txt (or as a PATH.txt). "
        "Type '~ 2 days' to let time pass.",
    ),
]
About = Annotated[str, typer.Option("--about", help="The first line of a saved talk: what it shows.")]
Where = Annotated[
    Path | None,
    typer.Option(
        "--in", exists=True, file_okay=False, help="A folder with flows to try out, over those that come with it."
    ),
]


def chat(
    flow: Flow = None,
    phone: Phone = "sms:07700900999",
    save_as: Saved = None,
    about: About = "A talk in the terminal.",
    where: Where = None,
) -> None:
    """Talk to the bot in the terminal. An empty line or Ctrl-D ends it."""
    quiet_logs()
    address = address_of(phone)
    if save_as is not None or where is not None:
        rehearsal(flow, address.partition(":")[0], save_as, about, load_flows(where))
        return
    talk_on_a_line(flow, address)


def rehearsal(flow: str | None, channel: str, save_as: str | None, about: str, flows: Flows) -> None:
    """A talk that no line keeps; saved if it is given a name."""
    path = place_for(save_as) if save_as is not None else None
    known(flow, flows)
    err.print("You are in the world of the transcripts: whatever you say, no line keeps it.", style="dim")
    written = rehearse(flows, flow, channel, about)
    if path:
        save(flows, written, path)


def talk_on_a_line(flow: str | None, address: str) -> None:
    """A talk on the road that every text takes."""
    simulator = SimulatorChannel()
    with house_for_talk(load_settings(), simulator, address, begun=flow is not None) as house:
        known(flow, house.flows)
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(talk(house, simulator, address, flow))


def known(flow: str | None, flows: Flows) -> None:
    """Raises Said for the name of a flow that is not there."""
    if flow is not None and flow not in flows.names:
        raise Said(f"There is no flow {flow!r}. There are: {', '.join(flows.names)}.")


def address_of(phone: str) -> str:
    """The simulated phone that --as names; raises Said."""
    try:
        return normalise_simulated(phone)
    except NotAnAddress as error:
        raise Said(f"--as {phone!r} is no simulated phone. {error}") from None


@contextlib.contextmanager
def house_for_talk(settings: Settings, simulator: SimulatorChannel, address: str, *, begun: bool) -> Iterator[House]:
    """The line as it is set up, or one that is forgotten at the end if no key is set; real channels stay off.

    `begun`: the bot is to speak first.
    """
    channels: dict[str, Channel] = {simulator.name: simulator}
    if settings.secret_keys:
        err.print("You talk to the line that the settings name; it keeps what you say.", style="dim")
        yield open_house(settings, channels=channels)
        return
    err.print("LIGHTLINE_SECRET_KEY is not set: you talk to a line that is forgotten at the end.", style="dim")
    with tempfile.TemporaryDirectory(prefix="lightline-chat-") as folder:
        passing = load_settings(
            database_url=f"sqlite:///{Path(folder) / 'chat.db'}", secret_keys=new_key(), quiet_hours=None, quiet_days=""
        )
        database = Database(passing.database_url, key_ring(passing))
        upgrade(database)
        house = build(passing, database=database, channels=channels)
        found_networks(house)
        plan_meetings(house)
        if begun:
            introduce(house, address)
        yield house


def introduce(house: House, address: str) -> None:
    """Somebody to whom the bot may speak first: they have agreed, and they have an area with questions open."""
    with house.database.begin() as tx:
        network = networks.all_(tx)[0]
        agreed = Agreed("conversation", "lightline chat", SimulatorChannel.name, "lightline chat")
        contacts.create(tx, SimulatorChannel.name, address, None, network.id, "en", [agreed], house.clock())
