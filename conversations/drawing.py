"""A flow as a picture: text for Mermaid, which many editors and web pages draw."""

from collections.abc import Iterator

from conversations.facts import LINE_FACTS, PERSON_FACTS
from conversations.flow import Flow
from conversations.nodes.asking import Asking
from conversations.nodes.begin import Begin
from conversations.nodes.branch import Branch
from conversations.nodes.node import END, Node
from conversations.words import ENGLISH

SHOWN_FACTS = {name: f"({name})" for name in (*LINE_FACTS, *PERSON_FACTS)} | {"by_name": "", "question": "(question)"}
"""What stands in the braces of a line in the picture."""

SHOWN = 60
"""Letters of a line that fit into a box."""


def draw(flow: Flow) -> str:
    """The flow as a Mermaid flowchart."""
    return "\n".join(["flowchart TD", *(f"    {line}" for line in _lines(flow))])


def _lines(flow: Flow) -> Iterator[str]:
    yield f"start([{flow.name}]) --> {_id(flow.start)}"
    for name, node in flow.nodes.items():
        yield f"{_id(name)}{_box(node, _label(flow, name, node))}"
        for field, to in node.exits().items():
            yield f"{_id(name)} -->|{_way(node, field)}| {_id(to)}"
        if isinstance(node, Begin):
            yield f"{_id(name)} --> {_id(name)}_flow([{node.flow}])"
    if any(END in node.exits().values() for node in flow.nodes.values()):
        yield f"{_id(END)}(( ))"


def _id(name: str) -> str:
    # "end" is a word of Mermaid's own.
    return f"n_{name}"


def _box(node: Node, label: str) -> str:
    match node:
        case Asking():
            return f'[/"{label}"/]'
        case Branch():
            return f'{{"{label}"}}'
    return f'["{label}"]'


def _label(flow: Flow, name: str, node: Node) -> str:
    if not flow.words.has(name):
        return f"{name}<br>{node.kind}"
    line = flow.words.write(name, ENGLISH, SHOWN_FACTS)
    cut = line if len(line) <= SHOWN else f"{line[:SHOWN].rsplit(' ', 1)[0]}..."
    return f"{name}<br>{_safe(cut)}"


def _safe(text: str) -> str:
    return text.replace('"', "'").replace("\n", "<br>").replace("{", "(").replace("}", ")")


def _way(node: Node, field: str) -> str:
    if isinstance(node, Branch) and field.startswith("when"):
        way = node.when[int(field.split(".")[1])]
        return way.fact if way.value is None else f"{way.fact} is {way.value}"
    return field
