"""A webhook call that a stand-in has made ready: post it over the network, or hand it to a channel as a knock."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import httpx

from bot.channels.channel import Knock


@dataclass(frozen=True)
class Letter:
    """Always a POST. `target` is the path with its query."""

    target: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def knock(self) -> Knock:
        """As the API hands it to a channel."""
        return Knock(self.target, {name.lower(): value for name, value in self.headers.items()}, self.body)

    def post(self, base_url: str) -> httpx.Response:
        """Deliver it to a running server."""
        return httpx.post(base_url + self.target, headers=dict(self.headers), content=self.body, timeout=30)

    def without(self, header: str) -> "Letter":
        """The same letter with one header lost on the way."""
        left = {name: value for name, value in self.headers.items() if name.lower() != header.lower()}
        return replace(self, headers=left)

    def with_header(self, header: str, value: str) -> "Letter":
        """The same letter with a header put in or changed."""
        return replace(self, headers={**self.without(header).headers, header: value})

    def saying(self, body: bytes) -> "Letter":
        """The same letter with another body under the same signature."""
        return replace(self, body=body)

    def to(self, target: str) -> "Letter":
        """The same letter to another address under the same signature."""
        return replace(self, target=target)
