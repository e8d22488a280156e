"""story.yaml as values."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

HERE = Path(__file__).with_name("story.yaml")


class Part(BaseModel):
    """A part of the story; a slip of the pen is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Part):
    """A Network and its next meeting."""

    slug: str
    name: str
    locality: str
    meeting: str
    place: str
    in_days: int
    hour: int
    questions: tuple[str, ...]


class Someone(Part):
    """A made-up person. `answers`: what the flow asks for -> what they text, one after the other."""

    phone: str
    days_ago: int
    begins: str = "hello"
    answers: dict[str, tuple[str, ...]]
    then: tuple[str, ...] = ()
    """What they text later, of their own accord."""


class Story(Part):
    """All of it."""

    places: tuple[Place, ...]
    people: tuple[Someone, ...]


def read_story() -> Story:
    """The story that comes with the product."""
    return Story.model_validate(YAML(typ="safe").load(HERE.read_text(encoding="utf-8")))
