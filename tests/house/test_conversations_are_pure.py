"""conversations/ is a function of its arguments: no clock, no chance, no network, no database, no waiting."""

import ast
from collections.abc import Iterator

from tests.house.sources import dotted, imported, trees

OUTSIDE = [
    "aiohttp",
    "asyncio",
    "concurrent",
    "ctypes",
    "http",
    "httpx",
    "importlib",
    "logging",
    "multiprocessing",
    "os",
    "psycopg",
    "queue",
    "random",
    "requests",
    "secrets",
    "select",
    "shutil",
    "signal",
    "socket",
    "sqlalchemy",
    "sqlite3",
    "ssl",
    "starlette",
    "structlog",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
    "uuid_utils",
]
"""Modules through which time, chance or the world come in."""
WORLDLY = ("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "datetime.fromtimestamp")
HANDS = ("open", "input", "print", "exec", "eval", "__import__", "globals", "id", "hash", "vars")
"""Built-ins that touch the world, or whose answer changes from one run to the next."""
FILES = ("read_text", "read_bytes", "write_text", "write_bytes", "glob", "iterdir", "unlink", "touch", "mkdir")
LOADERS = {
    "conversations/library.py": "flows and their words",
    "conversations/line.py": "facts about the line",
    "conversations/reading/sections.py": "phrase lists",
    "conversations/reading/interests.py": "the taxonomy of interests",
}
"""The only modules that may read files, and what. They do so before the first turn, never in one."""

FOUND = {str(path): tree for path, tree in trees("conversations")}


def test_reaches_nothing_outside() -> None:
    reached = [
        f"{path}:{line} imports {name}"
        for path, tree in FOUND.items()
        for line, name in imported(tree)
        if name.split(".")[0] in OUTSIDE
    ]
    assert not reached


def test_asks_no_clock_and_touches_nothing() -> None:
    assert not [breach for path, tree in FOUND.items() for breach in breaches(path, tree)]


def breaches(path: str, tree: ast.Module) -> Iterator[str]:
    """Everything in a module that a pure one has not."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name)) if name in HANDS:
                yield f"{path}:{node.lineno} calls {name}()"
            case ast.Attribute() if dotted(node).endswith(WORLDLY):
                yield f"{path}:{node.lineno} asks {dotted(node)}"
            case ast.Attribute(attr=attr) if attr in FILES and path not in LOADERS:
                yield f"{path}:{node.lineno} touches files with .{attr}"
            case ast.AsyncFunctionDef() | ast.Await() | ast.AsyncFor() | ast.AsyncWith():
                yield f"{path}:{node.lineno} waits"
            case ast.Global() | ast.Nonlocal():
                yield f"{path}:{node.lineno} changes what is not its own"


def test_every_loader_is_there() -> None:
    assert set(LOADERS) <= set(FOUND), "a loader was renamed: put its new name on the list"


def test_the_walk_sees_a_breach() -> None:
    tree = ast.parse("import random\nfrom datetime import datetime\n\nasync def f():\n    open(str(datetime.now()))")
    assert [name for _, name in imported(tree)] == ["random", "datetime.datetime"]
    assert sorted(breaches("a.py", tree)) == ["a.py:4 waits", "a.py:5 asks datetime.now", "a.py:5 calls open()"]
