"""/v1/contacts/{contact}/consents: every yes and no, to which words."""

import asyncio
from itertools import count
from typing import Any
from uuid import UUID

from bot.channels.channel import Inbound
from bot.turn import take
from conversations.flow import publish
from storage import consents, flows
from tests.api.doors import ANN, NOW, Town, made

IDS = count(1)
PAPER = {"purpose": "conversation", "wording": "We may text you. You can stop at any time.", "given_by": "paper"}


def ann_texts(town: Town, *words: str) -> None:
    for each in words:
        asyncio.run(take(town.house, Inbound("simulator", f"sms:{ANN}", each, f"{next(IDS)}")))


def ledger(town: Town, contact: str = "WY-0001") -> dict[str, Any]:
    response = town.client("cpsw").get(f"/v1/contacts/{contact}/consents")
    assert response.status_code == 200, response.text
    return dict(response.json())


def test_what_was_agreed_to_by_text_leads_to_the_words_that_were_shown(town: Town) -> None:
    ann_texts(town, "hello", "yes", "Ann", "Leeds", "1")
    shown = ledger(town)
    assert shown["contact"] == "WY-0001"
    assert shown["current"] == {"conversation": True, "being_quoted": True}
    agreed, quoting = shown["entries"]
    assert (agreed["purpose"], agreed["outcome"], agreed["asked_again"]) == ("conversation", "given", False)
    assert (agreed["recorded_by"], agreed["recorded_at"]) == ("the person", "2026-11-24T12:00:00Z")
    assert agreed["wording"] == f"welcome@{town.house.flows.current('welcome').version}:consent"
    english = next(each for each in agreed["words"] if each["language"] == "en")
    assert english["text"].startswith("We would like to keep what you text us.")
    assert english["again"].startswith("Just to be sure.")
    assert "First name\nNo name" in next(each["text"] for each in quoting["words"] if each["language"] == "en")


def test_words_stay_as_they_were_when_the_flow_is_edited(town: Town) -> None:
    yaml = "about: A test.\nstart: ask\nnodes:\n  ask:\n    kind: yes_no\n    asks: x\n    yes: end\n    no: end\n"
    old = publish("welcome", yaml, {"en": "ask = May we text you{ $by_name }?\n", "pl": "ask = Czy możemy pisać?\n"})
    ann_texts(town, "hello", "yes")
    ann = UUID(town.client("cpsw").get("/v1/contacts/WY-0001").json()["id"])
    with town.house.database.begin() as tx:
        flows.publish(tx, old.name, old.version, old.yaml, old.words, NOW)
        consents.record(tx, ann, "reminders", True, f"welcome@{old.version}:ask", "sms", "the person", NOW)
        consents.record(tx, ann, "reminders", True, "welcome@0123456789ab:ask", "sms", "the person", NOW)
    _, kept, lost = ledger(town)["entries"]
    assert kept["words"] == [
        {"language": "en", "text": "May we text you[by_name]?", "again": None},
        {"language": "pl", "text": "Czy możemy pisać?", "again": None},
    ]
    assert (lost["words"], lost["wording"]) == ([], "welcome@0123456789ab:ask")


def test_given_withdrawn_and_asked_again(town: Town) -> None:
    worker = town.client("cpsw", town.leeds)
    body = {"channel": "sms", "address": "07700 900123", "consents": [PAPER]}
    parveen = made(worker.post("/v1/contacts", json=body))
    with town.house.database.begin() as tx:
        for given in (False, False, True):
            consents.record(tx, UUID(parveen["id"]), "conversation", given, "on the phone", "phone", "Josie", NOW)
        consents.record(tx, UUID(parveen["id"]), "invitations", False, "on the phone", "phone", "Josie", NOW)
    shown = ledger(town, parveen["id"])
    assert [(each["outcome"], each["asked_again"]) for each in shown["entries"]] == [
        ("given", False), ("withdrawn", True), ("refused", True), ("given", True), ("refused", False),
    ]  # fmt: skip
    first = shown["entries"][0]
    assert first["recorded_by"].startswith("token ")
    assert first["channel"] == "paper"
    assert first["words"] == [{"language": None, "text": PAPER["wording"], "again": None}]
    assert shown["current"] == {"conversation": True, "invitations": False}


def test_a_stop_stands_above_every_consent_until_the_person_opens_the_line(town: Town) -> None:
    ann_texts(town, "hello", "yes", "take me off this list")
    assert ledger(town)["stopped_at"] == "2026-11-24T12:00:00Z"
    ann_texts(town, "yes", "hello again", "I do love fishing")
    assert ledger(town)["stopped_at"], "no later text un-stops anyone"
    ann_texts(town, "START")
    assert ledger(town)["stopped_at"] is None


def test_only_those_who_may_see_people_see_it(town: Town) -> None:
    worker = town.client("cpsw", town.leeds)
    made(worker.post("/v1/contacts", json={"channel": "sms", "address": "07700 900123", "consents": [PAPER]}))
    assert town.client("chair", town.leeds).get("/v1/contacts/WY-0001/consents").status_code == 403
    assert town.client("cpsw", town.bradford).get("/v1/contacts/WY-0001/consents").status_code == 404
    assert worker.get("/v1/contacts/WY-0002/consents").status_code == 404
    assert worker.get("/v1/contacts/07700900123/consents").status_code == 422
