"""/v1/broadcasts: written, looked at, sent once, and what became of it for each; who may and who may not."""

import asyncio
import csv
import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from bot.broadcasting import plan_due
from conversations.effects import Purpose
from storage import addresses, consents, contacts, erasure, staff, tokens
from storage.networks import Network
from tests.api.doors import ANN, BOB, NOW, PARVEEN, Town, knocking, made
from tests.bot.houses import send_all

COFFEE: dict[str, Any] = {
    "title": "Coffee in December",
    "text": "Hi {first_name}, there is coffee on Thursday.",
    "audience": {"networks": ["leeds"]},
    "purpose": "service",
    "lawful_basis": "consent",
}


AGREED: list[tuple[Purpose, str, str, str]] = [("conversation", "w", "in person", "Sam")]


def person(town: Town, number: str, name: str | None, network: Network | None = None) -> UUID:
    """Somebody who agreed, on a simulated phone."""
    with town.house.database.begin() as tx:
        place = (network or town.leeds).id
        return contacts.create(tx, "simulator", f"sms:{number}", name, place, "en", AGREED, NOW).id


def member(town: Town, name: str, network: Network | None = None) -> httpx.Client:
    """Somebody who works here, with a token of their own."""
    with town.house.database.begin() as tx:
        them = staff.add(tx, f"{name.lower()}@lightline.example", name, "cpsw", "Leeds", NOW)
        secret = tokens.create(tx, "cpsw", network.id if network else None, NOW, them.id)[1]
    return knocking(town.app, secret)


def go_out(town: Town) -> None:
    """Time passes: what is due goes."""
    plan_due(town.house)
    asyncio.run(send_all(town.house))


def test_from_a_draft_to_a_line_for_each(town: Town) -> None:
    person(town, ANN, "Ann")
    person(town, BOB, None)
    stopped = person(town, PARVEEN, "Parveen")
    with town.house.database.begin() as tx:
        contacts.stop(tx, stopped, NOW)
    sam = member(town, "Sam")
    draft = made(sam.post("/v1/broadcasts", json=COFFEE))
    assert (draft["state"], draft["created_by"], draft["version"]) == ("draft", "Sam", 1)

    seen = sam.get(f"/v1/broadcasts/{draft['id']}/preview").json()
    assert (seen["meant"], seen["would_get_it"]) == (3, 2)
    assert seen["left_out"] == [{"reason": "stopped: this person asked for no more texts", "people": 1}]
    assert [each["text"].splitlines()[0] for each in seen["texts"]] == [
        "Hi Ann, there is coffee on Thursday.",
        "Hi, there is coffee on Thursday.",
    ]

    for _ in range(3):
        sent = sam.post(f"/v1/broadcasts/{draft['id']}/send", json={"version": 1})
        assert sent.status_code == 200, sent.text
    go_out(town)
    done = sam.get(f"/v1/broadcasts/{draft['id']}").json()
    assert (done["state"], done["sent_by"]) == ("done", "Sam")
    assert (done["progress"]["people"], done["progress"]["gone"], done["progress"]["left_out"]) == (3, 2, 1)

    lines = sam.get(f"/v1/broadcasts/{draft['id']}/recipients").json()["items"]
    assert [(each["contact"], each["state"]) for each in lines] == [
        ("WY-0001", "delivered"),
        ("WY-0002", "delivered"),
        ("WY-0003", "left out"),
    ]
    rows = sam.get(f"/v1/broadcasts/{draft['id']}/recipients", headers={"Accept": "text/csv"}).text
    assert [row["contact"] for row in csv.DictReader(io.StringIO(rows))] == ["WY-0001", "WY-0002", "WY-0003"]
    assert all(number not in rows for number in (ANN, BOB, PARVEEN))


def test_who_joins_the_page_in_the_middle_is_on_the_next(town: Town) -> None:
    for n in range(5):
        person(town, f"+44770090010{n}", "Ann")
    admin = town.client("admin")
    draft = made(admin.post("/v1/broadcasts", json=COFFEE))
    admin.post(f"/v1/broadcasts/{draft['id']}/send")
    go_out(town)
    first = admin.get(f"/v1/broadcasts/{draft['id']}/recipients?limit=3").json()
    second = admin.get(f"/v1/broadcasts/{draft['id']}/recipients?limit=3&cursor={first['next']}").json()
    assert [each["contact"] for each in first["items"] + second["items"]] == [f"WY-000{n}" for n in range(1, 6)]
    assert second["next"] is None


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ({"text": "Hi {name}"}, "body.text", "fill in"),
        ({"text": "x" * 1600}, "body.text", "too long"),
        ({"text": "Can you donate a fiver?"}, "body.text", "asked for money"),
        ({"purpose": "fundraising"}, "body.purpose", "asked for money"),
        ({"audience": {}}, "body.audience", "who is meant"),
        ({"audience": {"workers": ["nobody@lightline.example"]}}, "body.audience.workers", "email address"),
        ({"audience": {"people": ["WY-9999"]}}, "body.audience.people", "WY-9999"),
        ({"audience": {"answers": ["yes"]}}, "body.audience.answers", "which meeting"),
        ({"at": "2026-11-24T10:00"}, "body.at", "is over"),
        ({"at": "2026-11-25T22:00"}, "body.at", "Nobody is texted at that hour"),
        ({"at": "2027-03-28T01:30"}, "body.at", "go forward"),
        ({"until": "2026-11-24T11:00"}, "body.until", "before it can go"),
        ({"until": "2027-03-28T01:30"}, "body.until", "go forward"),
        ({"translations": {"en": "Hi"}}, "body.translations.en", "`text`"),
        ({"translations": {"pl": "Czesc {imie}"}}, "body.translations.pl", "fill in"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(town: Town, change: dict[str, Any], where: str, what: str) -> None:
    admin = town.client("admin")
    answer = admin.post("/v1/broadcasts", json={**COFFEE, **change})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["where"] == where
    assert what in answer.json()["detail"]
    assert admin.get("/v1/broadcasts").json()["items"] == []


def test_an_unknown_network_is_not_there(town: Town) -> None:
    answer = town.client("admin").post("/v1/broadcasts", json={**COFFEE, "audience": {"networks": ["york"]}})
    assert answer.status_code == 404


def test_to_nobody_it_is_not_sent(town: Town) -> None:
    admin = town.client("admin")
    draft = made(admin.post("/v1/broadcasts", json=COFFEE))
    answer = admin.post(f"/v1/broadcasts/{draft['id']}/send")
    assert answer.status_code == 409
    assert "Nobody would get it" in answer.json()["detail"]
    assert admin.get(f"/v1/broadcasts/{draft['id']}").json()["state"] == "draft"


def test_two_workers_on_one_draft(town: Town) -> None:
    sam, joan = member(town, "Sam"), member(town, "Joan")
    draft = made(sam.post("/v1/broadcasts", json=COFFEE))
    changed = joan.patch(f"/v1/broadcasts/{draft['id']}", json={"version": 1, "text": "Tea on Friday."})
    assert (changed.json()["text"], changed.json()["version"]) == ("Tea on Friday.", 2)
    assert changed.json()["title"] == COFFEE["title"]
    late = sam.patch(f"/v1/broadcasts/{draft['id']}", json={"version": 1, "text": "Cake on Friday."})
    assert late.status_code == 409
    assert "Somebody else has changed it" in late.json()["detail"]


def test_null_takes_the_hour_away_and_nothing_else(town: Town) -> None:
    admin = town.client("admin")
    draft = made(admin.post("/v1/broadcasts", json={**COFFEE, "at": "2026-11-25T10:00"}))
    here = f"/v1/broadcasts/{draft['id']}"
    assert admin.patch(here, json={"version": 1, "at": None}).json()["at"] is None
    assert admin.patch(here, json={"version": 2, "text": None}).status_code == 422


def test_many_people_need_a_second_person(town: Town) -> None:
    for n in range(town.house.settings.broadcast_alone + 1):
        person(town, f"+447700900{n:03d}", "Ann")
    sam, joan = member(town, "Sam"), member(town, "Joan")
    draft = made(sam.post("/v1/broadcasts", json=COFFEE))
    assert sam.get(f"/v1/broadcasts/{draft['id']}/preview").json()["needs_second_person"]
    alone = sam.post(f"/v1/broadcasts/{draft['id']}/send")
    assert alone.status_code == 409
    assert "second person" in alone.json()["detail"]
    with town.house.database.begin() as tx:
        sam_again = staff.by_email(tx, "sam@lightline.example")
        assert sam_again
        other_token = tokens.create(tx, "cpsw", None, NOW, sam_again.id)[1]
    assert knocking(town.app, other_token).post(f"/v1/broadcasts/{draft['id']}/send").status_code == 409
    assert joan.post(f"/v1/broadcasts/{draft['id']}/send", json={"version": 1}).status_code == 200


def test_held_let_go_and_called_off(town: Town) -> None:
    for number in (ANN, BOB):
        person(town, number, "Ann")
    admin = town.client("admin")
    draft = made(admin.post("/v1/broadcasts", json=COFFEE))
    here = f"/v1/broadcasts/{draft['id']}"
    assert admin.post(f"{here}/pause").status_code == 409
    admin.post(f"{here}/send")
    assert admin.post(f"{here}/pause").json()["state"] == "paused"
    go_out(town)
    assert admin.get(here).json()["progress"]["gone"] == 0
    assert admin.post(f"{here}/resume").json()["state"] in ("scheduled", "sending")
    plan_due(town.house)
    asyncio.run(town.house.sender.send_due())
    called_off = admin.post(f"{here}/cancel").json()
    assert (called_off["state"], called_off["progress"]["gone"], called_off["progress"]["skipped"]) == (
        "cancelled",
        1,
        1,
    )
    assert admin.post(f"{here}/send").status_code == 409
    assert admin.post(f"{here}/resume").status_code == 409


def test_a_test_text_goes_to_ones_own_phone(town: Town) -> None:
    own = person(town, ANN, "Sam")
    sam = member(town, "Sam")
    draft = made(sam.post("/v1/broadcasts", json=COFFEE))
    assert sam.post(f"/v1/broadcasts/{draft['id']}/test").status_code == 409
    assert town.client("admin").post(f"/v1/broadcasts/{draft['id']}/test").status_code == 409
    with town.house.database.begin() as tx:
        them = staff.by_email(tx, "sam@lightline.example")
        assert them
        contacts.belongs_to_staff(tx, own, them.id)
    tried = sam.post(f"/v1/broadcasts/{draft['id']}/test")
    assert tried.json()["text"].startswith("Hi Sam, there is coffee")


def test_one_network_s_token_reaches_its_own_people_only(town: Town) -> None:
    person(town, ANN, "Ann")
    person(town, BOB, "Bob", town.bradford)
    leeds, bradford = town.client("cpsw", town.leeds), town.client("cpsw", town.bradford)
    draft = made(leeds.post("/v1/broadcasts", json={**COFFEE, "audience": {}}))
    assert draft["network"] == "leeds"
    assert leeds.get(f"/v1/broadcasts/{draft['id']}/preview").json()["meant"] == 1
    for path in ("", "/preview", "/recipients"):
        assert bradford.get(f"/v1/broadcasts/{draft['id']}{path}").status_code == 404
    for deed in ("send", "pause", "resume", "cancel", "test"):
        assert bradford.post(f"/v1/broadcasts/{draft['id']}/{deed}").status_code == 404
    assert bradford.get("/v1/broadcasts").json()["items"] == []
    assert leeds.post("/v1/broadcasts", json={**COFFEE, "audience": {"networks": ["bradford"]}}).status_code == 404
    theirs = {**COFFEE, "audience": {"people": ["WY-0002"]}}
    assert leeds.post("/v1/broadcasts", json=theirs).status_code == 422


@pytest.mark.parametrize("role", ["chair", "reader"])
def test_chairs_and_readers_see_no_lists_of_people(town: Town, role: tokens.Role) -> None:
    client = town.client(role)
    assert client.get("/v1/broadcasts").status_code == 403
    assert client.post("/v1/broadcasts", json=COFFEE).status_code == 403


def test_a_caseload_and_tags_are_kept_and_found(town: Town) -> None:
    person(town, ANN, "Ann")
    person(town, BOB, "Bob")
    sam = member(town, "Sam")
    kept = sam.patch("/v1/contacts/WY-0001", json={"worker": "SAM@lightline.example", "tags": ["tuesday-group"]})
    assert (kept.json()["worker"], kept.json()["tags"]) == ("Sam", ["tuesday-group"])
    assert sam.patch("/v1/contacts/WY-0001", json={"worker": "x@lightline.example"}).status_code == 422
    for audience in ({"workers": ["sam@lightline.example"]}, {"tags": ["tuesday-group"]}):
        draft = made(sam.post("/v1/broadcasts", json={**COFFEE, "audience": audience, "worker_line": True}))
        assert {name: value for name, value in draft["audience"].items() if value} == audience
        seen = sam.get(f"/v1/broadcasts/{draft['id']}/preview").json()
        assert seen["meant"] == 1
        assert seen["texts"][0]["text"].endswith("From Sam at Leeds Network. Text STOP to stop.")
    assert sam.patch("/v1/contacts/WY-0001", json={"worker": None, "tags": []}).json()["worker"] is None


def test_somebody_who_is_erased_leaves_the_results(town: Town) -> None:
    ann = person(town, ANN, "Ann")
    admin = town.client("admin")
    draft = made(admin.post("/v1/broadcasts", json=COFFEE))
    admin.post(f"/v1/broadcasts/{draft['id']}/send")
    go_out(town)
    with town.house.database.begin() as tx:
        contacts.lock(tx, ann)
        erasure.erase(tx, ann, keep_views=False, now=NOW)
        erasure.finish(tx, ann, NOW)
    assert admin.get(f"/v1/broadcasts/{draft['id']}/recipients").json()["items"] == []


def test_a_text_that_leaves_late_tells_the_provider_until_when(town: Town) -> None:
    person(town, ANN, "Ann")
    admin = town.client("admin")
    draft = made(admin.post("/v1/broadcasts", json={**COFFEE, "until": "2026-11-24T14:00"}))
    sent = admin.post(f"/v1/broadcasts/{draft['id']}/send").json()
    assert sent["deadline"] == (NOW + timedelta(hours=2)).isoformat().replace("+00:00", "Z")
    with town.house.database.begin() as tx:
        ann = contacts.by_reference(tx, "WY-0001")
        assert ann
        addresses.mark_unreachable(tx, addresses.of_contact(tx, ann.id)[0].id, "the number is not in use", NOW)
        consents.record(tx, ann.id, "conversation", False, "w", "sms", "the person", NOW)
    go_out(town)
    line = admin.get(f"/v1/broadcasts/{draft['id']}/recipients").json()["items"][0]
    assert (line["state"], line["reason"]) == ("left out", "this address cannot be reached: the number is not in use")
