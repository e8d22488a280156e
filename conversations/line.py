"""What the texts say about the line itself: its name, when texts are read, where help is at any hour."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML

HERE = Path(__file__).with_name("line.yaml")

TimesFact = Literal["read_times", "answered_within", "data_within"]


class Signpost(BaseModel):
    """A place that helps when nobody here can. `words` is what a person reads, the number in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    number: str
    words: str
    in_other_languages: Mapping[str, str] = {}
    """The same words by language; where one is missing, it is said in English."""
    helps: tuple[str, ...] = ()
    """Risk categories that it is for; empty for any."""
    checked_on: date
    """The day when somebody last made sure that the number is right."""

    def said_in(self, language: str) -> str:
        """Its words in the language, or else in English."""
        return self.in_other_languages.get(language, self.words)


class Times(BaseModel):
    """What the line says about times, in one more language. What is left out is said in English."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    read_times: str | None = None
    answered_within: str | None = None
    data_within: str | None = None


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
    in_other_languages: Mapping[str, Times] = {}
    signposts: tuple[Signpost, ...] = Field(min_length=1)

    def said_in(self, language: str, fact: TimesFact) -> str:
        """What it says about a time in the language, or else in English."""
        elsewhere = self.in_other_languages.get(language)
        found: str | None = getattr(elsewhere, fact) if elsewhere else None
        return found or getattr(self, fact)

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
