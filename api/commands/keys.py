"""New keys for lines that need none from outside: the demo's and the talk that is forgotten."""

import base64
import os
from pathlib import Path

from bot.settings import KEY_BYTES


def new_key() -> str:
    """A fresh master key, as LIGHTLINE_SECRET_KEY takes it."""
    return base64.urlsafe_b64encode(os.urandom(KEY_BYTES)).decode()


def kept(path: Path, fresh: str) -> str:
    """The secret in a file; the first time `fresh` is written there, for its owner's eyes only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        path.write_text(fresh, encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()
