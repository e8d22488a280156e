"""/v1/contacts/{contact}/consents: every yes and no, to which words."""

import asyncio
from itertools import count
from typing import Any
from uuid import UUID

from bot.channels.channel import Inbound
from bot.turn import start_flow, take
from conversations.flow import publish
from storage import consents, flows
from tests.api.doors import ANN, NOW, Town, made

IDS = count(1)
ASKING = """
about: A test.
start: ask
nodes:
  ask:
    kind: yes_no
    asks: reminders
    records: reminders
    yes: end
    no: end
"""
PAPER = {"purpose": "conversation", "wording": "We may text you. You can stop at any time.", "given_by": "paper"}

KASIA = {"channel": "simulator", "address": f"sms:{ANN}", "language": "pl", "consents": [PAPER]}


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
    assert agreed["text"].startswith("We would like to keep what you text us.")
    assert agreed["language"] == "en"
    assert quoting["text"].endswith("how shall we put it?\nFirst name\nNo name")


def test_a_yes_to_other_words_leads_to_those(town: Town) -> None:
    ann_texts(town, "hello", "whatever", "yes")
    (agreed,) = ledger(town)["entries"]
    assert agreed["wording"].endswith(":consent.again")
    assert agreed["text"].startswith("Just to be sure.")


def test_a_yes_in_another_language_leads_to_the_words_in_it(town: Town) -> None:
    kasia = made(town.client("cpsw").post("/v1/contacts", json=KASIA))
    consultation = {"ask = May we?": "en", "ask = Czy mo\u017cemy?": "pl"}
    source = publish("asked", ASKING, {language: f"{words}\n" for words, language in consultation.items()})
    town.house.flows.install(source)
    asyncio.run(start_flow(town.house, UUID(kasia["id"]), "asked"))
    asyncio.run(take(town.house, Inbound("simulator", f"sms:{ANN}", "tak", "1")))
    _, asked = ledger(town)["entries"]
    assert asked["wording"] == f"asked@{source.version}:ask[pl]"
    assert (asked["text"], asked["language"]) == ("Czy mo\u017cemy?", "pl")


def test_words_stay_as_they_were_when_the_flow_is_edited(town: Town) -> None:
    old = publish("welcome", ASKING, {"en": "ask = May we text you{ $by_name }?\n", "pl": "ask = Czy możemy pisać?\n"})
    ann_texts(town, "hello", "yes")
    ann = UUID(town.client("cpsw").get("/v1/contacts/WY-0001").json()["id"])
    with town.house.database.begin() as tx:
        flows.publish(tx, old.name, old.version, old.yaml, old.words, NOW)
        consents.record(tx, ann, "reminders", True, f"welcome@{old.version}:ask", "sms", "the person", NOW)
        consents.record(tx, ann, "reminders", True, "welcome@0123456789ab:ask", "sms", "the person", NOW)
        consents.record(tx, ann, "reminders", True, f"welcome@{old.version}:ask[pl]", "sms", "the person", NOW)
    _, kept, lost, polish = ledger(town)["entries"]
    assert (kept["text"], kept["language"]) == ("May we text you[by_name]?", "en")
    assert (polish["text"], polish["language"]) == ("Czy możemy pisać?", "pl")
    assert (lost["text"], lost["wording"]) == (None, "welcome@0123456789ab:ask")


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
    assert (first["text"], first["language"]) == (PAPER["wording"], None)
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


def test_staff_write_down_what_was_said_elsewhere(town: Town) -> None:
    ann_texts(town, "hello", "yes", "take me off this list")
    worker = town.client("cpsw")
    said = {"purpose": "conversation", "given": True, "wording": "May we text you?", "given_by": "phone call"}
    shown = made(worker.post("/v1/contacts/WY-0001/consents", json=said))
    assert shown == ledger(town)
    assert [(each["outcome"], each["channel"]) for each in shown["entries"]][-1] == ("given", "phone call")
    assert shown["stopped_at"], "a yes on the phone opens no line that its owner closed"
    shown = made(worker.post("/v1/contacts/WY-0001/consents", json={**said, "given": False}))
    assert shown["entries"][-1]["outcome"] == "withdrawn"
    assert shown["current"] == {"conversation": False}
    assert town.client("chair").post("/v1/contacts/WY-0001/consents", json=said).status_code == 403
    assert town.client("cpsw", town.leeds).post("/v1/contacts/WY-0001/consents", json=said).status_code == 404
