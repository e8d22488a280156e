"""A list of questions becomes a flow: generated, checked and published like one that somebody wrote."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any, Literal

from ruamel.yaml import YAML

from conversations.flow import FlowSource, publish
from conversations.words import ENGLISH, Words

Kind = Literal["text", "choice", "scale", "yes_no"]
"""text: in the person's own words; choice: one of a few; scale: 1 to 5; yes_no."""

LOW, HIGH = 1, 5
PATIENCE = "1 week"
"""After so long without an answer a question is let go, or it would take a later text about something else for one."""
FRAME = "consultation_intro"
"""A shared line; a language that has it has all the lines round the questions."""

TYPOGRAPHY = {
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u201b\u2032`"), "'"),
    **dict.fromkeys(map(ord, "\u201c\u201d\u201e\u00ab\u00bb\u2033"), '"'),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    ord("\u2026"): "...",
}
"""What a word processor makes of plain signs. One of them makes an SMS twice as dear."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to ask. `id` names it wherever its answers are kept."""

    id: str
    text: str
    kind: Kind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translated:
    """The same in another language: the questions and their choices in the same order."""

    title: str
    questions: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Consultation:
    """What a Network wants to know of its people, and in which languages besides English."""

    name: str
    title: str
    questions: tuple[Question, ...]
    languages: Mapping[str, Translated] = field(default_factory=dict)

    @property
    def wordings(self) -> dict[str, Translated]:
        """Every language, English first."""
        english = Translated(self.title, tuple((question.text, question.choices) for question in self.questions))
        return {ENGLISH: english, **self.languages}


def tidy(text: str) -> str:
    """What was typed or pasted, on one line and in plain signs."""
    plain = unicodedata.normalize("NFC", text).translate(TYPOGRAPHY)
    return " ".join("".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in plain).split())


def as_flow(consultation: Consultation, common: Words) -> FlowSource:
    """The flow of the consultation. Look for what `refusals` says first."""
    words = {
        language: "\n".join(lines(consultation, wording, common.has(FRAME, language)))
        for language, wording in consultation.wordings.items()
    }
    return publish(consultation.name, yaml_of(consultation), words)


def yaml_of(consultation: Consultation) -> str:
    """Its nodes: a word before, the questions one after the other, a word of thanks."""
    names = [node_name(at) for at in range(len(consultation.questions))]
    nodes: dict[str, Any] = {"intro": {"kind": "say", "next": names[0]}}
    for name, following, question in zip(names, [*names[1:], "thanks"], consultation.questions, strict=True):
        nodes[name] = node_of(name, following, question)
    nodes["thanks"] = {"kind": "say", "next": "end"}
    written = StringIO()
    YAML().dump({"about": consultation.title, "start": "intro", "nodes": nodes}, written)
    return written.getvalue()


def node_of(name: str, following: str, question: Question) -> dict[str, Any]:
    """The node that asks a question."""
    asked = {"asks": "consultation", "question": question.id, "patience": PATIENCE}
    match question.kind:
        case "text":
            return {"kind": "ask_text", **asked, "into": name, "next": following}
        case "scale":
            return {"kind": "scale", **asked, "into": name, "low": LOW, "high": HIGH, "next": following}
        case "choice":
            options = [choice_name(at) for at in range(len(question.choices))]
            return {"kind": "ask_choice", **asked, "options": options, "into": name, "next": following}
        case "yes_no":
            return {"kind": "yes_no", **asked, "yes": following, "no": following}


def lines(consultation: Consultation, wording: Translated, framed: bool) -> Iterator[str]:
    """The words of one language in Fluent. What stands round the questions is said in English where it must be."""
    if framed:
        yield f"intro = {{ {FRAME} }} {literal(ended(wording.title))} {{ consultation_skip }}"
    for at, (question, (text, choices)) in enumerate(zip(consultation.questions, wording.questions, strict=True)):
        scale = (" { consultation_scale }" if framed else f" ({LOW}-{HIGH})") if question.kind == "scale" else ""
        yield f"{node_name(at)} = {literal(text)}{scale}"
        yield from (f"    .{choice_name(nth)} = {literal(choice)}" for nth, choice in enumerate(choices))
    if framed:
        yield "thanks = { consultation_thanks }"
    yield ""


def literal(text: str) -> str:
    """The text in Fluent, where nothing in it means anything."""
    return '{ "' + text.replace("\\", "\\\\").replace('"', '\\"') + '" }'


def ended(title: str) -> str:
    """A title as a sentence."""
    return title if title.endswith((".", "?", "!")) else f"{title}."


def node_name(at: int) -> str:
    """The node of a question, counted from 0."""
    return f"question_{at + 1}"


def choice_name(at: int) -> str:
    """What is kept for a choice, counted from 0, whatever the language it was read in."""
    return f"choice_{at + 1}"
