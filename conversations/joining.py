"""One person had the same conversation twice, on two phones: which goes on, and what is brought over from the other."""

from conversations.session import Json, Session


def joined(newer: Session, older: Session, kept_a_view: bool) -> tuple[Session, Session]:
    """The one that goes on, with all that was said in the other and is nowhere kept; and the other, ended.

    `kept_a_view`: the view that the older one remembers has been kept as one (welcome: once they have agreed).
    """
    told = [*older.aside, *_list(older.memory.get("offered"))]
    if not kept_a_view and (view := older.memory.get("view")):
        told.append(view)
    aside = (*newer.aside, *(each for each in told if each not in newer.aside))
    over: dict[str, object] = {"status": "ended", "due": None, "memory": {}, "aside": ()}
    return newer.model_copy(update={"aside": aside}), older.model_copy(update=over)


def _list(told: Json) -> list[Json]:
    return told if isinstance(told, list) else []
