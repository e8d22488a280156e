"""/v1/alerts and /v1/contacts/{contact}/messages: nobody in danger goes unread."""

from storage import alerts, contacts, messages
from storage.networks import Network
from tests.api.doors import ANN, BOB, NOW, Town

WORDS = "i want to die"


def in_danger(town: Town, address: str, network: Network | None) -> str:
    """Somebody has texted words of danger; their reference."""
    with town.house.database.begin() as tx:
        reached = contacts.reach(tx, "sms", address, NOW)
        contacts.place(tx, reached.contact.id, network.id if network else None)
        text = messages.keep_inbound(tx, reached.contact.id, reached.address.id, "sms", address, WORDS, None, NOW)
        alerts.raise_(tx, reached.contact.id, "urgent", "suicide", text, NOW)
        return reached.contact.reference


def test_a_worker_sees_who_is_in_danger_reads_the_text_and_takes_it_in_hand(town: Town) -> None:
    ann = in_danger(town, ANN, town.leeds)
    worker = town.client("cpsw", town.leeds)
    answer = worker.get("/v1/alerts")
    (alert,) = answer.json()["items"]
    assert (alert["kind"], alert["category"], alert["contact"]) == ("urgent", "suicide", ann)
    assert WORDS not in answer.text
    texts = worker.get(f"/v1/contacts/{ann}/messages")
    assert [(each["direction"], each["text"]) for each in texts.json()["items"]] == [("in", WORDS)]
    assert ANN[3:] not in answer.text + texts.text
    for _ in range(2):
        assert worker.post(f"/v1/alerts/{alert['id']}/acknowledge").json()["acknowledged_at"]
    assert worker.get("/v1/alerts").json()["items"] == []
    assert len(worker.get("/v1/alerts?all=true").json()["items"]) == 1


def test_another_networks_alerts_and_texts_do_not_exist(town: Town) -> None:
    in_danger(town, ANN, town.leeds)
    bob = in_danger(town, BOB, None)
    worker = town.client("cpsw", town.leeds)
    everything = town.client("admin").get("/v1/alerts").json()["items"]
    hidden = next(each for each in everything if each["contact"] == bob)
    assert [each["contact"] for each in worker.get("/v1/alerts").json()["items"]] != [bob]
    assert len(worker.get("/v1/alerts").json()["items"]) == 1
    assert worker.post(f"/v1/alerts/{hidden['id']}/acknowledge").status_code == 404
    assert worker.get(f"/v1/contacts/{bob}/messages").status_code == 404


def test_chairs_and_readers_see_neither(town: Town) -> None:
    ann = in_danger(town, ANN, town.leeds)
    for client in (town.client("chair", town.leeds), town.client("reader")):
        assert client.get("/v1/alerts").status_code == 403
        assert client.get(f"/v1/contacts/{ann}/messages").status_code == 403
