"""Texts that somebody might send, with what a careful reader takes them for."""

import json
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).with_name("corpus")


def corpus_of(name: str) -> list[dict[str, Any]]:
    """The lines of one file: each has `text`, `expect` and, where the text needs it, a `note`."""
    return [json.loads(line) for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def f1(right: int, too_much: int, missed: int) -> float:
    """The harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
    return 2 * right / (2 * right + too_much + missed) if right + too_much + missed else 1.0
