"""A flow read from its YAML: typed nodes, and where in the file each thing stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError

from conversations.flow import Whom
from conversations.nodes import KINDS
from conversations.nodes.node import Name, Node
from conversations.problems import FlowError, Problem

NEAR = 60
"""Of 100: how alike a word must be to one that is known to be named as what was meant."""


class Head(BaseModel):
    """The top of a flow file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str
    whom: Whom = "agreed"
    start: Name
    nodes: dict[Name, dict[str, Any]] = Field(min_length=1)


@dataclass(frozen=True)
class Draft:
    """A flow that can be read but is not checked yet."""

    file: str
    tree: CommentedMap
    head: Head
    nodes: Mapping[str, Node]

    def line(self, *path: str | int) -> int:
        """The line, from 1, of a field, an item or a node; of the nearest thing around it if it is not there."""
        return line_of(self.tree, path)

    def problem(self, node: str, field: str, wrong: str, write: str) -> Problem:
        """A problem at a field of a node ("when.0.go" goes into a list)."""
        path = [int(part) if part.isdigit() else part for part in field.split(".")] if field else []
        return Problem(self.file, self.line("nodes", node, *path), node, wrong, write)


def read_flow(file: str, yaml: str) -> Draft:
    """The flow in the YAML text. Raises FlowError with every problem found."""
    tree = _tree(file, yaml)
    head = _head(file, tree)
    nodes: dict[str, Node] = {}
    problems: list[Problem] = []
    for name in head.nodes:
        try:
            nodes[name] = _node(name, tree["nodes"][name])
        except ValidationError as error:
            problems += _explained(file, tree, name, error)
        except UnknownKind as error:
            line = line_of(tree, ("nodes", name, "kind"))
            problems.append(
                Problem(file, line, name, f"{error.kind!r} is no kind of node.", suggested(error.kind, KINDS))
            )
    if problems:
        raise FlowError(problems)
    return Draft(file, tree, head, nodes)


class UnknownKind(Exception):
    """No node is of this kind."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def line_of(tree: object, path: tuple[str | int, ...]) -> int:
    """The line, from 1, where the path leads in a tree from ruamel; where it ends early, the last line found."""
    line = 1
    for part in path:
        if isinstance(tree, CommentedMap) and part in tree:
            line = tree.lc.key(part)[0] + 1
        elif isinstance(tree, CommentedSeq) and isinstance(part, int) and part < len(tree):
            line = tree.lc.item(part)[0] + 1
        else:
            return line
        tree = tree[part]
    return line


def suggested(word: object, known: Mapping[str, Any] | list[str]) -> str:
    """What to write instead of a word that is not known: the nearest one, and all there are."""
    near = process.extractOne(str(word), list(known), score_cutoff=NEAR)
    guess = f"Did you mean {near[0]}? " if near else ""
    return f"{guess}Write one of: {', '.join(known)}."


def _tree(file: str, yaml: str) -> CommentedMap:
    try:
        tree = YAML().load(yaml)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        wrong = f"this is not YAML: {getattr(error, 'problem', None) or error}."
        raise FlowError([Problem(file, line, None, wrong, "Look at the indent and the colons just above.")]) from error
    if not isinstance(tree, CommentedMap):
        raise FlowError(
            [Problem(file, 1, None, "there is no flow in this file.", "Begin with about:, start: and nodes:.")]
        )
    return tree


def _head(file: str, tree: CommentedMap) -> Head:
    try:
        return Head.model_validate(tree)
    except ValidationError as error:
        raise FlowError(_explained(file, tree, None, error)) from error


def _node(name: str, written: Mapping[str, Any]) -> Node:
    kind = str(written.get("kind"))
    if kind not in KINDS:
        raise UnknownKind(kind)
    return KINDS[kind].model_validate(dict(written))


def _explained(file: str, tree: CommentedMap, node: str | None, error: ValidationError) -> list[Problem]:
    before: tuple[str | int, ...] = ("nodes", node) if node else ()
    return [
        Problem(file, line_of(tree, (*before, *found["loc"])), node, *_in_words(tree, node, found["type"], found))
        for found in error.errors(include_url=False)
    ]


def _in_words(tree: CommentedMap, node: str | None, type_: str, found: Mapping[str, Any]) -> tuple[str, str]:
    field = ".".join(str(part) for part in found["loc"])
    match type_:
        case "missing":
            return f"{field}: is missing.", "Write it."
        case "extra_forbidden":
            return f"{field}: means nothing here.", suggested(field, _fields(tree, node))
        case "value_error":
            return f"{field}:", str(found["msg"]).removeprefix("Value error, ")
        case "string_pattern_mismatch":
            return f"{field}: {found['input']!r} is not a name.", "Write small letters, figures and underscores."
    return f"{field}: {found['input']!r} does not fit.", f"{found['msg']}."


def _fields(tree: CommentedMap, node: str | None) -> list[str]:
    model: type[BaseModel] = KINDS[tree["nodes"][node]["kind"]] if node else Head
    return [field.alias or name for name, field in model.model_fields.items() if field.init is not False]
