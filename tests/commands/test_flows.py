from pathlib import Path

from tests.commands.conftest import Lightline

LOOSE_END = """\
about: A flow with a loose end.
start: hello

nodes:
  hello:
    kind: say
    next: nowhere
"""


def test_lists_every_flow_without_any_setting(lightline: Lightline) -> None:
    result = lightline("flows", "list")
    assert result.exit_code == 0
    for name in ("welcome", "light_me_up", "have_your_say"):
        assert name in result.stdout


def test_the_flows_that_come_with_it_pass_their_check(lightline: Lightline) -> None:
    result = lightline("flows", "check")
    assert result.exit_code == 0, result.output


def test_a_broken_flow_is_named_with_file_node_and_line(lightline: Lightline, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text(LOOSE_END)
    (tmp_path / "odd.en.ftl").write_text("hello = Hello.\n")
    result = lightline("flows", "check", "--in", str(tmp_path))
    assert result.exit_code == 1
    assert "odd.yaml, line 7, node hello" in result.stderr
    assert "nowhere" in result.stderr


def test_draws_a_flow(lightline: Lightline) -> None:
    result = lightline("flows", "show", "welcome")
    assert result.exit_code == 0
    assert result.stdout.startswith("flowchart")
    assert "consent" in result.stdout


def test_an_unknown_flow_is_answered_with_the_ones_there_are(lightline: Lightline) -> None:
    result = lightline("flows", "show", "goodbye")
    assert result.exit_code == 2
    assert "no flow 'goodbye'" in result.stderr
    assert "welcome" in result.stderr
