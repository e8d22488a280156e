from uuid import uuid4

import pytest

from bot.channels.addresses import NotAnAddress
from bot.channels.channel import Outgoing
from bot.channels.errors import OptedOut, TryLater, Unreachable
from bot.channels.simulator import PHONES, SHOWN, Shown, SimulatorChannel, imitates

pytestmark = pytest.mark.anyio

ANN, BOB = "sms:+447700900001", "telegram:42"


@pytest.fixture
def simulator() -> SimulatorChannel:
    return SimulatorChannel()


def to(address: str, text: str = "Hello.", choices: tuple[str, ...] = ()) -> Outgoing:
    return Outgoing(uuid4(), address, text, choices)


async def test_an_sms_phone_shows_numbers_and_a_telegram_phone_buttons(simulator: SimulatorChannel) -> None:
    for address in (ANN, BOB):
        await simulator.send(to(address, "It\u2019s Monday?", ("Yes", "No")))
    assert simulator.screen(ANN) == (Shown("It's Monday?\n1 Yes\n2 No", ("Yes", "No")),)
    rows = (("Yes", "No"), ("Talk to a person",))
    assert simulator.screen(BOB) == (Shown("It\u2019s Monday?", ("Yes", "No"), rows),)


async def test_the_simulated_carrier_obeys_stop_and_only_start_opens_again(simulator: SimulatorChannel) -> None:
    for word, open_ in (("Stop ", False), ("hello?", False), ("START", True), ("please stop", True)):
        simulator.write(ANN, word)
        if open_:
            await simulator.send(to(ANN))
        else:
            with pytest.raises(OptedOut):
                await simulator.send(to(ANN))


async def test_nobody_obeys_stop_on_telegram_but_us(simulator: SimulatorChannel) -> None:
    simulator.write(BOB, "STOP")
    await simulator.send(to(BOB, "Bye for now."))
    assert len(simulator.screen(BOB)) == 1


async def test_who_blocked_the_bot_is_unreachable_until_they_let_it_in(simulator: SimulatorChannel) -> None:
    assert simulator.block(BOB).blocked
    with pytest.raises(Unreachable):
        await simulator.send(to(BOB))
    simulator.unblock(BOB)
    await simulator.send(to(BOB))


async def test_a_failure_can_be_ordered_once(simulator: SimulatorChannel) -> None:
    simulator.fail_next(TryLater("Busy."))
    with pytest.raises(TryLater):
        await simulator.send(to(ANN))
    assert (await simulator.send(to(ANN))).delivered


async def test_memory_does_not_grow_for_ever(simulator: SimulatorChannel) -> None:
    for _ in range(SHOWN + 5):
        await simulator.send(to(ANN))
    assert len(simulator.screen(ANN)) == SHOWN
    for number in range(PHONES):
        simulator.write(f"telegram:{number + 1}", "hi")
    assert simulator.screen(ANN) == ()


def test_any_writing_of_a_number_is_the_same_phone(simulator: SimulatorChannel) -> None:
    inbound = simulator.write("sms:07700 900001", "hi \ud83d")
    assert (inbound.channel, inbound.address, inbound.text) == ("simulator", ANN, "hi ?")
    assert (imitates(ANN), imitates(BOB)) == ("sms", "telegram")


@pytest.mark.parametrize("address", ["", "sms:", "sms:0113 496 0001", "whatsapp:+447700900001", "telegram:-5"])
def test_no_phone_has_such_an_address(simulator: SimulatorChannel, address: str) -> None:
    with pytest.raises(NotAnAddress):
        simulator.write(address, "hi")
