"""Loads what is heavy only where it is used: a provider's client library costs a third of a second of every start."""

from importlib import import_module
from typing import Any


def late(module: str) -> Any:
    """The module of this name, loaded now. Only for modules that wrap a provider's library, once, when wired."""
    return import_module(module)
