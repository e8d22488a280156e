"""Little flows for tests, from YAML and words as one would write them."""

from pathlib import Path
from textwrap import dedent

from conversations.library import Flows, load_flows
from tests.conversations.playing import AGREED, Play


def flows_of(folder: Path, yaml: str, words: str, name: str = "little") -> Flows:
    """The flows of the product and one more, from files in a folder."""
    (folder / f"{name}.yaml").write_text(dedent(yaml), encoding="utf-8")
    (folder / f"{name}.en.ftl").write_text(dedent(words), encoding="utf-8")
    return load_flows(folder)


def played(folder: Path, nodes: str, words: str, **more: object) -> tuple[Play, list[str]]:
    """Ann in a little flow that has just been started, and what it said first."""
    head = "about: A test.\nstart: first\nnodes:\n"
    play = Play(person=AGREED, flows=flows_of(folder, head + nodes, words), **more)  # type: ignore[arg-type]
    return play, play.start("little")
