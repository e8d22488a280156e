"""What is said reaches no clock, no chance, no network and no database; only what loads touches files."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import conversations

ROOM = Path(conversations.__file__).parent
MODULES = sorted(path for path in ROOM.rglob("*.py"))
BARRED = frozenset(
    "asyncio aiohttp httpx random requests secrets select socket sqlite3 sqlalchemy ssl subprocess threading time "
    "urllib uuid zoneinfo api bot storage".split()
)
CLOCKS = frozenset({"now", "utcnow", "today"})
FILES = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes", "glob", "iterdir"})
LOADERS = frozenset({"library.py", "line.py", "reading"})
"""What may read files: when it is imported or asked to load, never in a turn."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOM)))
def test_a_module_is_pure(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not BARRED.intersection(_imported(tree)), "it imports what only the house may"
    called = set(_called(tree))
    assert not called & CLOCKS, "it reads a clock; the time is an argument"
    if path.relative_to(ROOM).parts[0] not in LOADERS:
        assert not called & FILES, "it touches files; only what loads may"
    assert not any(isinstance(node, ast.AsyncFunctionDef | ast.Await | ast.Global) for node in ast.walk(tree))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def _called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name
