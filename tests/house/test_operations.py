"""docs/operations.md names what there is: each metric, each line of the log that calls for somebody, real commands."""

import ast
import re

from api.commands import COMMANDS
from bot.measuring import Measures
from bot.settings import Settings
from bot.watching import Standing
from storage.database import Database
from tests.house.sources import PACKAGES, ROOT, trees
from tests.storage.people import NOW

PAGE = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
LOUD = {"warning", "error"}


def shown(database: Database) -> set[str]:
    """Every metric of ours, as Prometheus names it."""
    measures = Measures()
    measures.registry.register(Standing(database, lambda: NOW))
    return {
        family.name + ("_total" if family.type == "counter" else "")
        for family in measures.registry.collect()
        if family.name.startswith("lightline_")
    }


def loud_lines() -> set[str]:
    """What the log says when something is not as it should be."""
    return {
        str(node.args[0].value)
        for _, tree in trees(*PACKAGES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in LOUD
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "log"
        and isinstance(node.args[0], ast.Constant)
    }


def test_every_metric_is_explained_and_none_that_is_not_there(database: Database) -> None:
    assert set(re.findall(r"lightline_[a-z_]+", PAGE)) == shown(database)


def test_every_line_of_the_log_that_calls_for_somebody_is_explained() -> None:
    assert len(loud_lines()) > 15
    assert [each for each in loud_lines() if each.replace("`", "``") not in PAGE] == []


def test_every_command_setting_and_option_is_a_real_one() -> None:
    assert set(re.findall(r"lightline ([a-z]+)(?= |`|$)", PAGE)) <= set(COMMANDS)
    assert set(re.findall(r"\bLIGHTLINE_[A-Z_]+", PAGE)) <= {field.alias for field in Settings.model_fields.values()}
