"""The rate of a channel holds for all processes together, answers overtake, and nobody gets more than their ration."""

import asyncio
from collections import Counter
from datetime import timedelta
from uuid import UUID

from bot.channels.errors import TryLater
from bot.pacing import Rate, Window
from storage import contacts, messages, networks
from storage.database import Database
from storage.messages import Message
from tests.bot.houses import Clock
from tests.bot.senders import NOW, Pacing, numbers, person, queue, send_for, send_rationed, sender
from tests.storage.processes import at_once

ANN, BOB, PARVEEN = numbers(3)
SECOND = timedelta(seconds=1)


def send_all(database: Database, channel: Pacing, clock: Clock, ration: int | None = None) -> list[str]:
    """Send whatever may go now; the texts that have gone so far."""
    sends = sender(database, channel, clock, ration)

    async def work() -> None:
        while await sends.send_next("sms"):
            pass

    asyncio.run(work())
    return [each.text for each in channel.sent]


def state(database: Database, message_id: UUID) -> Message:
    with database.read() as tx:
        return messages.by_ids(tx, [message_id])[0]


def test_several_processes_together_keep_the_rate_and_reach_it(database: Database, database_url: str) -> None:
    for number in numbers(120):
        queue(database, number)
    gone = sorted(each for batch in at_once(3, send_for, database_url, 2.0) for each in batch)
    assert len({message for _, message in gone}) == len(gone), "none twice"
    assert len(gone) == 2 * 30 + 6, "two seconds at thirty, and the burst"


def test_long_texts_take_more_of_the_rate(database: Database) -> None:
    channel, clock = Pacing(rate=Rate(1, 2)), Clock(NOW)
    for number in (ANN, BOB, PARVEEN):
        queue(database, number, "three words long")
    assert len(send_all(database, channel, clock)) == 1
    clock.pass_(seconds=1.9)
    assert len(send_all(database, channel, clock)) == 1
    clock.pass_(seconds=0.1)
    assert len(send_all(database, channel, clock)) == 2


def test_an_answer_overtakes_what_the_bot_wants_to_say_also_to_the_same_person(database: Database) -> None:
    channel, clock = Pacing(rate=Rate(1, 1)), Clock(NOW)
    for number in (ANN, BOB, PARVEEN):
        queue(database, number, "invitation", at=NOW - timedelta(minutes=9))
    queue(database, PARVEEN, "answer", "reply")
    queue(database, BOB, "help", "urgent")
    for _ in range(5):
        send_all(database, channel, clock)
        clock.pass_(seconds=1)
    assert [each.text for each in channel.sent] == ["help", "answer", "invitation", "invitation", "invitation"]


def test_one_chat_gets_one_text_a_second_after_a_short_burst(database: Database) -> None:
    channel, clock = Pacing(to_one=Window(3, 3 * SECOND)), Clock(NOW)
    for n in range(7):
        queue(database, ANN, str(n), "reply")
    queue(database, BOB, "bob", "reply")
    counts = []
    for _ in range(7):
        counts.append(len(send_all(database, channel, clock)))
        clock.pass_(seconds=1)
    assert counts == [4, 4, 4, 7, 7, 7, 8]
    assert [each.text for each in channel.sent if each.text != "bob"] == [str(n) for n in range(7)]


def test_when_one_process_is_told_to_slow_down_all_do(database: Database) -> None:
    told, other, clock = Pacing(), Pacing(), Clock(NOW)
    told.script.append(TryLater("slow down", "429", after=30, whole=True))
    texts = [queue(database, number) for number in (ANN, BOB, PARVEEN)]
    assert send_all(database, told, clock) == []
    assert send_all(database, other, clock) == []
    assert state(database, texts[0]).reason == "slow down"
    clock.pass_(seconds=29.9)
    assert send_all(database, other, clock) == []
    clock.pass_(seconds=0.1)
    assert len(send_all(database, other, clock)) == 3


def test_nobody_gets_more_than_their_ration_however_many_processes_send(database: Database, database_url: str) -> None:
    people, ration = numbers(6), 3
    texts = {queue(database, number, str(n)): number for n in range(8) for number in people}
    gone = [each for batch in at_once(4, send_rationed, database_url, ration) for each in batch]
    assert len(set(gone)) == len(gone)
    assert Counter(texts[each] for each in gone) == dict.fromkeys(people, ration)
    left = {state(database, each).reason for each in texts.keys() - set(gone)}
    assert left == {"weekly ration: 3 texts in seven days have gone to this person already"}


def test_what_is_beyond_the_ration_goes_a_week_later_and_answers_are_free(database: Database) -> None:
    channel, clock = Pacing(), Clock(NOW)
    for n in range(3):
        queue(database, ANN, str(n))
    queue(database, ANN, "answer", "reply")
    assert sorted(send_all(database, channel, clock, ration=2)) == ["0", "1", "answer"]
    clock.pass_(days=7, seconds=-1)
    assert len(send_all(database, channel, clock, ration=2)) == 3
    clock.pass_(seconds=1)
    assert len(send_all(database, channel, clock, ration=2)) == 4


def test_a_networks_own_ration_goes_before_the_lines(database: Database) -> None:
    channel, clock = Pacing(), Clock(NOW)
    with database.begin() as tx:
        leeds = networks.create(tx, "leeds", "Leeds Network", "Leeds", NOW, weekly_ration=1)
    ann = person(database, ANN)
    with database.begin() as tx:
        contacts.place(tx, ann, leeds.id)
    for n in range(3):
        queue(database, ANN, f"ann{n}")
        queue(database, BOB, f"bob{n}")
    assert send_all(database, channel, clock, ration=2) == ["ann0", "bob0", "bob1"]


def test_a_text_that_never_reached_them_is_not_counted(database: Database) -> None:
    channel, clock = Pacing(), Clock(NOW)
    lost = queue(database, ANN, "lost")
    send_all(database, channel, clock, ration=1)
    queue(database, ANN, "second")
    with database.begin() as tx:
        messages.report(tx, "sms", "SM1", "undelivered", "30006", NOW)
    assert state(database, lost).state == "failed"
    assert send_all(database, channel, clock, ration=1) == ["lost", "second"]


def test_own_hours_an_unsafe_phone_and_youth_are_looked_at_when_it_goes(database: Database) -> None:
    channel, clock = Pacing(), Clock(NOW)
    texts = [queue(database, number) for number in (ANN, BOB, PARVEEN)]
    ann, bob, parveen = (person(database, number) for number in (ANN, BOB, PARVEEN))
    with database.begin() as tx:
        contacts.prefer(tx, ann, "10:00-18:30", None, "Asia/Karachi")
        contacts.trust(tx, bob, "unsafe")
        contacts.underage(tx, parveen, NOW)
    assert send_all(database, channel, clock) == []
    hers, his, theirs = (state(database, each) for each in texts)
    assert (hers.state, hers.reason) == ("queued", "quiet hours")
    assert (his.state, his.reason) == ("skipped", "unsafe phone: somebody else may read it, so nothing is begun there")
    assert (theirs.state, theirs.reason) == (
        "skipped", "under 18: this person gets no texts that they did not ask for")  # fmt: skip
    clock.now = NOW.replace(hour=13, minute=30) - SECOND
    assert send_all(database, channel, clock) == []
    clock.pass_(seconds=1)
    assert send_all(database, channel, clock) == ["Hello"], "half past six on her wall"


def test_consent_is_that_for_the_purpose_of_the_text(database: Database) -> None:
    channel, clock = Pacing(), Clock(NOW)
    ann = person(database, ANN)
    with database.begin() as tx:
        to = contacts.reach(tx, "sms", ANN, NOW).address
        text = messages.queue(tx, ann, to.id, "sms", "Lunch?", (), "conversation", NOW, purpose="invitations")
    assert send_all(database, channel, clock) == []
    assert state(database, text).reason == "no consent: this person has not agreed to such texts"
