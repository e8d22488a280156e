"""The providers knock: real webhooks over the network, from stand-ins that sign as the providers do."""

import contextlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
import structlog
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from api.app import create_app
from bot.house import House, build
from bot.logs import set_up_logs
from bot.settings import load_settings
from conversations.library import Flows
from storage import addresses, messages
from storage.database import Database
from storage.messages import Message
from tests.api.doors import ANN, BOB, NOW, Served, knocking, serving
from tests.standins.telegram import TelegramStandIn
from tests.standins.twilio import TwilioStandIn

CHAT = 700900001
ANY_TEXT = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
HOSTILE = (
    '\n{"event": "all is well"}',
    "\r\n\u2028a turn",
    "\x1b[2J",
    "I want to die",
    "STOP",
    "DELETE MY DATA",
    "PERSON",
)
LINES = {
    "a turn",
    "a request",
    "a knock was refused",
    "a worker must look",
    "a status report",
    "not sent",
    "a library reports",
}
"""Texts that could forge a line, or that make the line say something; and all that it may say."""

WHATEVER = (
    "x" * 10_000, "\U0001f602" * 10_000, "\U0001f44d\U0001f3fd", "\x00\x00", "hi\x00there", "   ",
    "\u202etfel ot thgir", "%s {0} {{x}}", "' OR 1=1 --",
)  # fmt: skip
"""Texts that break careless programs."""


@dataclass
class Line:
    """A running line between the stand-ins."""

    house: House
    served: Served
    twilio: TwilioStandIn
    telegram: TelegramStandIn

    @property
    def url(self) -> str:
        return self.served.url

    def thread(self, channel: str, address: str) -> list[Message]:
        with self.house.database.read() as tx:
            found = addresses.find(tx, channel, address)
            return list(messages.after(tx, found.contact_id, None)) if found else []

    def texts(self, channel: str, address: str) -> list[str]:
        return [each.text for each in self.thread(channel, address) if each.inbound]

    def answered(self, channel: str, address: str) -> list[Message]:
        """The thread once everything in it is sent."""
        self.served.settle(each.id for each in self.thread(channel, address))
        return self.thread(channel, address)


@pytest.fixture
def line(database: Database, flows: Flows) -> Iterator[Line]:
    with TwilioStandIn() as twilio, TelegramStandIn() as telegram:
        known = load_settings(
            None,
            LIGHTLINE_PUBLIC_URL=twilio.public_url,
            TWILIO_ACCOUNT_SID=twilio.account_sid,
            TWILIO_AUTH_TOKEN=twilio.auth_token,
            TWILIO_FROM=twilio.number,
            TWILIO_API_BASE_URL=twilio.base_url,
            TWILIO_SEGMENTS_PER_SECOND=1000,
            TELEGRAM_BOT_TOKEN=telegram.token,
            TELEGRAM_WEBHOOK_SECRET=telegram.secret,
            TELEGRAM_API_BASE_URL=telegram.base_url,
            TELEGRAM_TEXTS_PER_SECOND=1000,
        )
        house = build(known, clock=lambda: NOW, database=database, flows=flows)
        with serving(create_app(house)) as served:
            yield Line(house, served, twilio, telegram)


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


def test_a_forged_knock_leaves_nothing(line: Line) -> None:
    letter = line.twilio.text(ANN, "hiya")
    forged = {
        "missing": letter.without("X-Twilio-Signature"),
        "wrong": letter.with_header("X-Twilio-Signature", "bm90IGl0"),
        "empty": letter.with_header("X-Twilio-Signature", ""),
        "other body": letter.saying(letter.body.replace(b"hiya", b"hoho")),
        "other query": letter.to("/webhooks/twilio/messages?more=1"),
    }
    for how, each in forged.items():
        assert each.post(line.url).status_code == 403, how
    assert line.texts("sms", ANN) == []


def test_telegram_without_its_secret_leaves_nothing(line: Line) -> None:
    letter = line.telegram.text(CHAT, "hiya")
    name = "X-Telegram-Bot-Api-Secret-Token"
    assert letter.without(name).post(line.url).status_code == 403
    for secret in ("", "wrong", line.telegram.secret[:-1], line.telegram.secret + "x"):
        assert letter.with_header(name, secret).post(line.url).status_code == 403, secret
    assert line.texts("telegram", str(CHAT)) == []


def test_a_signed_status_without_a_message_is_refused(line: Line) -> None:
    assert line.twilio.signed("/webhooks/twilio/status", {"AccountSid": "x"}).post(line.url).status_code == 400


def test_a_body_that_makes_no_sense(line: Line) -> None:
    letter = line.telegram.text(CHAT, "hiya")
    for body in (b"", b"{", b"[]", b"null", b"\xff\xfe", b'"words"'):
        assert letter.saying(body).post(line.url).status_code == 400, body


def test_whatever_is_texted_is_kept_and_never_logged(line: Line) -> None:
    for number, words in enumerate(WHATEVER):
        person, chat = f"+44770090010{number}", CHAT + number
        with capture_logs() as log:
            assert line.twilio.text(person, words).post(line.url).status_code == 200
            assert line.telegram.text(chat, words).post(line.url).status_code == 204
            line.answered("sms", person)
            line.answered("telegram", str(chat))
        assert len(line.texts("sms", person)) == 1
        assert len(line.texts("telegram", str(chat))) == 1
        assert words.strip("\x00 ") not in str(log) or not words.strip("\x00 ")
        assert person not in str(log)


@ANY_TEXT
@given(hostile=st.text(max_size=200) | st.sampled_from(HOSTILE), digits=st.integers(0, 999))
def test_the_log_holds_one_object_a_line_and_nobody_s_words_or_number(line: Line, hostile: str, digits: int) -> None:
    person, chat, mark = f"+447700900{digits:03d}", CHAT + digits, "Zebedee"
    with contextlib.redirect_stderr(io.StringIO()) as log:
        set_up_logs("json")
        texts = [f"{mark} {hostile}", f"{hostile} {mark} on 07700 900{digits:03d}"]
        for words in texts:
            assert line.twilio.text(person, words, FromCity=mark).post(line.url).is_success
            assert line.telegram.text(chat, words).post(line.url).is_success
        assert line.twilio.text(person, mark).with_header("X-Twilio-Signature", mark).post(line.url).is_error
        assert line.telegram.text(chat, mark).saying(f'"{mark}'.encode()).post(line.url).is_error
    structlog.reset_defaults()
    lines = log.getvalue().splitlines()
    events = Counter(json.loads(each)["event"] for each in lines)
    assert events["a turn"] == 4
    assert events["a request"] >= 5, "the last may be written when its answer is there already"
    assert set(events) <= LINES
    for secret in (mark, person[3:], f"00900{digits:03d}", f"900 {digits:03d}", f"900{digits:03d}"):
        assert secret not in log.getvalue()


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
    for path in ("twilio/messages", "twilio/status", "telegram"):
        assert knocking(app).post(f"/webhooks/{path}").status_code == 404
