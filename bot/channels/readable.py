"""What may stand in a text that comes in: anything, as long as it can be written down again."""


def well_formed(text: str) -> str:
    """The text without lone surrogates, which no encoding takes. All else stays, NUL bytes and emoji too."""
    return text.encode("utf-8", "replace").decode("utf-8")
