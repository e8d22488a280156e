"""The front page, the reference and the problems."""

import re

from fastapi import FastAPI

from api.problems import KINDS
from tests.api.doors import knocking


def test_the_front_page_leads_to_everything(app: FastAPI) -> None:
    client = knocking(app)
    text = client.get("/").text
    for address in set(re.findall(r'(?:href|src)="(/[^"#]*)"', text)):
        assert client.get(address, follow_redirects=True).status_code == 200, address


def test_nothing_comes_from_elsewhere(app: FastAPI) -> None:
    client = knocking(app)
    for path in ("/", "/sign-in", "/reference", "/problems", "/phone?sms=07700900001&telegram=1"):
        text = client.get(path).text
        assert not re.findall(r'(?:href|src|action)="(?:https?:)?//', text)
        assert not re.findall(r"<script(?![^>]*nonce=)", text)
        assert " style=" not in text
        assert '<html lang="en-GB">' in text


def test_every_kind_of_problem_is_explained(app: FastAPI) -> None:
    text = knocking(app).get("/problems").text
    for kind in KINDS:
        assert f'id="{kind.slug}"' in text


def test_the_reference_has_every_door(app: FastAPI) -> None:
    client = knocking(app)
    text = client.get("/reference").text
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        assert f"<code>{path}</code>" in text
        for told in methods.values():
            assert told["summary"] in text.replace("&#39;", "'")
            assert told["description"]
