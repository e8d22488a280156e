"""What the texts say about the line itself: its name, when texts are read, where help is at any hour."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

HERE = Path(__file__).with_name("line.yaml")


class Signpost(BaseModel):
    """A place that helps when nobody here can. `words` is what a person reads, the number in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    number: str
    words: str
    helps: tuple[str, ...] = ()
    """Risk categories that it is for; empty for any."""
    checked_on: date
    """The day when somebody last made sure that the number is right."""


class LineFacts(BaseModel):
    """Facts about one line. Everything that an organisation or a helpline may change is here, not in the flows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    read_times: str
    """When people read the texts, as it stands after "We read texts"."""
    answered_within: str
    """How soon a worker answers, as it stands after "within" or before "at most"."""
    data_within: str
    """How soon a wish about someone's own data is met; the law allows one month."""
    signposts: tuple[Signpost, ...] = Field(min_length=1)

    def signposts_for(self, category: str | None) -> tuple[Signpost, ...]:
        """What to name to a person in this kind of danger, the most urgent first; the general ones when none fits."""
        fitting = tuple(post for post in self.signposts if category in post.helps)
        return fitting or tuple(post for post in self.signposts if not post.helps)


def load_line(path: Path | None = None, changes: Mapping[str, object] | None = None) -> LineFacts:
    """The facts from `path`, or the ones that come with the product; `changes` go over them.

    Raises pydantic.ValidationError if they make no sense.
    """
    facts = YAML(typ="safe").load((path or HERE).read_text(encoding="utf-8"))
    return LineFacts.model_validate({**facts, **(changes or {})})
