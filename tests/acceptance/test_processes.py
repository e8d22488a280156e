"""The same promises where they are hardest to keep: real processes that share a database, and what they log."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Barrier
from uuid import UUID

import httpx
import pytest

from bot.channels.looks import numbered
from bot.channels.segments import plain
from storage import addresses, contacts, media, messages, sessions, tokens
from storage.database import Database
from storage.media import Media
from storage.messages import Message
from storage.sealing import KeyRing
from tests.acceptance.line import World, a_world
from tests.acceptance.phones import ANN
from tests.acceptance.processes import serving, until
from tests.bot.chats import PARVEEN
from tests.bot.houses import TUESDAY_NOON
from tests.databases import KEY, Databases, SqliteDatabases
from tests.files import OGG
from tests.standins.letter import Letter

PEOPLE = [f"+4477009001{number:02}" for number in range(16)]


def at_the_same_moment(knocks: Iterable[tuple[Letter, str]]) -> list[int]:
    """Post each letter to its server, all released together; the status of each answer."""
    knocks = list(knocks)
    together = Barrier(len(knocks))

    def post(knock: tuple[Letter, str]) -> int:
        letter, address = knock
        together.wait()
        return letter.post(address).status_code

    with ThreadPoolExecutor(len(knocks)) as threads:
        return list(threads.map(post, knocks))


def person_at(database: Database, number: str) -> UUID:
    """The one contact with this number."""
    with database.read() as tx:
        address = addresses.find(tx, "sms", number)
    assert address
    return address.contact_id


def thread(database: Database, person: UUID) -> list[Message]:
    """All texts of somebody, in and out, oldest first."""
    with database.read() as tx:
        return list(messages.of_contact(tx, person, 500).items[::-1])


@dataclass
class Place:
    """Where texts can be brought: a database and the two doors to it, which may be the same one."""

    database: Database
    world: World
    doors: list[str]

    def everybody(self) -> list[UUID]:
        with self.database.read() as tx:
            return [each.id for each in contacts.page(tx, None, 100).items]

    def all_sent(self) -> bool:
        """Whether every reply there is has left."""
        states = {each.state for person in self.everybody() for each in thread(self.database, person)}
        return states <= {"received", "sent"}


@pytest.fixture(scope="module", params=["one process on SQLite", "two processes on PostgreSQL"])
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    processes, kind = (1, "sqlite") if "SQLite" in request.param else (2, "postgresql")
    databases: Databases = request.getfixturevalue(kind)
    url = databases.new()
    database = Database(url, KeyRing([KEY]))
    with ExitStack() as stack:
        stack.callback(database.close)
        world = stack.enter_context(a_world())
        folder = tmp_path_factory.mktemp("servers")
        servers = [stack.enter_context(serving(url, world, folder)) for _ in range(processes)]
        yield Place(database, world, [servers[0].address, servers[-1].address])


def test_two_texts_of_one_person_at_the_same_moment(place: Place) -> None:
    before = len(place.everybody())
    for number in PEOPLE:
        letters = [place.world.twilio.text(number, words) for words in ("hiya", "yes")]
        assert at_the_same_moment(zip(letters, place.doors, strict=True)) == [200, 200]
    until(place.all_sent)
    assert len(place.everybody()) == before + len(PEOPLE)
    for number in PEOPLE:
        handled_one_after_the_other(place.database, person_at(place.database, number))
        assert written_to(place.database, number) == shown(place.world, number)


def handled_one_after_the_other(database: Database, person: UUID) -> None:
    """Both texts kept, each followed by its own answers, and one place in one conversation."""
    texts = thread(database, person)
    first, second = [each for each in texts if each.inbound]
    assert {first.text, second.text} == {"hiya", "yes"}
    behind = texts.index(second)
    assert texts[0] == first
    assert [each.answers for each in texts[1:behind]] == [first.id] * (behind - 1)
    assert {each.answers for each in texts[behind + 1 :]} == {second.id}
    with database.read() as tx:
        (session,) = sessions.open_for(tx, person)
    assert session.flow == "welcome"
    assert session.node == ("name" if first.text == "hiya" else "consent")


def written_to(database: Database, number: str) -> list[str]:
    """What was written to somebody, in order, as an SMS looks on a phone."""
    texts = thread(database, person_at(database, number))
    return [plain(numbered(each.text, each.choices)) for each in texts if not each.inbound]


def shown(world: World, number: str) -> list[str]:
    """What came out on a phone, in the order in which it came."""
    return [each.body for each in world.twilio.sent if each.to == number]


def test_one_text_delivered_many_times_at_once_counts_once(place: Place) -> None:
    words = ["hiya", "yes", "skip", "leeds", "fishing", "thats it", "no"]
    for text in words:  # as somebody types them; each comes twice to each door
        letter = place.world.twilio.text(ANN, text)
        assert at_the_same_moment([(letter, door) for door in place.doors * 2]) == [200] * 4
    until(place.all_sent)
    texts = thread(place.database, person_at(place.database, ANN))
    assert [each.text for each in texts if each.inbound] == words
    assert written_to(place.database, ANN) == shown(place.world, ANN)


def test_a_voice_note_is_fetched_by_whichever_process_and_played_through_either(place: Place) -> None:
    telegram, first = place.world.telegram, place.doors[0]
    for letter in (telegram.text(PARVEEN, "/start"), telegram.text(PARVEEN, "yes"), telegram.voice(PARVEEN, OGG)):
        assert letter.post(first).is_success
    with place.database.begin() as tx:
        _, secret = tokens.create(tx, "cpsw", None, TUESDAY_NOON)
        address = addresses.find(tx, "telegram", str(PARVEEN))
        assert address
    worker = {"Authorization": f"Bearer {secret}"}
    (sent,) = [
        file for each in thread(place.database, address.contact_id) for file in files_of(place.database, each.id)
    ]
    for door in place.doors:
        until(partial(has, f"{door}/v1/media/{sent.id}", worker))
        assert httpx.get(f"{door}/v1/media/{sent.id}", headers=worker).content == OGG


def has(address: str, headers: dict[str, str]) -> bool:
    """Whether something is there."""
    return httpx.get(address, headers=headers).status_code == 200


def files_of(database: Database, message_id: UUID) -> tuple[Media, ...]:
    """What came with a text."""
    with database.read() as tx:
        return media.of_messages(tx, [message_id]).get(message_id, ())


WORDS = ("my secret is the old oak", "żółta łódź", "🎣 and 🦊")
CHAT = 998877665


def test_the_log_says_what_happened_and_nothing_of_what_was_said(
    sqlite: SqliteDatabases, world: World, tmp_path: Path
) -> None:
    with serving(sqlite.new(), world, tmp_path) as server:
        for words in WORDS:
            sms = world.twilio.text(ANN, words, Mood=words)
            telegram = world.telegram.text(CHAT, words)
            for letter in (sms, sms, telegram, sms.without("X-Twilio-Signature"), telegram.saying(sms.body[:-2])):
                letter.post(server.address)
        world.twilio.refuse_next(30007)
        world.twilio.text(ANN, "i want to say " + WORDS[0]).post(server.address)
    log = server.log
    assert log.count('"a turn"') >= 2 * len(WORDS)
    assert "a knock was refused" in log
    assert '"outcome": "repeat"' in log
    secrets = (world.twilio.auth_token, world.telegram.token, world.telegram.secret, KEY, ANN[4:], str(CHAT))
    assert [each for each in (*WORDS, *WORDS[0].split()[1:2], "oak", "łódź", *secrets) if each in log] == []
