"""Signing in to the pages."""

import pytest
from fastapi import FastAPI

from api.app import create_app
from api.pages.sign_in import our_own
from bot.house import build
from bot.settings import load_settings
from conversations.library import Flows
from storage import tokens
from storage.database import Database
from tests.api.doors import NOW, Town, knocking


def test_what_people_said_needs_a_token(town: Town) -> None:
    client = knocking(town.app)
    for path in ("/networks", "/networks/leeds"):
        response = client.get(path)
        assert response.status_code == 303
        assert response.headers["location"] == f"/sign-in?next={path}"


def test_in_and_out_again(town: Town) -> None:
    client = knocking(town.app)
    secret = town.token("chair", town.leeds)
    response = client.post("/sign-in", data={"token": f" {secret} ", "next": "/networks/leeds"})
    assert response.headers["location"] == "/networks/leeds"
    cookie = response.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert client.get("/networks/leeds").status_code == 200
    client.post("/sign-out")
    assert client.get("/networks/leeds").status_code == 303


def test_a_wrong_token_is_refused_and_not_shown_again(town: Town) -> None:
    response = knocking(town.app).post("/sign-in", data={"token": "ll_not-one-of-ours"})
    assert response.status_code == 403
    assert "set-cookie" not in response.headers
    assert "ll_not-one-of-ours" not in response.text
    assert 'role="alert"' in response.text


def test_a_revoked_token_is_signed_out_at_once(town: Town) -> None:
    client = knocking(town.app)
    secret = town.token("chair", town.leeds)
    client.post("/sign-in", data={"token": secret})
    with town.house.database.begin() as tx:
        found = tokens.find(tx, secret)
        assert found
        tokens.revoke(tx, found.id, NOW)
    assert client.get("/networks/leeds").status_code == 303


def test_the_cookie_opens_no_door_of_the_api(town: Town) -> None:
    client = knocking(town.app)
    client.post("/sign-in", data={"token": town.token("admin")})
    assert client.get("/v1/networks").status_code == 401


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"},
     {"Origin": "null"}],
)  # fmt: skip
def test_a_form_from_another_site_is_refused(town: Town, headers: dict[str, str]) -> None:
    client = knocking(town.app)
    response = client.post("/sign-in", data={"token": town.token("admin")}, headers=headers)
    assert response.status_code == 403
    assert "set-cookie" not in response.headers


def test_with_https_the_cookie_insists_on_it(database: Database, flows: Flows) -> None:
    settings = load_settings(None, LIGHTLINE_PUBLIC_URL="https://lightline.example")
    house = build(settings, database=database, flows=flows, channels={})
    with database.begin() as tx:
        secret = tokens.create(tx, "admin", None, NOW)[1]
    cookie = knocking(create_app(house)).post("/sign-in", data={"token": secret}).headers["set-cookie"]
    assert cookie.startswith("__Host-lightline=")
    assert "Secure" in cookie
    assert "Path=/" in cookie
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    "wanted",
    [
        "https://elsewhere.example",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "elsewhere",
        "",
        "/a\nb",
        "/\t/x.example",
    ],
)
def test_nobody_is_led_elsewhere(wanted: str) -> None:
    assert our_own(wanted) == "/networks"


def test_a_link_to_elsewhere_is_forgotten(app: FastAPI) -> None:
    page = knocking(app).get("/sign-in", params={"next": "//elsewhere.example"}).text
    assert "elsewhere" not in page
    assert 'name="next" value="/networks"' in page


def test_a_page_of_ours_is_gone_back_to() -> None:
    assert our_own("/networks/leeds?x=1") == "/networks/leeds?x=1"
