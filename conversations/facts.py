"""What a text or a branch may name: facts about the person, their Network and the line."""

from collections.abc import Callable, Iterable, Mapping

from conversations.line import LineFacts
from conversations.listing import Joining
from conversations.session import Json
from conversations.situation import Situation

LINE_FACTS: Mapping[str, Callable[[LineFacts, str], str]] = {
    "line": lambda line, _language: line.name,
    "read_times": lambda line, language: line.said_in(language, "read_times"),
    "answered_within": lambda line, language: line.said_in(language, "answered_within"),
    "data_within": lambda line, language: line.said_in(language, "data_within"),
}
"""Name -> what the line says about itself in a language."""

PERSON_FACTS: Mapping[str, Callable[[Situation], Json]] = {
    "first_name": lambda situation: situation.person.first_name,
    "by_name": lambda situation: f", {situation.person.first_name}" if situation.person.first_name else "",
    "network": lambda situation: situation.person.network,
    "area": lambda situation: area_name(situation, situation.person.network),
    "unsafe": lambda situation: situation.person.phone == "unsafe",
    "areas": lambda situation: [area.name for area in situation.areas],
    "agreed": lambda situation: situation.person.agreed,
    "refused": lambda situation: situation.person.consents.get("conversation") is False,
    "profile_shared": lambda situation: situation.person.consents.get("sharing_profile", False),
    "profile_asked": lambda situation: "sharing_profile" in situation.person.consents,
    "quoting": lambda situation: situation.person.attribution,
    "interests": lambda situation: list(situation.lights_up),
    "views": lambda situation: situation.person.views,
    "begins_here": lambda situation: situation.person.here.get("conversation", False),
    "code": lambda situation: situation.code,
    "files": lambda situation: situation.person.files,
    "in_danger": lambda situation: situation.person.in_danger,
    "questions": lambda situation: [question.text for question in situation.questions],
    "meeting": lambda situation: situation.upcoming[0].title if situation.upcoming else None,
}
"""Name -> how to find it out. `by_name` is ", Ann" or nothing, so that a text reads well either way."""


def known(name: str, memory: Mapping[str, Json], situation: Situation) -> Json:
    """What the session remembers under the name, or else the person's fact of that name, or None."""
    if name in memory:
        return memory[name]
    return PERSON_FACTS[name](situation) if name in PERSON_FACTS else None


def sayable(
    names: Iterable[str], memory: Mapping[str, Json], situation: Situation, line: LineFacts, joining: Joining
) -> dict[str, str | int]:
    """Those of these facts that a text to this person may name, as words or numbers."""
    language = situation.person.language
    about_line = {name: LINE_FACTS[name](line, language) for name in names if name in LINE_FACTS and name not in memory}
    others = {name: known(name, memory, situation) for name in names if name in memory or name in PERSON_FACTS}
    return {name: in_words(value, joining) for name, value in {**about_line, **others}.items()}


def in_words(value: Json, joining: Joining = ", ".join) -> str | int:
    """A fact as it stands in a text: a list is joined, nothing is nothing."""
    match value:
        case None | bool():
            return ""
        case str() | int():
            return value
        case list():
            return joining([str(in_words(part, joining)) for part in value])
        case dict():
            return in_words(value.get("words"), joining)
    return str(value)


def area_name(situation: Situation, slug: str | None) -> str | None:
    """The name of the area with this slug, as people know it."""
    return next((area.name for area in situation.areas if area.slug == slug), None)
