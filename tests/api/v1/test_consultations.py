"""/v1/consultations: from a list of questions over people's phones to their answers."""

import asyncio
from itertools import count
from typing import Any
from uuid import UUID

import httpx
import pytest

from bot.channels.channel import Inbound
from bot.channels.simulator import SimulatorChannel
from bot.house import House, build
from bot.settings import load_settings
from bot.turn import take
from conversations.library import load_flows
from storage import consents, consultations, contacts, messages
from storage.networks import Network
from tests.api.doors import NOW, Town, made

BUSES: dict[str, Any] = {
    "network": "leeds",
    "title": "Buses in Leeds",
    "questions": [
        {"text": "What would make the buses work for you?", "kind": "text"},
        {"text": "How do you get about?", "kind": "choice", "choices": ["Bus", "On foot", "Lift from a friend"]},
        {"text": "How easy is it to get to us?", "kind": "scale"},
        {"text": "Would an evening bus help?", "kind": "yes_no"},
    ],
    "languages": {
        "pl": {
            "title": "Autobusy w Leeds",
            "questions": [
                {"text": "Co by pomogło?"},
                {"text": "Jak się poruszasz?", "choices": ["Autobus", "Pieszo", "Ktoś mnie podwozi"]},
                {"text": "Jak łatwo do nas dojechać?"},
                {"text": "Czy pomógłby wieczorny autobus?"},
            ],
        }
    },
}
NAMES = ("Ann", "Bob", "Parveen", "Dave", "Josie", "Kasia", "Imran", "Sue", "Tom", "Uma", "Vic", "Wes")
IDS = count(1)


def phone(name: str) -> str:
    return f"sms:+4477009001{NAMES.index(name):02}"


def join(town: Town, name: str, network: Network | None = None, *, agreed: bool = True, language: str = "en") -> UUID:
    """Somebody is on the line of Leeds."""
    given = [("conversation", "form 1", "paper", "Josie")] if agreed else []
    with town.house.database.begin() as tx:
        network_id = (network or town.leeds).id
        return contacts.create(tx, "simulator", phone(name), name, network_id, language, given, NOW).id  # type: ignore[arg-type]


def text(house: House, name: str, *words: str) -> None:
    for each in words:
        asyncio.run(take(house, Inbound("simulator", phone(name), each, f"{next(IDS)}")))


def told(town: Town, person: UUID) -> list[str]:
    """What the line wanted to tell somebody, oldest first."""
    with town.house.database.read() as tx:
        found = messages.of_contact(tx, person, 99).items
    return [each.text for each in found if not each.inbound][::-1]


def write(client: httpx.Client, **changed: Any) -> dict[str, Any]:
    return made(client.post("/v1/consultations", json=BUSES | changed))


def start(client: httpx.Client, consultation: dict[str, Any], *named: str) -> dict[str, Any]:
    body = {"contacts": list(named)} if named else {}
    response = client.post(f"/v1/consultations/{consultation['id']}/start", json=body)
    assert response.status_code == 200, response.text
    return dict(response.json())


def answers(client: httpx.Client, consultation: dict[str, Any]) -> list[dict[str, Any]]:
    response = client.get(f"/v1/consultations/{consultation['id']}/answers")
    assert response.status_code == 200, response.text
    return list(response.json()["answers"])


def test_a_consultation_is_written_listed_and_found(town: Town) -> None:
    chair = town.client("chair", town.leeds)
    consultation = write(chair)
    assert [each["position"] for each in consultation["questions"]] == [1, 2, 3, 4]
    assert [each["kind"] for each in consultation["questions"]] == ["text", "choice", "scale", "yes_no"]
    assert consultation["questions"][1]["choices"] == ["Bus", "On foot", "Lift from a friend"]
    assert len(consultation["version"]) == 12
    assert chair.get("/v1/consultations").json() == {"items": [consultation], "next": None}
    assert chair.get(f"/v1/consultations/{consultation['id']}").json() == consultation
    assert chair.get(f"/v1/consultations/{consultation['id']}/answers").json()["consultation"] == consultation


def test_people_who_agreed_are_asked_and_their_answers_read_back(town: Town) -> None:
    ann, bob, dave, josie = (join(town, name, agreed=name != "Bob") for name in ("Ann", "Bob", "Dave", "Josie"))
    far = join(town, "Vic", town.bradford)
    with town.house.database.begin() as tx:
        contacts.stop(tx, dave, NOW)
        contacts.pause(tx, josie, NOW)
    chair = town.client("chair", town.leeds)
    consultation = write(chair)
    assert start(chair, consultation) == {"asked": None, "left_out": []}, "one person: a count below five"
    assert [told(town, each) for each in (bob, dave, josie, far)] == [[], [], [], []]
    (asked,) = told(town, ann)
    assert "Buses in Leeds." in asked
    assert "What would make the buses work for you?" in asked
    text(town.house, "Ann", "benches with a roof", "on foot", "back", "bus", "4", "aye")
    assert "Thank you, Ann" in told(town, ann)[-1]
    said, travel, scale, evening = answers(chair, consultation)
    assert [each["text"] for each in said["views"]] == ["benches with a roof"]
    assert [each["people"] for each in travel["counts"]] == [None] * 3
    assert [each["answer"] for each in scale["counts"]] == ["1", "2", "3", "4", "5"]
    assert [each["answer"] for each in evening["counts"]] == ["yes", "no"]
    assert {each["people"] for each in (said, travel, scale, evening)} == {None}
    (view,) = chair.get("/v1/feedback").json()["items"]
    assert view["question"] == "What would make the buses work for you?"
    assert view["network"] == "leeds"


def test_counts_are_shown_from_five_on_and_give_no_smaller_one_away(town: Town) -> None:
    for name in NAMES:
        join(town, name)
    chair = town.client("chair", town.leeds)
    consultation = write(chair)
    assert start(chair, consultation)["asked"] == 12
    for at, name in enumerate(NAMES):
        text(
            town.house, name, "skip", "bus" if at < 7 else "on foot", "5" if at < 6 else "4", "yes" if at < 9 else "no"
        )
    text(town.house, "Ann", "say more benches")
    said, travel, scale, evening = answers(chair, consultation)
    assert (said["people"], said["views"]) == (None, [])
    assert [each["people"] for each in travel["counts"]] == [7, 5, None]
    assert travel["people"] is None, "12 would tell that nobody gets a lift"
    assert [each["people"] for each in scale["counts"]] == [None, None, None, 6, 6]
    assert scale["people"] is None
    assert [each["people"] for each in evening["counts"]] == [9, None]
    assert evening["people"] is None, "12 would tell that it was three"


def test_the_last_answer_of_a_person_counts(town: Town) -> None:
    for name in NAMES[:5]:
        join(town, name)
    chair = town.client("chair", town.leeds)
    consultation = write(chair, questions=BUSES["questions"][3:], languages={})
    start(chair, consultation)
    with town.house.database.begin() as tx:
        question = UUID(consultation["questions"][0]["id"])
        for name in NAMES[:5]:
            person = contacts.reach(tx, "simulator", phone(name), NOW).contact.id
            for answer in ("no", "yes"):
                consultations.keep_answer(tx, question, person, answer, NOW)
    (evening,) = answers(chair, consultation)
    assert evening["counts"] == [{"answer": "yes", "people": 5}, {"answer": "no", "people": None}]


def test_nobody_is_asked_twice_and_what_broke_off_goes_on(town: Town) -> None:
    ann, bob = join(town, "Ann"), join(town, "Bob")
    chair = town.client("chair", town.leeds)
    consultation = write(chair)
    with town.house.database.begin() as tx:
        consultations.want(tx, UUID(consultation["id"]), [ann], NOW)
    start(chair, consultation)
    start(chair, consultation)
    assert len(told(town, ann)) == len(told(town, bob)) == 1
    text(town.house, "Ann", "no idea at all really")
    start(chair, consultation)
    assert len(told(town, ann)) == 2


def test_a_start_sent_twice_is_one(town: Town) -> None:
    ann = join(town, "Ann")
    chair = town.client("chair", town.leeds)
    consultation = write(chair)
    address, key = f"/v1/consultations/{consultation['id']}/start", {"Idempotency-Key": "once"}
    first, second = (chair.post(address, json={}, headers=key) for _ in range(2))
    assert first.json() == second.json()
    assert second.headers["Idempotent-Replayed"] == "true"
    assert len(told(town, ann)) == 1


def test_a_worker_names_people_and_learns_who_is_left_out(town: Town) -> None:
    ann, bob, dave = (join(town, name, agreed=name != "Bob") for name in ("Ann", "Bob", "Dave"))
    with town.house.database.begin() as tx:
        contacts.stop(tx, dave, NOW)
    worker = town.client("cpsw", town.leeds)
    consultation = write(worker)
    came = start(worker, consultation, str(ann), "WY-0002", "WY-0003")
    assert came == {
        "asked": None,
        "left_out": [
            {"contact": "WY-0002", "why": "They have not agreed to be texted."},
            {"contact": "WY-0003", "why": "They asked for no more texts."},
        ],
    }
    assert [len(told(town, each)) for each in (ann, bob, dave)] == [1, 0, 0]
    assert start(worker, consultation, "WY-0001")["left_out"] == [
        {"contact": "WY-0001", "why": "They were asked before."}
    ]


def test_who_may_ask_whom(town: Town) -> None:
    join(town, "Ann")
    join(town, "Vic", town.bradford)
    chair, worker = town.client("chair", town.leeds), town.client("cpsw")
    consultation = write(chair)
    address = f"/v1/consultations/{consultation['id']}/start"
    assert chair.post(address, json={"contacts": ["WY-0001"]}).status_code == 403
    assert worker.post(address, json={"contacts": ["WY-0002"]}).status_code == 404, "she is in another Network"
    assert worker.post(address, json={"contacts": ["WY-0099"]}).status_code == 404
    reader = town.client("reader", town.leeds)
    assert reader.post("/v1/consultations", json=BUSES).status_code == 403
    assert reader.post(address, json={}).status_code == 403
    assert reader.get(f"/v1/consultations/{consultation['id']}/answers").status_code == 200
    stranger = town.client("cpsw", town.bradford)
    knocks = [
        stranger.get(f"/v1/consultations/{consultation['id']}"),
        stranger.get(f"/v1/consultations/{consultation['id']}/answers"),
        stranger.get("/v1/consultations", params={"network": "leeds"}),
        stranger.post(address, json={}),
        stranger.post("/v1/consultations", json=BUSES),
    ]
    assert {each.status_code for each in knocks} == {404}
    assert stranger.get("/v1/consultations").json()["items"] == []


def test_a_polish_reader_is_asked_in_polish(town: Town) -> None:
    kasia = join(town, "Kasia", language="pl")
    chair = town.client("chair", town.leeds)
    consultation = write(chair)
    start(chair, consultation)
    assert "Co by pomogło?" in told(town, kasia)[0]
    text(town.house, "Kasia", "pomin", "skip", "pieszo")
    with town.house.database.read() as tx:
        kept = consultations.answers_to(tx, [UUID(consultation["questions"][1]["id"])])
    assert [each.answer for each in kept] in (["choice_2"], [])


def test_another_process_goes_on_where_this_one_began(town: Town) -> None:
    ann, bob = join(town, "Ann"), join(town, "Bob")
    chair = town.client("chair", town.leeds)
    consultation = write(chair, questions=BUSES["questions"][3:], languages={})
    start(chair, consultation)
    channels = {"simulator": SimulatorChannel()}
    other = build(
        load_settings(None), clock=lambda: NOW, database=town.house.database, flows=load_flows(), channels=channels
    )
    text(other, "Ann", "yes")
    assert "Thank you, Ann" in told(town, ann)[-1]
    text(other, "Bob", "STOP")
    with town.house.database.read() as tx:
        assert contacts.get(tx, bob).stopped_at
        kept = consultations.answers_to(tx, [UUID(consultation["questions"][0]["id"])])
    assert [each.answer for each in kept] == ["yes"]


def test_what_is_forgotten_is_gone(town: Town) -> None:
    ann = join(town, "Ann")
    chair = town.client("chair", town.leeds)
    consultation = write(chair)
    start(chair, consultation)
    text(town.house, "Ann", "benches with a roof", "bus")
    ids = [UUID(each["id"]) for each in consultation["questions"]]
    with town.house.database.begin() as tx:
        consultations.forget(tx, ann, keep_views=True)
        assert [bool(each.view_id) for each in consultations.answers_to(tx, ids)] == [True]
        consultations.forget(tx, ann)
        assert consultations.answers_to(tx, ids) == ()


def test_nothing_is_kept_of_somebody_who_took_their_consent_back(town: Town) -> None:
    ann = join(town, "Ann")
    chair = town.client("chair", town.leeds)
    consultation = write(chair, questions=BUSES["questions"][3:], languages={})
    start(chair, consultation)
    with town.house.database.begin() as tx:
        consents.record(tx, ann, "conversation", False, "form 1", "paper", "Josie", NOW)
    text(town.house, "Ann", "yes")
    with town.house.database.read() as tx:
        assert consultations.answers_to(tx, [UUID(consultation["questions"][0]["id"])]) == ()


@pytest.mark.parametrize(
    ("changed", "where", "why"),
    [
        ({"questions": [], "languages": {}}, "body.questions", "There is no question. Write at least one."),
        (
            {
                "questions": [{"text": "Which?", "kind": "choice", "choices": [str(n) for n in range(40)]}],
                "languages": {},
            },
            "body.questions.0.choices",
            "Question 1 has 40 choices. Nobody can choose from more than 9 in a text.",
        ),
        (
            {"questions": [{"text": "What about the buses? " * 20}], "languages": {}},
            "body.questions.0.text",
            "Question 1 is 161 characters too long for two texts. Say it shorter.",
        ),
        ({"languages": {"pl": {"title": "A", "questions": []}}}, "body.languages.pl.questions", "In pl there are 0"),
    ],
)
def test_an_impossible_consultation_is_refused_with_the_reason(
    town: Town, changed: dict[str, Any], where: str, why: str
) -> None:
    response = town.client("chair", town.leeds).post("/v1/consultations", json=BUSES | changed)
    assert response.status_code == 422
    problem = response.json()
    assert problem["detail"].startswith(why)
    assert problem["errors"][0]["where"] == where
    assert town.client("chair", town.leeds).get("/v1/consultations").json()["items"] == []
