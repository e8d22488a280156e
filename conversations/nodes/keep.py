"""Keep what was remembered as a record."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from conversations.nodes.node import Name, Node
from conversations.records import Record, kept
from conversations.scene import Scene
from conversations.step import Step


class Keep(Node):
    """Keeps the fact `from` as a record; nothing happens if it is not known."""

    kind: Literal["keep"]
    record: Record = Field(alias="as")
    source: Name = Field(alias="from")
    next: Name

    def exits(self) -> Mapping[str, str]:
        return {"next": self.next}

    def uses(self) -> Mapping[str, str]:
        return {"from": self.source}

    def enter(self, scene: Scene) -> Step:
        return Step(to=self.next, effects=kept(self.record, scene, scene.fact(self.source)))
