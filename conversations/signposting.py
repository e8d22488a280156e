"""Who we are and where help is at any hour; no number of a helpline goes to a phone that somebody else may read."""

from conversations.turn import Turn


def numbers(turn: Turn, category: str | None = None) -> str:
    """The signposts for this kind of danger, as they stand in a text, in the person's language."""
    return " ".join(post.said_in(turn.person.language) for post in turn.line.signposts_for(category))


def explained(turn: Turn) -> Turn:
    """With what HELP answers."""
    return turn.saying("help_unsafe") if _unsafe(turn) else turn.saying("help", numbers=numbers(turn))


def signposted(turn: Turn, category: str | None) -> Turn:
    """With the numbers that fit the danger."""
    if _unsafe(turn):
        return turn.saying("urgent_unsafe", kind="urgent")
    return turn.saying("urgent", kind="urgent", numbers=numbers(turn, category))


def goodbye(turn: Turn, category: str | None, urgent: bool) -> Turn:
    """With the one text that may follow a wish to stop."""
    if urgent and not _unsafe(turn):
        return turn.saying("goodbye_urgent", kind="goodbye", numbers=numbers(turn, category))
    return turn.saying("goodbye", kind="goodbye")


def for_a_child(turn: Turn) -> Turn:
    """With the line that is there for children."""
    return turn.saying("underage", numbers="" if _unsafe(turn) else numbers(turn, "child"))


def _unsafe(turn: Turn) -> bool:
    return turn.person.phone == "unsafe"
