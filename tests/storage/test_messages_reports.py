from collections.abc import Callable
from itertools import permutations
from threading import Thread
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import messages
from storage.database import Database
from storage.messages import Status
from storage.messages.reports import RANK, early
from tests.storage.people import MINUTE, NOW, message, queue

REASONS: dict[Status, str] = {"failed": "the phone is off", "undelivered": "no such number"}
CODES: dict[Status, str] = {"failed": "30003", "undelivered": "30005"}
ENDS: dict[Status, str] = {
    "queued": "sent",
    "sent": "sent",
    "delivered": "delivered",
    "undelivered": "failed",
    "failed": "failed",
}
STATUSES = list(ENDS)
STEPS: dict[str, Callable[[Database, UUID], object]] = {
    "send": lambda database, text: send(database, text),
    "sent": lambda database, text: report(database, text, "sent"),
    "delivered": lambda database, text: report(database, text, "delivered"),
}


def claimed(database: Database) -> UUID:
    queued = queue(database)
    with database.begin() as tx:
        messages.claim(tx, NOW, MINUTE, 99, ["sms"])
    return queued


def send(database: Database, message_id: UUID, *, delivered: bool = False) -> None:
    with database.begin() as tx:
        messages.sent(tx, message_id, f"SM-{message_id}", delivered, NOW)


def report(database: Database, message_id: UUID, status: Status) -> bool:
    with database.begin() as tx:
        return None is not messages.report(
            tx, "sms", f"SM-{message_id}", status, CODES.get(status), NOW, REASONS.get(status)
        )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(reports=st.lists(st.sampled_from(STATUSES), max_size=6), before=st.integers(0, 6))
def test_whatever_the_order_the_highest_report_wins(database: Database, reports: list[Status], before: int) -> None:
    text = claimed(database)
    assert not any(report(database, text, each) for each in reports[:before]), "not known before it was sent"
    send(database, text)
    for each in reports[before:]:
        report(database, text, each)
    highest: Status = max(reports, key=lambda each: RANK[each], default="sent")
    found = message(database, text)
    assert (found.state, found.code) == (ENDS[highest], CODES.get(highest))
    assert found.reason == REASONS.get(highest)
    with database.read() as tx:
        assert tx.execute(early.select()).all() == [], "early reports are joined and gone"


@pytest.mark.parametrize("order", list(permutations(STEPS)))
def test_delivered_stays_delivered(database: Database, order: tuple[str, ...]) -> None:
    text = claimed(database)
    for step in order:
        STEPS[step](database, text)
    assert message(database, text).state == "delivered"


def test_a_text_that_the_provider_saw_arrive_is_delivered_at_once(database: Database) -> None:
    text = claimed(database)
    send(database, text, delivered=True)
    report(database, text, "sent")
    assert message(database, text).state == "delivered"


def test_a_failure_without_words_gets_plain_ones(database: Database) -> None:
    text = claimed(database)
    send(database, text)
    with database.begin() as tx:
        messages.report(tx, "sms", f"SM-{text}", "undelivered", "30003", NOW)
    assert message(database, text).reason == "the phone network could not deliver it"


def test_a_report_about_an_inbound_text_or_another_channel_changes_nothing(database: Database) -> None:
    text = claimed(database)
    send(database, text)
    with database.begin() as tx:
        assert not messages.report(tx, "telegram", f"SM-{text}", "failed", None, NOW)
        found = messages.by_ids(tx, [text])[0]
        assert messages.keep_inbound(tx, found.contact_id, found.address_id, "sms", "SM-in", "Hi", None, NOW)
        assert not messages.report(tx, "sms", "SM-in", "failed", None, NOW)
    assert message(database, text).state == "sent"


@pytest.mark.parametrize("first", ["send", "delivered"])
def test_a_send_and_its_report_at_the_same_moment_do_not_miss_each_other(database: Database, first: str) -> None:
    text = claimed(database)
    other = ({"send", "delivered"} - {first}).pop()
    waiting = Thread(target=STEPS[other], args=(database, text))
    with database.begin() as tx:
        if first == "send":
            messages.sent(tx, text, f"SM-{text}", delivered=False, now=NOW)
        else:
            messages.report(tx, "sms", f"SM-{text}", "delivered", None, NOW)
        waiting.start()
        waiting.join(0.2)
        assert waiting.is_alive(), "it waits for the first"
    waiting.join(10)
    assert message(database, text).state == "delivered"


def test_a_report_that_comes_again_is_nothing_new(database: Database) -> None:
    text = claimed(database)
    send(database, text)
    assert [report(database, text, each) for each in ("undelivered", "undelivered", "delivered")] == [
        True,
        False,
        False,
    ]
