"""docs/interests.md, done: its requests made, its talks had."""

import json
import re
from itertools import count
from shlex import split
from typing import Any

import httpx

from bot.channels.channel import Inbound
from bot.turn import take_now
from storage import consents, messages
from tests.api.doors import ANN, NOW, Town
from tests.house.sources import ROOT

PAGE = (ROOT / "docs" / "interests.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+)(?: (\d+))?\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)


def test_all_that_the_page_says_happens(town: Town) -> None:
    ann = town.person(ANN, "Ann", town.leeds, "first_name")
    with town.house.database.begin() as tx:
        consents.record(tx, ann, "conversation", True, "a form", "sms", "a worker", NOW)
    client, numbers, blocks = town.client("chair", town.leeds), count(), FENCE.findall(PAGE)
    assert [sort for sort, _, _ in blocks].count("sh") == 5
    answer = httpx.Response(204)
    for sort, status, block in blocks:
        match sort:
            case "sh":
                answer = asked(client, block)
                assert answer.is_success or answer.status_code == 422
            case "json":
                assert answer.status_code == int(status)
                assert holds(answer.json(), json.loads(block)), answer.text
            case "talk":
                talk(town, block, numbers)


def asked(client: httpx.Client, command: str) -> httpx.Response:
    """What a curl command asks for; `$LINE` and `$TOKEN` are the client's."""
    words = split(command.replace("\\\n", " "))
    method = words[words.index("-X") + 1] if "-X" in words else "GET"
    body = json.loads(words[words.index("-d") + 1]) if "-d" in words else None
    path = next(word.removeprefix("$LINE") for word in words if word.startswith("$LINE"))
    return client.request(method, path, json=body)


def holds(found: Any, wanted: Any) -> bool:
    """Whether what came back is what the page shows; it may hold more."""
    match wanted:
        case dict():
            return all(key in found and holds(found[key], value) for key, value in wanted.items())
        case list():
            return len(found) == len(wanted) and all(map(holds, found, wanted))
    return bool(found == wanted)


def talk(town: Town, block: str, numbers: "count[int]") -> None:
    """What is typed, and words that come back to it."""
    said = ""
    for line in block.splitlines():
        if line.startswith("> "):
            said = "\n".join(texted(town, line[2:], f"SM{next(numbers)}"))
        else:
            assert line.removeprefix("< ") in said


def texted(town: Town, text: str, provider_id: str) -> list[str]:
    """Ann's text, and what comes back."""
    taken = take_now(town.house, Inbound("sms", ANN, text, provider_id), NOW)
    with town.house.database.read() as tx:
        return [each.text for each in messages.by_ids(tx, taken.queued)]
