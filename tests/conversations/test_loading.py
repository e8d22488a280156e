"""A flow that cannot be used is refused when it is loaded, with the file, the node, the line and what to write."""

from pathlib import Path

import pytest

from conversations.flow import publish
from conversations.library import load_flows
from conversations.problems import FlowError, UnknownFlow, UnknownVersion
from tests.conversations.little import flows_of

WORDS = "hello = Hello.\n"


def problems_of(folder: Path, yaml: str, words: str = WORDS) -> str:
    with pytest.raises(FlowError) as refused:
        flows_of(folder, yaml, words)
    return str(refused.value)


def test_a_good_flow_is_loaded_beside_the_others(tmp_path: Path) -> None:
    flows = flows_of(tmp_path, "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n", WORDS)
    assert {"little", "welcome", "light_me_up", "have_your_say"} <= set(flows.names)


def test_a_directory_goes_over_the_flows_of_the_product(tmp_path: Path) -> None:
    yaml = "about: Ours.\nstart: offer\nnodes:\n  offer: {kind: say, next: end}\n"
    flows = flows_of(tmp_path, yaml, "offer = Our own words.", name="pass_it_on")
    assert flows.current("pass_it_on").about == "Ours."


def test_an_unknown_node(tmp_path: Path) -> None:
    yaml = """\
about: A test.
start: hello
nodes:
  hello:
    kind: say
    next: goodby
  goodbye:
    kind: say
    next: end
"""
    told = problems_of(tmp_path, yaml, "hello = Hello.\ngoodbye = Bye.")
    assert (
        "little.yaml, line 6, node hello: next: there is no node 'goodby'. "
        "Did you mean goodbye? Write one of: hello, goodbye, end." in told
    )
    assert "little.yaml, line 7, node goodbye: nothing leads here." in told


def test_an_unknown_node_in_a_branch(tmp_path: Path) -> None:
    yaml = """\
about: A test.
start: way
nodes:
  way:
    kind: branch
    when:
      - {if: agreed, go: hello}
      - {if: unsafe, go: nowhere}
    otherwise: hello
  hello:
    kind: say
    next: end
"""
    assert "little.yaml, line 8, node way: when.1.go: there is no node 'nowhere'." in problems_of(tmp_path, yaml)


def test_an_unknown_kind(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello:\n    kind: sya\n    next: end\n"
    told = problems_of(tmp_path, yaml)
    assert "little.yaml, line 5, node hello: 'sya' is no kind of node. Did you mean say? Write one of: say, " in told


def test_an_unknown_field(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello:\n    kind: say\n    nxt: end\n"
    told = problems_of(tmp_path, yaml)
    assert "little.yaml, line 6, node hello: nxt: means nothing here. Did you mean next?" in told
    assert "little.yaml, line 4, node hello: next: is missing. Write it." in told


def test_a_length_of_time_that_is_none(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello:\n    kind: wait\n    for: a while\n    next: end\n"
    told = problems_of(tmp_path, yaml)
    assert "line 6, node hello: for: 'a while' is not a length of time. Write it like 20 minutes" in told


def test_a_dead_end(tmp_path: Path) -> None:
    yaml = """\
about: A test.
start: hello
nodes:
  hello: {kind: say, next: again}
  again: {kind: say, next: hello}
"""
    told = problems_of(tmp_path, yaml, "hello = Hello.\nagain = Hello again.")
    assert "little.yaml, line 4, node hello: from here the flow never ends. Lead one of its ways to end." in told


def test_missing_words(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n"
    told = problems_of(tmp_path, yaml, "helo = Hello.")
    assert "line 4, node hello: its words hello are missing. Write hello = ... in little.en.ftl." in told


def test_a_name_in_braces_that_nothing_fills(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n"
    told = problems_of(tmp_path, yaml, "hello = Hello { $frist_name }.")
    assert "little.en.ftl, line 1, node hello: nothing fills { $frist_name }. Did you mean first_name?" in told


def test_a_fact_that_nobody_knows(tmp_path: Path) -> None:
    yaml = """\
about: A test.
start: way
nodes:
  way:
    kind: branch
    when: [{if: intrests, go: hello}]
    otherwise: hello
  hello: {kind: say, next: end}
"""
    told = problems_of(tmp_path, yaml)
    assert "little.yaml, line 6, node way: when.0.if: nobody knows 'intrests'. Did you mean interests?" in told


def test_words_that_nothing_says(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n"
    told = problems_of(tmp_path, yaml, "hello = Hello.\nhelo = Hello.")
    assert "little.en.ftl, line 2: nothing says helo. Did you mean hello?" in told


def test_words_that_are_not_fluent(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hello\nnodes:\n  hello: {kind: say, next: end}\n"
    told = problems_of(tmp_path, yaml, "hello = Hello.\nthis is not a line\n")
    assert "little.en.ftl, line 2: this is not a line of words. Write name = text" in told


def test_a_start_that_is_not_there(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: hallo\nnodes:\n  hello: {kind: say, next: end}\n"
    told = problems_of(tmp_path, yaml)
    assert "little.yaml, line 2: start: there is no node 'hallo'. Did you mean hello?" in told


def test_a_head_that_is_incomplete(tmp_path: Path) -> None:
    told = problems_of(tmp_path, "strat: hello\nnodes:\n  hello: {kind: say, next: end}\n")
    assert "little.yaml, line 1: strat: means nothing here. Did you mean start?" in told
    assert "little.yaml, line 1: about: is missing. Write it." in told


def test_a_name_that_is_none_and_a_value_that_does_not_fit(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: on\nnodes:\n  on: {kind: scale, asks: Ease, into: x, next: end, low: few}\n"
    told = problems_of(tmp_path, yaml, "on = ?")
    assert "node on: asks: 'Ease' is not a name. Write small letters, figures and underscores." in told
    assert "node on: low: 'few' does not fit." in told


def test_yaml_that_is_none(tmp_path: Path) -> None:
    assert "little.yaml, line 4: this is not YAML" in problems_of(tmp_path, "about: A test.\nstart: hello\nnodes: [\n")


def test_no_flow_at_all(tmp_path: Path) -> None:
    assert "little.yaml, line 1: there is no flow in this file." in problems_of(tmp_path, "- hello\n")


def test_a_flow_that_begins_one_that_is_not_there(tmp_path: Path) -> None:
    yaml = "about: A test.\nstart: on\nnodes:\n  on:\n    kind: begin\n    flow: light_me\n"
    told = problems_of(tmp_path, yaml, "")
    assert "little.yaml, line 6, node on: flow: there is no flow 'light_me'. Did you mean light_me_up?" in told


def test_patience_without_end(tmp_path: Path) -> None:
    yaml = """\
about: A test.
start: hello
nodes:
  hello: {kind: yes_no, asks: it, yes: end, no: end, silent: end}
"""
    assert "line 4, node hello: silent: is never used. Write patience: with it" in problems_of(tmp_path, yaml)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("- hello\n", encoding="utf-8")
    told = problems_of(tmp_path, "about: A test.\nstart: hello\nnodes:\n  hello: {kind: sya}\n")
    assert "little.yaml" in told
    assert "other.yaml" in told


def test_any_edit_is_a_new_version() -> None:
    first = publish("little", "yaml", {"en": "hello = Hello."})
    assert first.version == publish("little", "yaml", {"en": "hello = Hello."}).version
    assert first.version != publish("little", "yaml", {"en": "hello = Hi."}).version
    assert first.version != publish("little", "yaml ", {"en": "hello = Hello."}).version
    assert len(first.version) == 12


def test_what_is_not_there() -> None:
    flows = load_flows()
    with pytest.raises(UnknownFlow):
        flows.current("nothing")
    with pytest.raises(UnknownVersion):
        flows.at("welcome", "000000000000")
