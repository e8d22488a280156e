"""Imports stand at the top of a file, by full name, where everybody and import-linter can see them."""

import ast
import configparser
from pathlib import Path

from tests.house.sources import PACKAGES, ROOT, Function, imported, trees

FOUND = {str(path): tree for path, tree in trees(*PACKAGES, "tests", "scripts")}


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{path}:{node.lineno} in {function.name}"
        for path, tree in FOUND.items()
        for function in ast.walk(tree)
        if isinstance(function, Function)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not hidden


def test_no_import_is_for_the_type_checker_alone() -> None:
    guarded = [path for path, tree in FOUND.items() if "typing.TYPE_CHECKING" in {name for _, name in imported(tree)}]
    assert not guarded, "TYPE_CHECKING hides an import cycle"


def test_no_import_is_relative() -> None:
    relative = [
        f"{path}:{node.lineno}"
        for path, tree in FOUND.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]
    assert not relative


def test_the_contracts_hold_for_all_four_packages() -> None:
    contracts = configparser.ConfigParser()
    contracts.read(ROOT / ".importlinter")
    assert contracts["importlinter"]["root_packages"].split() == list(PACKAGES)
    assert contracts["importlinter:contract:layers"]["layers"].split() == list(PACKAGES)


def test_nothing_is_called_utils() -> None:
    vague = {"utils.py", "util.py", "helpers.py", "misc.py", "common.py", "base.py"}
    assert not [path for path in FOUND if Path(path).name in vague], "name a module by what it is about"
