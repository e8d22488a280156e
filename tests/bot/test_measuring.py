"""What is counted is what was written down; what is watched is what the database says."""

import asyncio
import functools
from collections.abc import Callable, Coroutine, Iterator
from datetime import timedelta
from typing import ParamSpec

import pytest
from sqlalchemy import event, text

from bot.channels import errors
from bot.channels.catalogue import twilio_error
from bot.channels.channel import Inbound, Knock, Mail, StatusReport
from bot.channels.errors import OptedOut, OursToFix, SendError, TryLater
from bot.gate import Defer, Facts, Skip, may_go
from bot.hours import Hours
from bot.house import House
from bot.measuring import ERRORS, Measures, why
from bot.sweeping import sweep_now
from bot.turn import report, take_now
from bot.watching import Standing
from storage import alerts, messages, paces
from storage.database import Database
from storage.messages import Waiting
from storage.sealing import KeyRing
from tests.bot.houses import ANN, BOB, Clock, Phone, Scripted, send_all
from tests.bot.senders import ANY_HOUR, NOW
from tests.databases import KEY
from tests.storage.people import queue


class Reports(Scripted):
    """A channel whose provider reports, with Twilio's codes."""

    def receive_status(self, knock: Knock) -> Mail:
        return Mail()

    def meaning(self, code: str | None) -> SendError:
        return twilio_error(code)


@pytest.fixture
def sms() -> Scripted:
    return Reports()


P = ParamSpec("P")


def played(story: Callable[P, Coroutine[None, None, None]]) -> Callable[P, None]:
    """The whole story in one event loop."""

    @functools.wraps(story)
    def test(*given: P.args, **named: P.kwargs) -> None:
        asyncio.run(story(*given, **named))

    return test


def counted(house: House, name: str, **labels: str) -> float:
    return house.measures.registry.get_sample_value(f"lightline_{name}", labels) or 0


def kinds_of(error: type[SendError]) -> Iterator[type[SendError]]:
    for each in error.__subclasses__():
        yield each
        yield from kinds_of(each)


def test_every_error_that_a_channel_may_raise_has_a_word() -> None:
    assert set(kinds_of(errors.SendError)) == set(ERRORS)


WILLING = Facts(kind="conversation", stopped=False, paused=False, agreed=True, unreachable=None, deadline=None)
LATELY = (NOW - timedelta(days=1),)
QUIET = Hours(None, frozenset(range(7)) - {NOW.weekday() + 1}, ANY_HOUR.zone)


@pytest.mark.parametrize(
    ("changed", "hours", "word"),
    [
        ({"stopped": True}, ANY_HOUR, "stopped"),
        ({"unreachable": "Zebedee moved"}, ANY_HOUR, "this address cannot be reached"),
        ({"deadline": NOW - timedelta(days=1)}, ANY_HOUR, "too late"),
        ({"paused": True}, ANY_HOUR, "paused"),
        ({"agreed": False}, ANY_HOUR, "no consent"),
        ({"unsafe": True}, ANY_HOUR, "unsafe phone"),
        ({"underage": True}, ANY_HOUR, "under 18"),
        ({"ration": 0}, ANY_HOUR, "weekly ration"),
        ({"ration": 1, "started": LATELY}, ANY_HOUR, "weekly ration"),
        ({}, QUIET, "quiet hours"),
        ({"broadcast": "cancelled"}, ANY_HOUR, "called off"),
        ({"broadcast": "paused"}, ANY_HOUR, "held"),
    ],
)
def test_every_reason_of_the_gate_has_a_word_that_tells_of_nobody(
    changed: dict[str, object], hours: Hours, word: str
) -> None:
    verdict = may_go(Facts(**{**vars_of(WILLING), **changed}), NOW, hours)  # type: ignore[arg-type]
    assert isinstance(verdict, Skip | Defer)
    assert why(verdict.reason) == word


def vars_of(facts: Facts) -> dict[str, object]:
    return {name: getattr(facts, name) for name in Facts.__slots__}


def test_a_reason_that_nobody_foresaw_is_other() -> None:
    assert why("Zebedee said so") == "other"


@played
async def test_texts_in_and_out_are_counted_once(house: House, ann: Phone) -> None:
    await ann.text("hello", "SM-in")
    await ann.text("hello", "SM-in")
    out = [each for each in ann.log() if not each.inbound]
    assert counted(house, "inbound_total", channel="sms", outcome="kept") == 1
    assert counted(house, "inbound_total", channel="sms", outcome="repeat") == 1
    assert counted(house, "turn_seconds_count") == 2
    assert counted(house, "sent_total", channel="sms") == len(out)
    assert counted(house, "send_seconds_count", channel="sms") == len(out)
    for status in ("delivered", "delivered", "sent"):
        await report(house, StatusReport("sms", "SM1", status, None, None))
    assert counted(house, "delivered_total", channel="sms") == 1


@played
async def test_a_text_that_arrived_before_its_send_was_answered_counts_as_delivered(house: House, ann: Phone) -> None:
    await report(house, StatusReport("sms", "SM1", "delivered", None, None))
    await ann.text("hello")
    assert counted(house, "delivered_total", channel="sms") == 1


@played
async def test_what_did_not_go_is_counted_by_its_reason(house: House, sms: Scripted, clock: Clock, ann: Phone) -> None:
    sms.script.extend([TryLater("busy"), OptedOut("The person texted STOP.", "21610")])
    await ann.text("hello")
    clock.pass_(minutes=5)
    await send_all(house)
    assert counted(house, "retried_total", channel="sms", reason="try later") == 1
    assert counted(house, "failed_total", channel="sms", reason="stopped") == 1
    queue(house.database, "Hi", ANN, "conversation")
    await send_all(house)
    skipped = [each for each in ann.log() if each.state == "skipped"]
    assert counted(house, "skipped_total", channel="sms", reason="stopped") == len(skipped) > 0


@played
async def test_a_text_that_got_lost_is_counted_when_that_is_its_end(house: House, ann: Phone) -> None:
    await ann.text("hello")
    for sid, code in (("SM1", "30003"), ("SM2", "30005")):
        await report(house, StatusReport("sms", sid, "undelivered", code, twilio_error(code)))
    assert counted(house, "retried_total", channel="sms", reason="try later") == 1
    assert counted(house, "failed_total", channel="sms", reason="unreachable") == len(ann.answers()) - 1


@played
async def test_what_has_to_wait_for_decent_hours_is_counted(house: House, clock: Clock, ann: Phone) -> None:
    await ann.text("hello")
    await ann.text("yes")
    clock.pass_(hours=11)
    queue(house.database, "Hi", ANN, "conversation", due_at=clock.now)
    await send_all(house)
    assert counted(house, "deferred_total", channel="sms", reason="quiet hours") >= 1


def test_what_is_swept_up_is_counted(house: House, clock: Clock) -> None:
    queue(house.database)
    clock.pass_(days=2)
    sweep_now(house)
    assert counted(house, "failed_total", channel="any", reason="nobody sent it") == 1


def test_the_queue_the_alerts_and_a_rest_are_read_when_asked(house: House, clock: Clock) -> None:
    queue(house.database, number=ANN, due_at=clock.now - timedelta(seconds=90))
    queue(house.database, number=BOB, due_at=clock.now + timedelta(hours=1))
    with house.database.begin() as tx:
        alerts.raise_(tx, None, "urgent", None, None, clock.now - timedelta(minutes=7))
        alerts.raise_(tx, None, "channel", "sms", None, clock.now)
        alerts.raise_(tx, None, "stopped", None, None, clock.now)
        paces.hold(tx, "sms", clock.now + timedelta(seconds=30), "Twilio asks us to slow down.")
    assert counted(house, "queued", channel="sms", kind="reply") == 2
    assert counted(house, "oldest_due_seconds", channel="sms", kind="reply") == 90
    assert counted(house, "alerts_oldest_seconds", about="danger") == 7 * 60
    assert [counted(house, "alerts_open", about=each) for each in ("danger", "line", "person")] == [1, 1, 1]
    assert counted(house, "channel_rests_seconds", channel="sms") == 30
    assert counted(house, "database_readable") == 1


def test_without_a_database_that_is_said_and_the_rest_still_comes() -> None:
    measures, gone = Measures(), Database("sqlite:////nowhere/at/all.db", KeyRing([KEY]))
    measures.registry.register(Standing(gone, Clock()))
    measures.went("sms", delivered=False)
    assert measures.registry.get_sample_value("lightline_database_readable") == 0
    assert measures.registry.get_sample_value("lightline_sent_total", {"channel": "sms"}) == 1
    gone.close()


def test_the_queue_is_read_by_its_own_index(database: Database) -> None:
    """However many texts have gone before."""
    asked: list[tuple[str, object]] = []
    with database.read() as tx:
        event.listen(tx.connection, "before_cursor_execute", lambda *about: asked.append((about[2], about[3])))
        assert messages.waiting(tx) == ()
    queue(database)
    with database.read() as tx:
        assert messages.waiting(tx) == (Waiting("sms", "reply", 1, NOW),)
        tx.execute(text("SELECT 1" if tx.connection.dialect.name == "sqlite" else "SET LOCAL enable_seqscan = off"))
        plan = "EXPLAIN QUERY PLAN " if tx.connection.dialect.name == "sqlite" else "EXPLAIN "
        told = str(tx.connection.exec_driver_sql(plan + asked[0][0]).all())
    assert "messages_next" in told or "messages_queue" in told, told


def test_a_turn_that_breaks_is_counted(house: House, clock: Clock) -> None:
    house.flows = None  # type: ignore[assignment]  # nothing can be asked now
    take_now(house, Inbound("sms", ANN, "hello", "SM1"), clock())
    assert counted(house, "inbound_total", channel="sms", outcome="broken") == 1


@played
async def test_a_wrong_setting_is_counted_as_ours(house: House, sms: Scripted, ann: Phone) -> None:
    sms.script.append(OursToFix("Twilio did not accept our account or token.", "20003"))
    await ann.text("hello")
    assert counted(house, "retried_total", channel="sms", reason="ours to fix") == 1
    assert counted(house, "channel_rests_seconds", channel="sms") == 300
