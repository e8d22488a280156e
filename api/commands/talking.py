"""A talk in the terminal: a line is read, taken as a text, and what comes back is printed."""

import asyncio
import sys
from uuid import UUID, uuid4

from rich.markup import escape

from api.commands.front import err, out
from bot.channels.simulator import Shown, SimulatorChannel
from bot.house import House
from bot.running import running
from bot.turn import Taken, start_flow, take
from storage import contacts, messages

ARRIVED = frozenset({"sent", "delivered"})


async def talk(house: House, simulator: SimulatorChannel, address: str, flow: str | None) -> None:
    """Talk until an empty line or the end of the input. With `flow` the bot begins."""
    async with running(house):
        if flow is not None:
            contact = await asyncio.to_thread(contact_at, house, address)
            await show(house, simulator, address, await start_flow(house, contact, flow))
        while words := await asyncio.to_thread(read_line):
            inbound = simulator.write(address, words, f"chat-{uuid4().hex}")
            await show(house, simulator, address, await take(house, inbound))


def contact_at(house: House, address: str) -> UUID:
    """The person whom the bot is to speak to first."""
    with house.database.begin() as tx:
        return contacts.reach(tx, SimulatorChannel.name, address, house.clock()).contact.id


async def show(house: House, simulator: SimulatorChannel, address: str, taken: Taken) -> None:
    """Print what came on the phone for this turn, and why anything did not."""
    await house.sender.settled(taken.queued)
    with house.database.read() as tx:
        queued = messages.by_ids(tx, taken.queued)
    if not queued:
        err.print("(silence on purpose)", style="dim")
    held = [each for each in queued if each.state not in ARRIVED]
    screen = simulator.screen(address)
    for shown in screen[len(screen) - len(queued) + len(held) :]:
        out.print(on_terminal(shown), soft_wrap=True)
    for each in held:
        err.print(f"({each.state}: {each.reason})", style="dim", markup=False)


def on_terminal(shown: Shown) -> str:
    """A text, and under it the buttons if the phone has some."""
    rows = "".join(f"\n  {'  '.join(f'[{choice}]' for choice in row)}" for row in shown.rows)
    return f"[bold yellow]{escape(shown.text + rows)}[/]\n"


def read_line() -> str:
    """What is typed next; empty at the end."""
    if sys.stdin.isatty():
        out.print("[dim]you>[/] ", end="")
    return sys.stdin.readline().strip()
