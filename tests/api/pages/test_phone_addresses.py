"""Which phones can be simulated."""

import re

from fastapi import FastAPI

from tests.api.doors import knocking


def test_phones_that_cannot_be(app: FastAPI) -> None:
    client = knocking(app)
    assert client.get("/phone?sms=01134960123&telegram=1").status_code == 422
    assert client.get("/phone?sms=07700900001&telegram=ann").status_code == 422
    assert client.get("/phone/live?phone=pigeon:1").status_code == 422
    assert client.get("/phone/live").status_code == 422


def test_numbers_are_shown_as_people_write_them(app: FastAPI) -> None:
    page = knocking(app).get("/phone?sms=%2B447700900001&telegram=12345").text
    assert "07700 900001" in page
    assert re.search(r'data-phone="telegram:12345"', page)


def test_without_numbers_two_new_phones_are_given(app: FastAPI) -> None:
    response = knocking(app).get("/phone")
    assert response.status_code == 303
    assert re.fullmatch(r"/phone\?sms=07700900\d{3}&telegram=\d{9}", response.headers["location"])
