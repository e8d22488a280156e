"""What every kind of node can do: say where it may go, what words it needs, and what happens when it is reached."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from conversations.scene import Scene
from conversations.step import Step

END = "end"
"""Written where a node's name could stand: the flow is over."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
"""A node, a flow or a thing remembered: small letters, figures and underscores."""


class Node(BaseModel, ABC):
    """One step of a flow, as written in its file. It holds no state: a session says where somebody stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str

    @abstractmethod
    def exits(self) -> Mapping[str, str]:
        """Every node that this one may lead to, by the field that names it ("when.0.go" inside a list)."""

    def lines(self) -> tuple[str, ...]:
        """The words it needs: "" for its own line, ".again" for that attribute of it."""
        return ()

    def fills(self) -> tuple[str, ...]:
        """What it puts into the memory, or into its own words, by name."""
        return ()

    def uses(self) -> Mapping[str, str]:
        """Every fact that it looks at, by the field that names it."""
        return {}

    @abstractmethod
    def enter(self, scene: Scene) -> Step:
        """What happens when the walk reaches this node."""

    def when_due(self) -> str:
        """Where to go when the time has come that the session asked to be woken at."""
        return END
