"""A conversation as designed: its nodes and words, at one version."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from conversations.nodes.node import Node
from conversations.words import Words

Whom = Literal["anyone", "agreed"]
"""Who may be spoken to: anyone, or only people who agreed to the conversation."""


@dataclass(frozen=True, slots=True)
class FlowSource:
    """A flow as it was published: its YAML, and its Fluent words by language. Storage keeps it, so that
    a session can stay on the version that it began with."""

    name: str
    version: str
    yaml: str
    words: Mapping[str, str]


def publish(name: str, yaml: str, words: Mapping[str, str]) -> FlowSource:
    """The source with its version: the first 12 hex digits of a hash over all of it, so any edit is a new version."""
    everything = json.dumps([name, yaml, sorted(words.items())])
    return FlowSource(name, hashlib.sha256(everything.encode()).hexdigest()[:12], yaml, words)


@dataclass(frozen=True)
class Flow:
    """A flow that has passed every check."""

    source: FlowSource
    about: str
    whom: Whom
    start: str
    nodes: Mapping[str, Node]
    words: Words

    @property
    def name(self) -> str:
        """What the flow is called everywhere: `welcome`."""
        return self.source.name

    @property
    def version(self) -> str:
        """Which edit of the flow this is."""
        return self.source.version
