"""Polish on each kind of phone: by SMS without its marks, on Telegram with them, and one button for a person."""

import asyncio

from bot.channels.looks import PERSON_BUTTONS
from bot.channels.segments import is_gsm_7, segments
from bot.channels.simulator import SimulatorChannel
from bot.house import House, build
from bot.settings import load_settings
from conversations.reading.control import read_control
from storage.database import Database
from tests.bot.houses import Clock, Phone

SMS, TELEGRAM = "sms:+447700900001", "telegram:12345"


def simulated(database: Database, clock: Clock) -> tuple[House, SimulatorChannel]:
    channel = SimulatorChannel()
    return build(load_settings(None), clock=clock, database=database, channels={"simulator": channel}), channel


def test_by_sms_without_marks_in_two_segments_at_most(database: Database, clock: Clock) -> None:
    house, channel = simulated(database, clock)
    ania = Phone(house, SMS, "simulator")

    async def story() -> None:
        for words in ("po polsku prosze", "tak", "pomoc", "Ania", "pomin"):
            await ania.text(words)

    asyncio.run(story())
    shown = [each.text for each in channel.screen(SMS)]
    assert "Jak mamy sie do Ciebie zwracac? Wystarczy imie albo przezwisko." in " ".join(shown)
    assert [text for text in shown if not is_gsm_7(text) or segments(text) > 2] == []


def test_on_telegram_with_marks_and_a_polish_button_for_a_person(database: Database, clock: Clock) -> None:
    house, channel = simulated(database, clock)
    ania = Phone(house, TELEGRAM, "simulator")
    asyncio.run(ania.text("po polsku prosze"))
    last = channel.screen(TELEGRAM)[-1]
    assert "Czy się zgadzasz?" in last.text
    assert last.rows == (("Tak", "Nie"), ("Chcę porozmawiać z człowiekiem",))


def test_the_button_for_a_person_is_understood_in_every_language() -> None:
    assert {read_control(words).intent for words in PERSON_BUTTONS.values()} == {"talk_to_person"}
