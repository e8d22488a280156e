"""Parts of a body, for players that jump to and fro (RFC 9110, 14). Whatever is not one plain part gets the whole."""

import re

ONE_PART = re.compile(r"bytes=(\d{0,12})-(\d{0,12})")


def part_wanted(header: str | None, size: int) -> range | None:
    """The bytes that a Range header asks for; None for all of them."""
    found = ONE_PART.fullmatch(header or "")
    if found is None or found[0] == "bytes=-":
        return None
    if not found[1]:
        wanted = range(max(size - int(found[2]), 0), size)
    else:
        wanted = range(int(found[1]), min(int(found[2]) + 1, size) if found[2] else size)
    return wanted or None
