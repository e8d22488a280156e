"""Go one way or another by what is known."""

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from conversations.nodes.node import Name, Node
from conversations.scene import Scene
from conversations.step import Step


class When(BaseModel):
    """`{if: first_name, go: there}` if the fact is known and not empty; with `is`, if it is just that."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    fact: Name = Field(alias="if")
    value: JsonValue = Field(default=None, alias="is")
    go: Name

    def holds(self, scene: Scene) -> bool:
        """Whether this is so."""
        fact = scene.fact(self.fact)
        return bool(fact) if self.value is None else fact == self.value


class Branch(Node):
    """The first condition that holds leads on; else `otherwise`."""

    kind: Literal["branch"]
    when: tuple[When, ...] = Field(min_length=1)
    otherwise: Name

    def exits(self) -> Mapping[str, str]:
        ways = {f"when.{at}.go": way.go for at, way in enumerate(self.when)}
        return {**ways, "otherwise": self.otherwise}

    def uses(self) -> Mapping[str, str]:
        return {f"when.{at}.if": way.fact for at, way in enumerate(self.when)}

    def enter(self, scene: Scene) -> Step:
        return Step(to=next((way.go for way in self.when if way.holds(scene)), self.otherwise))
