"""The providers knock: real webhooks over the network, from stand-ins that sign as the providers do."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from structlog.testing import capture_logs

from api.app import create_app
from bot.house import House, build
from bot.settings import load_settings
from conversations.library import Flows
from storage import addresses, messages
from storage.database import Database
from storage.messages import Message
from tests.api.doors import ANN, BOB, NOW, serving
from tests.standins.telegram import TelegramStandIn
from tests.standins.twilio import TwilioStandIn

CHAT = 700900001


@dataclass
class Line:
    """A running line between the stand-ins."""

    house: House
    url: str
    twilio: TwilioStandIn
    telegram: TelegramStandIn

    def thread(self, channel: str, address: str) -> list[Message]:
        with self.house.database.read() as tx:
            found = addresses.find(tx, channel, address)
            return list(messages.after(tx, found.contact_id, None)) if found else []

    def texts(self, channel: str, address: str) -> list[str]:
        return [each.text for each in self.thread(channel, address) if each.inbound]

    def answered(self, channel: str, address: str) -> list[Message]:
        """The thread once everything in it is sent."""
        queued: list[UUID] = [each.id for each in self.thread(channel, address)]
        while not self.house.sender.finished(queued):
            pass
        return self.thread(channel, address)


@pytest.fixture
def line(database: Database, flows: Flows) -> Iterator[Line]:
    with TwilioStandIn() as twilio, TelegramStandIn() as telegram:
        settings = load_settings(
            None,
            LIGHTLINE_PUBLIC_URL=twilio.public_url,
            TWILIO_ACCOUNT_SID=twilio.account_sid,
            TWILIO_AUTH_TOKEN=twilio.auth_token,
            TWILIO_FROM=twilio.number,
            TWILIO_API_BASE_URL=twilio.base_url,
            TELEGRAM_BOT_TOKEN=telegram.token,
            TELEGRAM_WEBHOOK_SECRET=telegram.secret,
            TELEGRAM_API_BASE_URL=telegram.base_url,
        )
        house = build(settings, clock=lambda: NOW, database=database, flows=flows)
        with serving(create_app(house)) as url:
            yield Line(house, url, twilio, telegram)


def test_a_text_by_sms_is_answered_by_sms(line: Line) -> None:
    answer = line.twilio.text(ANN, "hiya").post(line.url)
    assert (answer.status_code, answer.text) == (200, "<Response/>")
    assert answer.headers["content-type"].startswith("text/xml")
    thread = line.answered("sms", ANN)
    assert [each.state for each in thread] == ["received"] + ["sent"] * (len(thread) - 1)
    assert {each.to for each in line.twilio.sent} == {ANN}
    assert "Lightline" in line.twilio.sent[0].body


def test_a_text_by_telegram_is_answered_by_telegram(line: Line) -> None:
    assert line.telegram.text(CHAT, "/start").post(line.url).status_code == 204
    assert len(line.answered("telegram", str(CHAT))) > 1
    assert line.telegram.sent


def test_what_became_of_a_text_is_written_down(line: Line) -> None:
    line.twilio.text(ANN, "hiya").post(line.url)
    line.answered("sms", ANN)
    sid = line.twilio.sent[0].sid
    for status in ("delivered", "sent", "delivered"):
        assert line.twilio.report(sid, status).post(line.url).status_code == 204
    assert "delivered" in {each.state for each in line.thread("sms", ANN)}


def test_a_repeat_is_taken_in_silence(line: Line) -> None:
    letter = line.twilio.text(ANN, "hiya")
    assert letter.post(line.url).status_code == 200
    before = len(line.answered("sms", ANN))
    assert letter.post(line.url).status_code == 200
    assert len(line.answered("sms", ANN)) == before


@pytest.mark.parametrize("why", ["missing", "wrong", "empty", "other body", "other query"])
def test_a_forged_knock_leaves_nothing(line: Line, why: str) -> None:
    letter = line.twilio.text(ANN, "hiya")
    forged = {
        "missing": letter.without("X-Twilio-Signature"),
        "wrong": letter.with_header("X-Twilio-Signature", "bm90IGl0"),
        "empty": letter.with_header("X-Twilio-Signature", ""),
        "other body": letter.saying(letter.body.replace(b"hiya", b"hoho")),
        "other query": letter.to("/webhooks/twilio/messages?more=1"),
    }[why]
    assert forged.post(line.url).status_code == 403
    assert line.texts("sms", ANN) == []


@pytest.mark.parametrize("secret", [None, "", "wrong", "stand-in-secret "[:-2]])
def test_telegram_without_its_secret_leaves_nothing(line: Line, secret: str | None) -> None:
    letter = line.telegram.text(CHAT, "hiya")
    name = "X-Telegram-Bot-Api-Secret-Token"
    forged = letter.without(name) if secret is None else letter.with_header(name, secret)
    assert forged.post(line.url).status_code == 403
    assert line.texts("telegram", str(CHAT)) == []


def test_a_signed_status_without_a_message_is_refused(line: Line) -> None:
    assert line.twilio.signed("/webhooks/twilio/status", {"AccountSid": "x"}).post(line.url).status_code == 400


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'"words"'])
def test_a_body_that_makes_no_sense(line: Line, body: bytes) -> None:
    letter = line.telegram.text(CHAT, "hiya").saying(body)
    assert letter.post(line.url).status_code == 400


@pytest.mark.parametrize(
    "words",
    ["x" * 10_000, "\U0001f602" * 10_000, "\U0001f44d", "\x00\x00", "a\x00b", "", "   ", "\u202etfel", "%s {0}"],
)
def test_whatever_is_texted_is_kept_and_never_logged(line: Line, words: str) -> None:
    with capture_logs() as log:
        assert line.twilio.text(ANN, words).post(line.url).status_code == 200
        assert line.telegram.text(CHAT, words or "x").post(line.url).status_code == 204
    assert len(line.texts("sms", ANN)) == 1
    assert len(line.texts("telegram", str(CHAT))) == 1
    assert not any(len(words.strip()) > 1 and words in str(entry) for entry in log)
    assert ANN not in str(log)


def test_fields_that_nobody_told_us_about_are_fine(line: Line) -> None:
    assert line.twilio.text(ANN, "hiya", ChannelMood="sunny", Blank="").post(line.url).status_code == 200
    assert line.telegram.text(CHAT, "hiya", sparkles=True).post(line.url).status_code == 204
    assert line.telegram.update(new_kind={"of": "update"}).post(line.url).status_code == 204


def test_a_body_that_is_too_big(line: Line) -> None:
    letter = line.telegram.text(CHAT, "x" * 1_100_000)
    answer = letter.post(line.url)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_each_person_hears_only_their_own_answer(line: Line) -> None:
    line.twilio.text(ANN, "hiya").post(line.url)
    line.twilio.text(BOB, "hello").post(line.url)
    line.answered("sms", ANN)
    line.answered("sms", BOB)
    assert line.texts("sms", ANN) == ["hiya"]
    assert line.texts("sms", BOB) == ["hello"]


def test_channels_that_are_not_set_up(app: FastAPI) -> None:
    with serving(app) as url:
        for path in ("twilio/messages", "twilio/status", "telegram"):
            assert httpx.post(f"{url}/webhooks/{path}").status_code == 404
