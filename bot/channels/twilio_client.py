"""The one module that loads Twilio's library and calls its REST API. Blocking: it is called in threads.

The library's own asyncio client is not used: it forgets its timeout and costs half a second of imports.
"""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import TypeVar

from requests.exceptions import ConnectionError as Broken
from requests.exceptions import ConnectTimeout, ProxyError, RequestException, SSLError
from twilio.base.exceptions import TwilioException  # type: ignore[import-untyped]
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]
from twilio.rest import Client  # type: ignore[import-untyped]
from urllib3.exceptions import MaxRetryError, NewConnectionError

from bot.channels.catalogue import twilio_refusal
from bot.channels.errors import SendError, TryLater, Uncertain

T = TypeVar("T")

UNSENT = frozenset({"failed", "canceled", "undelivered"})
"""States in which the provider gave a text up: sending it again repeats nothing."""
TRIAL = "Sent from your Twilio trial account"
"""What Twilio puts before each text of an account that is not paid for. Remembered, not read in its documents; if it is
worded otherwise, a text of such an account may come twice after a broken call."""
CLOCKS_DIFFER = timedelta(seconds=1)
"""How far Twilio's clock, which counts whole seconds, may be behind ours."""
RECENT = 20
"""How many of the latest texts to one number are looked through."""


logging.getLogger("urllib3.connectionpool").setLevel(logging.INFO)  # its DEBUG lines show numbers in addresses


def silent() -> logging.Logger:
    """A logger for Twilio's client, which would log numbers in addresses: part of no tree, and too strict to speak."""
    return logging.Logger("twilio", logging.CRITICAL + 1)


class TwilioClient:
    """Twilio's Messages API for one account; raises SendError."""

    def __init__(
        self,
        *,
        account_sid: str,
        auth_token: str,
        sender: str | None,
        messaging_service: str | None,
        callback: str | None,
        base_url: str | None,
        timeout: float,
    ) -> None:
        self._http = TwilioHttpClient(timeout=timeout, logger=silent())
        self._client = Client(account_sid, auth_token, http_client=self._http)
        if base_url:
            self._client.api.base_url = base_url
        sender_fields = {"messaging_service_sid": messaging_service} if messaging_service else {"from_": sender}
        self._fields = {**sender_fields, **({"status_callback": callback} if callback else {})}
        self._account = self._client.api.v2010.accounts(account_sid)
        self._messages = self._client.api.v2010.account.messages

    def create(self, to: str, body: str, hold: int | None) -> str:
        """Send a text and return its SID."""
        fields = {**self._fields, **({"validity_period": hold} if hold else {})}
        return str(asked(lambda: self._messages.create(to=to, body=body, **fields)).sid)

    def find(self, to: str, body: str, since: datetime, others: Collection[str]) -> str | None:
        """The SID of the first text like this since then that is none of the others, or None.

        By the day it was made, not sent: Twilio's own filter leaves out texts that still wait.
        """
        earliest = since.replace(microsecond=0) - CLOCKS_DIFFER

        def matching() -> list[tuple[datetime, str]]:
            recent = self._messages.list(to=to, limit=RECENT)
            alike = [each for each in recent if says(each.body, body) and each.status not in UNSENT]
            new = [each for each in alike if each.date_created >= earliest and each.sid not in others]
            return sorted((each.date_created, each.sid) for each in new)

        found = asked(matching)
        return found[0][1] if found else None

    def whoami(self) -> str:
        """The account's name and state."""
        account = asked(self._account.fetch)
        return f"{account.friendly_name} ({account.status})"

    def close(self) -> None:
        """Close the connections."""
        self._http.session.close()


def says(taken: str, body: str) -> bool:
    """Whether a text that Twilio took is this one.

    A longer one with the same end is another ("Back to where we were. ..."), but for what trial accounts put before.
    """
    return taken == body or (taken.startswith(TRIAL) and taken.endswith(body))


def asked(ask: Callable[[], T]) -> T:
    """Call Twilio and turn whatever goes wrong into a SendError without numbers, texts or tokens in it."""
    try:
        return ask()
    except TwilioException as error:
        raise twilio_refusal(error.status, str(error.code)) from None
    except RequestException as error:
        raise broken_off(error) from None
    except (ValueError, TypeError, AttributeError, KeyError):
        raise Uncertain("Twilio's answer could not be read; it may have taken the text.") from None


def broken_off(error: RequestException) -> SendError:
    """Whether the call broke before Twilio heard anything."""
    if isinstance(error, (ConnectTimeout, SSLError, ProxyError)) or never_connected(error):
        return TryLater("Twilio could not be reached.")
    return Uncertain("The call to Twilio broke off; it may have taken the text.")


def never_connected(error: RequestException) -> bool:
    """Whether no connection came about at all (refused, no such host)."""
    cause = error.args[0] if isinstance(error, Broken) and error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)
