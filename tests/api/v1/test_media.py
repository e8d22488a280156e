"""/v1/media: played and seen by those who may read what it belongs to, and by nobody else."""

from uuid import UUID, uuid4

import httpx
import pytest

from storage import addresses, agenda, erasure, media, messages
from storage.media import Coming
from storage.networks import Network
from storage.tokens import Role
from tests.api.doors import ANN, NOW, PARVEEN, Town
from tests.files import JPEG, OGG

NOTE = Coming("voice", "f1", "audio/ogg", len(OGG), 12)
PICTURE = Coming("picture", "f2", "image/jpeg", len(JPEG))


def sent(town: Town, person: UUID, coming: Coming = NOTE, kept: bytes | None = OGG) -> str:
    """Somebody sends a file; its id."""
    with town.house.database.begin() as tx:
        (address,) = addresses.of_contact(tx, person)
        text = messages.keep_inbound(tx, person, address.id, "telegram", uuid4().hex, "", coming.kind, NOW)
        assert text
        file = media.expect(tx, person, text, "telegram", coming, NOW)
        if kept is not None:
            media.keep(tx, file, coming.mime, kept, NOW)
    return str(file)


def told(town: Town, person: UUID, words: str, *files: str, network: Network | None = None) -> str:
    """What somebody said, with these files."""
    view = town.says(person, words, network=network)
    with town.house.database.begin() as tx:
        media.belong(tx, person, map(UUID, files), UUID(view))
    return view


def has(response: httpx.Response, status: int, slug: str) -> bool:
    return (response.status_code, response.json()["type"]) == (status, f"/problems#{slug}")


def test_a_view_lists_what_is_part_of_it_and_it_can_be_played(town: Town) -> None:
    chair = town.client("chair", town.leeds)
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    note, picture = sent(town, parveen), sent(town, parveen, PICTURE, JPEG)
    told(town, parveen, "", note)
    told(town, parveen, "the ramp has a step", picture)
    ramp, spoken = chair.get("/v1/feedback").json()["items"]
    assert (spoken["text"], ramp["text"]) == ("(a voice note)", "the ramp has a step")
    assert spoken["media"] == [
        {"id": note, "kind": "voice", "state": "kept", "seconds": 12, "href": f"/v1/media/{note}"}
    ]
    heard = chair.get(spoken["media"][0]["href"])
    assert (heard.status_code, heard.content) == (200, OGG)
    assert chair.get(ramp["media"][0]["href"]).content == JPEG


def test_it_is_served_as_what_it_is_and_nothing_else(town: Town) -> None:
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    note = sent(town, parveen)
    headers = town.client("cpsw").get(f"/v1/media/{note}").headers
    assert headers["content-type"] == "audio/ogg"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-disposition"] == f'attachment; filename="voice-{note}.ogg"'
    assert headers["cache-control"] == "no-store"
    assert "sandbox" in headers["content-security-policy"]


def test_a_player_may_ask_for_a_part(town: Town) -> None:
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    note = sent(town, parveen)
    part = town.client("cpsw").get(f"/v1/media/{note}", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"OggS")
    assert part.headers["content-range"] == f"bytes 0-3/{len(OGG)}"


@pytest.mark.parametrize(
    ("role", "scoped", "of_view", "of_none"),
    [
        ("admin", False, 200, 200), ("cpsw", False, 200, 200), ("chair", False, 200, 404), ("reader", False, 200, 404),
        ("admin", True, 404, 404), ("cpsw", True, 404, 404), ("chair", True, 404, 404), ("reader", True, 404, 404),
    ],
)  # fmt: skip
def test_who_may_have_it(town: Town, role: Role, scoped: bool, of_view: int, of_none: int) -> None:
    """A token for Bradford sees nothing of Leeds; what is part of no view is for workers."""
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    note, private = sent(town, parveen), sent(town, parveen)
    told(town, parveen, "", note)
    client = town.client(role, town.bradford if scoped else None)
    assert client.get(f"/v1/media/{note}").status_code == of_view
    assert client.get(f"/v1/media/{private}").status_code == of_none


def test_a_worker_of_her_network_hears_what_she_said_to_another(town: Town) -> None:
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    note = sent(town, parveen)
    told(town, parveen, "", note, network=town.bradford)
    assert town.client("cpsw", town.leeds).get(f"/v1/media/{note}").status_code == 200
    assert town.client("chair", town.bradford).get(f"/v1/media/{note}").status_code == 200
    assert town.client("chair", town.leeds).get(f"/v1/media/{note}").status_code == 404


def test_without_a_token_or_an_id_of_ours_nothing(town: Town) -> None:
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    note = sent(town, parveen)
    stranger = town.client("admin")
    assert has(stranger.get(f"/v1/media/{uuid4()}"), 404, "not-found")
    stranger.headers.pop("authorization")
    assert has(stranger.get(f"/v1/media/{note}"), 401, "no-token")


def test_what_is_not_here_yet_or_never_will_be_says_so(town: Town) -> None:
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    waiting, refused, gone = (sent(town, parveen, kept=None) for _ in range(3))
    told(town, parveen, "", waiting)
    told(town, parveen, "", refused)
    with town.house.database.begin() as tx:
        media.refuse(tx, UUID(refused), "It is not what it says it is.", NOW)
        media.let_go(tx, UUID(gone), "the person asked us to stop", NOW)
    worker = town.client("cpsw")
    early = worker.get(f"/v1/media/{waiting}")
    assert has(early, 409, "not-yet")
    assert early.headers["retry-after"]
    assert has(worker.get(f"/v1/media/{refused}"), 410, "gone")
    assert has(worker.get(f"/v1/media/{gone}"), 410, "gone")
    assert [each["text"] for each in worker.get("/v1/feedback").json()["items"]] == [
        "(a voice note, lost)", "(a voice note)"]  # fmt: skip


def test_a_worker_finds_it_beside_the_text_that_brought_it(town: Town) -> None:
    ann = town.person(ANN, "Ann", town.leeds)
    note = sent(town, ann)
    (text,) = town.client("cpsw").get(f"/v1/contacts/{ann}/messages").json()["items"]
    assert [each["id"] for each in text["media"]] == [note]


def test_a_table_says_where_to_get_them(town: Town) -> None:
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    note, picture = sent(town, parveen), sent(town, parveen, PICTURE, JPEG)
    told(town, parveen, "", note, picture)
    table = town.client("reader").get("/v1/feedback", headers={"Accept": "text/csv"}).text
    assert f"/v1/media/{note} /v1/media/{picture}" in table
    assert '"(a voice note), (a picture)"' in table


def test_an_agenda_says_that_there_is_one_in_every_format_and_never_holds_it(town: Town) -> None:
    chair = town.client("chair", town.leeds)
    meeting = town.meeting(chair, "What about buses?")
    parveen = town.person(PARVEEN, "Parveen", town.leeds, "first_name")
    view = told(town, parveen, "", sent(town, parveen))
    told(town, parveen, "", sent(town, parveen, PICTURE, JPEG))
    with town.house.database.begin() as tx:
        agenda.add(tx, UUID(meeting["id"]), "Buses", None, [UUID(view)])
    shown = chair.get(f"/v1/meetings/{meeting['id']}/agenda").json()
    assert shown["items"][0]["views"][0]["text"] == "(a voice note)"
    assert shown["unplaced"][0]["text"] == "(a picture)"
    text = chair.get(f"/v1/meetings/{meeting['id']}/agenda.md").text
    assert "(a voice note) (Parveen)" in text.replace("\\", "")
    assert "OggS" not in text


def test_who_was_erased_has_none(town: Town) -> None:
    parveen = town.person(PARVEEN, "Parveen", town.leeds)
    note = sent(town, parveen)
    told(town, parveen, "", note)
    with town.house.database.begin() as tx:
        erasure.erase(tx, parveen, True, NOW)
    worker = town.client("admin")
    assert worker.get(f"/v1/media/{note}").status_code == 404
    assert worker.get("/v1/feedback").json()["items"] == []
