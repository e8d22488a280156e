"""Headers on every answer, and the net under everything."""

import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from tests.api.doors import knocking


def test_every_answer_says_what_browsers_may_not_do(app: FastAPI) -> None:
    client = knocking(app)
    for path in ("/", "/healthz", "/v1/networks", "/sign-in", "/nowhere", "/static/lightline.css", "/openapi.json"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert ("immutable" in headers["cache-control"]) == path.startswith("/static")


def test_each_page_has_a_nonce_of_its_own(app: FastAPI) -> None:
    client = knocking(app)
    first, second = (client.get("/sign-in").headers["content-security-policy"] for _ in range(2))
    assert first != second


def test_what_nobody_expected_is_answered_and_logged_without_words(app: FastAPI) -> None:
    @app.get("/break")
    def break_() -> None:
        raise RuntimeError("what Ann said")

    with capture_logs() as log:
        response = knocking(app).get("/break")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "Ann" not in response.text
    assert "Ann" not in str(log)
    broke, answered = log
    assert broke["error"].startswith("RuntimeError at ")
    assert (answered["status"], answered["door"]) == (500, f"{__name__}.break_")


def test_a_request_is_logged_by_its_door_and_not_by_what_a_stranger_wrote(app: FastAPI) -> None:
    client = knocking(app)
    with capture_logs() as log:
        client.get("/v1/networks/07700900123?q=Zebedee", headers={"User-Agent": "Zebedee"})
        client.get("/Zebedee")
        client.get("/healthz")
    assert [(each["door"], each["status"]) for each in log if each["log_level"] != "debug"] == [
        ("api.v1.networks.get_network", 401),
        ("none of ours", 404),
    ]
    assert "Zebedee" not in str(log)
    assert "0900123" not in str(log)


@pytest.mark.parametrize("path", ["/nowhere", "/v1/nowhere", "/v1/meetings/x/agenda.md/y"])
def test_what_is_not_there_is_said_as_a_document_or_as_a_page(app: FastAPI, path: str) -> None:
    client = knocking(app)
    assert client.get(path).json()["status"] == 404
    page = client.get(path, headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("application" if path.startswith("/v1") else "text/html")


def test_a_wrong_method_names_the_right_one(app: FastAPI) -> None:
    response = knocking(app).delete("/v1/networks")
    assert response.status_code == 405
    assert response.json()["type"] == "/problems#wrong-method"
    assert response.headers["allow"] == "GET, POST"


def test_a_body_that_is_not_json(app: FastAPI) -> None:
    response = knocking(app).post("/v1/simulator/messages", content=b"{", headers={"Content-Type": "application/json"})
    assert response.status_code == 400
    assert response.json()["type"] == "/problems#malformed"
