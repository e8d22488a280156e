"""Tell a worker to look."""

from collections.abc import Mapping
from typing import Literal

from conversations.effects import AlertKind, RaiseAlert
from conversations.nodes.node import Name, Node
from conversations.scene import Scene
from conversations.step import Step


class TellWorker(Node):
    """Raises an alert about this person."""

    kind: Literal["tell_worker"]
    about: AlertKind
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next}

    def enter(self, scene: Scene) -> Step:
        return Step(to=self.next, effects=(RaiseAlert(self.about),))
