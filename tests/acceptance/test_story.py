"""The whole way once: two people text, a chair makes an agenda of what they said, and nobody learns a number."""

import asyncio
from datetime import timedelta

from storage.database import Database
from tests.acceptance.line import Line, World, open_line, read
from tests.acceptance.phones import Phone, phone_on

QUESTION = "What would make the buses work for you?"
ANN_SAYS = "the last bus goes at six"
BOB_SAYS = "nobody picks up the phone at the hub"


def test_from_two_texts_to_an_agenda(database: Database, world: World) -> None:
    ann, bob = phone_on("sms", world), phone_on("telegram", world)

    async def story() -> None:
        async with open_line(database, world) as line:
            meeting = await a_meeting(line)
            await text(line, ann, "JOIN LEEDS", "yes", "Ann", "1", "skip", "HAVE YOUR SAY", ANN_SAYS)
            await text(line, bob, f"SAY {BOB_SAYS}", "yes", "Bob", "leeds", "with no name")
            seen = await an_agenda(line, f"/v1/meetings/{meeting}/agenda")
        assert not [each for each in (ann.address, ann.address[4:], bob.address, "Bob") if each in seen]

    asyncio.run(story())


async def a_meeting(line: Line) -> str:
    """Planned by a worker; its id."""
    starts = line.clock.now + timedelta(days=10)
    meeting = {"network": "leeds", "title": "December", "starts_at": starts.isoformat(), "place": "The library"}
    return str((await line.post("/v1/meetings", {**meeting, "questions": [QUESTION]}))["id"])


async def text(line: Line, phone: Phone, *texts: str) -> None:
    """Somebody texts, one text after the other, and reads what comes back."""
    for words in texts:
        assert (await line.deliver(phone.letter(words))).is_success
        await line.settle()


async def an_agenda(line: Line, agenda: str) -> str:
    """The chair pulls what was said into an item and looks at the agenda; all that they got to see."""
    chair = line.token("chair", "leeds")
    feedback = await line.http.get("/v1/feedback", headers=chair)
    said = {each["text"]: each for each in read(feedback)["items"]}
    assert {text: (each["attribution"], each["question"]) for text, each in said.items()} == {
        ANN_SAYS: ("Ann", QUESTION),
        BOB_SAYS: (None, None),
    }
    item = {"title": "Getting there", "views": [said[ANN_SAYS]["id"]]}
    made = await line.http.post(f"{agenda}/items", json=item, headers=chair)
    assert read(made)["position"] == 1
    as_json, as_markdown = [await line.http.get(f"{agenda}.{suffix}", headers=chair) for suffix in ("json", "md")]
    (item_shown,), (unplaced,) = read(as_json)["items"], read(as_json)["unplaced"]
    assert [each["text"] for each in item_shown["views"]] == [ANN_SAYS]
    assert item_shown["voices"] is None, "a count below five could point at somebody"
    assert unplaced["text"] == BOB_SAYS
    assert ANN_SAYS in as_markdown.text
    await nobody_else_sees(line, agenda)
    return "".join(each.text for each in (feedback, made, as_json, as_markdown))


async def nobody_else_sees(line: Line, agenda: str) -> None:
    """Another Network's chair does not know of the meeting; a chair knows of no contacts; a stranger of nothing."""
    elsewhere, chair = line.token("chair", "bradford"), line.token("chair", "leeds")
    assert (await line.http.get(agenda, headers=elsewhere)).status_code == 404
    assert read(await line.http.get("/v1/feedback", headers=elsewhere))["items"] == []
    assert (await line.http.get("/v1/contacts", headers=chair)).status_code == 403
    assert (await line.http.get("/v1/feedback")).status_code == 401
