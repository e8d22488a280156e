"""SMS by Twilio: texts and status reports that knock at our door, texts that go out through the REST API."""

import asyncio
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Protocol, TypeVar

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]

from bot.channels.addresses import is_uk_mobile
from bot.channels.catalogue import twilio_error
from bot.channels.channel import Knock, Mail, Outgoing, Sent
from bot.channels.errors import Forged, Refused, SendError, Unreachable
from bot.channels.late import late
from bot.channels.looks import numbered
from bot.channels.segments import plain, segments
from bot.channels.twilio_forms import Fields, fields_of, report_in, text_in
from bot.pacing import Rate, Window

T = TypeVar("T")

LONGEST = 1600
"""Letters that Twilio takes in one message."""
LONGEST_HOLD = 36000
"""Seconds that Twilio may keep a text waiting (its `validity_period`)."""
AT_ONCE = 4
"""Calls to Twilio at the same moment, in threads of our own, so that a slow Twilio never starves the database."""
BURST = 4.0
"""Segments that may go at once after a rest: two texts of the longest that we write. Twilio queues them itself."""
SIGNATURE = "x-twilio-signature"


class Twilio(Protocol):
    """What we ask of Twilio's client; raises SendError."""

    def create(self, to: str, body: str, hold: int | None) -> str:
        """Send a text and return its SID; after `hold` seconds in a queue Twilio drops it."""

    def find(self, to: str, body: str, since: datetime, others: Collection[str]) -> str | None:
        """The SID of the first text with this body to this number since then that is none of the others, or None."""

    def whoami(self) -> str:
        """The account's name and state."""

    def close(self) -> None:
        """Close its connections."""


class SmsChannel:
    """Texts to UK mobile phones. Twilio's calls are believed only when signed for exactly our public address."""

    name = "sms"
    to_one: Window | None = None

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        public_url: str,
        sender: str | None = None,
        messaging_service: str | None = None,
        base_url: str | None = None,
        timeout: float = 10.0,
        segments_a_second: float = 1.0,
    ) -> None:
        self.rate = Rate(segments_a_second, burst=max(BURST, segments_a_second))
        self._public_url = public_url.rstrip("/")
        self._validator = RequestValidator(auth_token)
        self._twilio: Twilio = late("bot.channels.twilio_client").TwilioClient(
            account_sid=account_sid,
            auth_token=auth_token,
            sender=sender,
            messaging_service=messaging_service,
            callback=f"{self._public_url}/webhooks/twilio/status",
            base_url=base_url,
            timeout=timeout,
        )
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="twilio")

    async def open(self) -> None:
        """Nothing to make ready: connections are made when first needed."""

    async def close(self) -> None:
        """Let calls under way end, drop those not begun, close the connections."""
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)
        self._twilio.close()

    async def send(self, message: Outgoing) -> Sent:
        """Hand the text to Twilio; raises SendError."""
        body, hold = body_of(message), hold_of(message)
        return Sent(await self._call(lambda: self._twilio.create(message.address, body, hold)))

    def units(self, message: Outgoing) -> int:
        """Segments: what the networks count, and what is paid for."""
        return segments(plain(numbered(message.text, message.choices)))

    async def find_sent(self, message: Outgoing, since: datetime, others: Collection[str] = ()) -> Sent | None:
        """What Twilio took of this message since then: it has no idempotency key, so we look before sending again."""
        body = body_of(message)
        sid = await self._call(lambda: self._twilio.find(message.address, body, since, others))
        return Sent(sid) if sid else None

    async def check(self) -> str:
        """Ask Twilio who we are; returns the account in words for staff, raises SendError."""
        return await self._call(self._twilio.whoami)

    def receive_texts(self, knock: Knock) -> Mail:
        """The text in a knock. Raises Forged or Malformed; empty for a sender that nobody can answer."""
        text = text_in(self._believed(knock))
        return Mail((text,) if text else ())

    def receive_status(self, knock: Knock) -> Mail:
        """The status report in a knock. Raises Forged or Malformed; empty for a state that says nothing."""
        report = report_in(self._believed(knock))
        return Mail(reports=(report,) if report else ())

    def meaning(self, code: str | None) -> SendError:
        """What a report's error code asks of us."""
        return twilio_error(code)

    def _believed(self, knock: Knock) -> Fields:
        """The fields of a knock that carries Twilio's signature over all of them; raises Forged.

        The signature is over our public address, never over Host or X-Forwarded-*, which a caller can choose.
        """
        signature = knock.headers.get(SIGNATURE)
        if not signature or not knock.target.startswith("/"):
            raise Forged("no signature")
        fields = fields_of(knock.body)
        if not self._validator.validate(self._public_url + knock.target, fields, signature):
            raise Forged("wrong signature")
        return fields

    async def _call(self, ask: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, ask)


def body_of(message: Outgoing) -> str:
    """The text as it goes out: choices as numbered lines, plain punctuation. Raises SendError if it cannot go."""
    if not is_uk_mobile(message.address):
        raise Unreachable("Only UK mobile numbers can be texted, and this is none.")
    body = plain(numbered(message.text, message.choices))
    if not message.text.strip():
        raise Refused("The text is empty.")
    if len(body) > LONGEST:
        raise Refused("The text is longer than 1600 letters.")
    return body


def hold_of(message: Outgoing) -> int | None:
    """How many seconds Twilio may keep the text waiting, so that nothing arrives after it stopped making sense."""
    if message.seconds_left is None:
        return None
    if message.seconds_left < 1:
        raise Refused("Its time was over before it could go.")
    return min(message.seconds_left, LONGEST_HOLD)
