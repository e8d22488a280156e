"""A session stays on the version of its flow that it began with."""

from dataclasses import replace
from pathlib import Path

from conversations.flow import publish
from conversations.library import load_flows
from tests.conversations.little import flows_of, played

OLD = "  first: {kind: yes_no, asks: it, yes: last, no: last}\n  last: {kind: say, next: end}\n"
NEW = "about: A test.\nstart: only\nnodes:\n  only: {kind: say, next: end}\n"


def test_an_edit_does_not_reach_who_is_in_the_flow(tmp_path: Path) -> None:
    play, _ = played(tmp_path, OLD, "first = Is it?\nlast = The old end.")
    old = play.flows.current("little").source
    edited = flows_of(tmp_path, NEW, "only = All new.")
    edited.add(old)
    play.flows = edited
    assert play.say("yes") == ["The old end."]
    assert play.start("little") == ["All new."]


def test_an_old_version_comes_back_from_its_source(tmp_path: Path) -> None:
    play, _ = played(tmp_path, OLD, "first = Is it?\nlast = The old end.")
    old = play.flows.current("little").source
    flows = load_flows()
    assert not flows.knows("little", old.version)
    flows.add(publish(old.name, old.yaml, dict(old.words)))
    assert flows.at("little", old.version).source == old
    assert "little" not in flows.names


def test_a_language_that_is_missing_is_said_in_english(tmp_path: Path) -> None:
    play, _ = played(tmp_path, OLD, "first = Is it?\nlast = The end.")
    play.person = replace(play.person, language="pl")
    assert play.say("tak") == ["The end."]


def test_a_language_that_is_there_is_spoken(tmp_path: Path) -> None:
    (tmp_path / "little.pl.ftl").write_text("last = Koniec.", encoding="utf-8")
    play, _ = played(tmp_path, OLD, "first = Is it?\nlast = The end.")
    play.person = replace(play.person, language="pl")
    assert play.say("tak") == ["Koniec."]
