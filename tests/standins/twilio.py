"""Stands in for Twilio: its Messages API over HTTP, its signed webhooks, its carrier's STOP and START."""

import base64
import hashlib
import hmac
import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import count
from typing import Any, Self
from urllib.parse import urlencode

from smsutil import split  # type: ignore[import-untyped]

from tests.standins.letter import Letter
from tests.standins.loopback import Answer, BreakOff, Call, Hang, Loopback, Reply

STOP_WORDS = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"}
START_WORDS = {"START", "UNSTOP", "YES"}
STATUS_OF = {20003: 401, 20429: 429}
"""HTTP status by error code; 400 for the rest."""


@dataclass(frozen=True)
class Text:
    """A text that Twilio took."""

    sid: str
    to: str
    sender: str
    body: str
    fields: Mapping[str, str]
    created: datetime
    status: str = "queued"

    @property
    def segments(self) -> int:
        return len(split(self.body).parts)


class TwilioStandIn:
    """One account with one number. `public_url` is where its owner told Twilio to knock."""

    def __init__(
        self,
        public_url: str = "https://lightline.example",
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.account_sid = "AC" + "1" * 32
        self.auth_token = "stand-in-auth-token"
        self.number = "+447700900999"
        self.public_url = public_url
        self.clock = clock
        self.sent: list[Text] = []
        self.calls: list[Call] = []
        self.stopped: set[str] = set()
        self._replies: deque[tuple[Reply, bool]] = deque()
        self._numbers = count(1)
        self._server = Loopback(self._handle)

    @property
    def base_url(self) -> str:
        return self._server.url

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.__exit__()

    # What goes wrong next

    def refuse_next(self, code: int, times: int = 1) -> None:
        """Refuse the next sends with this error code."""
        for _ in range(times):
            self._replies.append((refusal(code), False))

    def stumble_next(self, status: int = 503, after_taking: bool = False) -> None:
        """Answer the next send with a page of a broken proxy, having taken the text or not."""
        self._replies.append((Answer(status, b"<html>upstream error</html>"), after_taking))

    def break_next(self, after_taking: bool = False) -> None:
        """End the connection of the next send without an answer."""
        self._replies.append((BreakOff(), after_taking))

    def hang_next(self, after_taking: bool = False) -> None:
        """Never answer the next send."""
        self._replies.append((Hang(), after_taking))

    def garble_next(self) -> None:
        """Take the next text and answer 201 with something that is no JSON."""
        self._replies.append((Answer(201, b"Created!"), True))

    # What comes in

    def text(self, sender: str, body: str, sid: str | None = None, **more: str) -> Letter:
        """A person texts our number; the carrier obeys its own words first."""
        self._obey(sender, body)
        sid = sid or self._sid()
        fields = {
            "ToCountry": "GB", "ToState": "", "SmsMessageSid": sid, "NumMedia": "0", "ToCity": "", "FromZip": "",
            "SmsSid": sid, "FromState": "", "SmsStatus": "received", "FromCity": "", "Body": body, "FromCountry": "GB",
            "To": self.number, "NumSegments": "1", "MessageSid": sid, "AccountSid": self.account_sid, "From": sender,
            "ApiVersion": "2010-04-01",
        }  # fmt: skip
        return self.signed("/webhooks/twilio/messages", {**fields, **more})

    def report(self, sid: str, status: str, code: int | None = None) -> Letter:
        """Twilio says what became of a text."""
        self.sent = [replace(each, status=status) if each.sid == sid else each for each in self.sent]
        return self.status(sid, status, code)

    def status(self, sid: str, status: str, code: int | None = None) -> Letter:
        """The call that says it."""
        fields = {
            "SmsSid": sid, "SmsStatus": status, "MessageStatus": status, "MessageSid": sid, "From": self.number,
            "AccountSid": self.account_sid, "ApiVersion": "2010-04-01",
        }  # fmt: skip
        return self.signed("/webhooks/twilio/status", {**fields, **({"ErrorCode": str(code)} if code else {})})

    def signed(self, target: str, fields: Mapping[str, str]) -> Letter:
        """A form post with Twilio's signature over the public address and every field in alphabetical order."""
        words = self.public_url + target + "".join(name + fields[name] for name in sorted(fields))
        digest = hmac.new(self.auth_token.encode(), words.encode(), hashlib.sha1).digest()
        headers = {
            "Content-Type": "application/x-www-form-urlencoded; charset=UTF-8",
            "X-Twilio-Signature": base64.b64encode(digest).decode(),
            "I-Twilio-Idempotency-Token": self._sid("id"),
        }
        return Letter(target, headers, urlencode(fields).encode())

    # The API

    def _handle(self, call: Call) -> Reply:
        self.calls.append(call)
        if not self._knows(call.headers.get("authorization", "")):
            return refusal(20003)
        account = f"/2010-04-01/Accounts/{self.account_sid}"
        match call.method, call.path.removeprefix(account):
            case "POST", "/Messages.json":
                return self._create(call)
            case "GET", "/Messages.json":
                return self._list(call)
            case "GET", ".json":
                return answer(200, {"sid": self.account_sid, "friendly_name": "Stand-in", "status": "active"})
        return refusal(20404, 404)

    def _knows(self, authorization: str) -> bool:
        pair = f"{self.account_sid}:{self.auth_token}".encode()
        return authorization == f"Basic {base64.b64encode(pair).decode()}"

    def _create(self, call: Call) -> Reply:
        if self._replies:
            reply, take = self._replies.popleft()
            if take:
                self._take(call.form)
            return reply
        code = self._objection(call.form)
        return refusal(code) if code else answer(201, self._shown(self._take(call.form)))

    def _objection(self, form: Mapping[str, str]) -> int | None:
        """The error code that Twilio would refuse this form with."""
        checks = {
            21604: "To" not in form,
            21211: not form.get("To", "").startswith("+"),
            21603: "From" not in form and "MessagingServiceSid" not in form,
            21606: "From" in form and form["From"] != self.number,
            21602: not form.get("Body", "").strip(),
            21617: len(form.get("Body", "")) > 1600,
            21610: form.get("To") in self.stopped,
        }
        return next((code for code, wrong in checks.items() if wrong), None)

    def _take(self, form: Mapping[str, str]) -> Text:
        text = Text(self._sid(), form["To"], form.get("From", self.number), form["Body"], dict(form), self.clock())
        self.sent.append(text)
        return text

    def _list(self, call: Call) -> Reply:
        wanted = [each for each in reversed(self.sent) if each.to == call.query.get("To", each.to)]
        size = int(call.query.get("PageSize", 50))
        page = {"messages": [self._shown(each) for each in wanted[:size]], "page": 0, "page_size": size}
        return answer(200, {**page, "next_page_uri": None, "previous_page_uri": None, "uri": call.path})

    def _shown(self, text: Text) -> dict[str, Any]:
        made = format_datetime(text.created)
        return {
            "account_sid": self.account_sid, "api_version": "2010-04-01", "body": text.body, "date_created": made,
            "date_sent": None, "date_updated": made, "direction": "outbound-api", "error_code": None,
            "error_message": None, "from": text.sender, "messaging_service_sid": None, "num_media": "0",
            "num_segments": str(text.segments), "price": None, "price_unit": "GBP", "sid": text.sid,
            "status": text.status, "subresource_uris": {}, "to": text.to, "uri": "",
        }  # fmt: skip

    def _obey(self, sender: str, body: str) -> None:
        word = body.strip().upper()
        if word in STOP_WORDS:
            self.stopped.add(sender)
        elif word in START_WORDS:
            self.stopped.discard(sender)

    def _sid(self, kind: str = "SM") -> str:
        return f"{kind}{next(self._numbers):032x}"


def answer(status: int, body: Mapping[str, Any]) -> Answer:
    return Answer(status, json.dumps(body).encode())


def refusal(code: int, status: int | None = None) -> Answer:
    """Twilio's error document."""
    status = status or STATUS_OF.get(code, 400)
    page = f"https://www.twilio.com/docs/errors/{code}"
    return answer(status, {"code": code, "message": "refused by the stand-in", "more_info": page, "status": status})
