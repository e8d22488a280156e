"""Something that a person said, to be kept now or later: their words, and the voice notes or pictures with them.

Words alone are a plain text. It must survive JSON, for it may wait in a session until somebody says yes to it.
"""

from collections.abc import Iterable

from conversations.session import Json


def said(words: str, files: Iterable[str] = ()) -> Json:
    """Words with the ids of what came with them."""
    ids = list(files)
    return {"words": words, "files": [*ids]} if ids else words


def words_of(told: Json) -> str:
    """The words; empty for a voice note or a picture alone."""
    return str(told["words"]) if isinstance(told, dict) else str(told)


def files_of(told: Json) -> tuple[str, ...]:
    """The ids of what came with them."""
    files = told.get("files") if isinstance(told, dict) else None
    return tuple(map(str, files)) if isinstance(files, list) else ()
