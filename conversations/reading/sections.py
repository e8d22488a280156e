"""Read the phrase files: a section a heading in brackets, an entry a line, `#` begins a remark."""

from pathlib import Path

_PHRASES = Path(__file__).with_name("phrases")


def read_sections(name: str) -> dict[str, list[str]]:
    """The sections of one file of the phrases folder, in order; raises ValueError with file and line."""
    sections: dict[str, list[str]] = {}
    entries: list[str] | None = None
    for number, raw in enumerate((_PHRASES / name).read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.partition("#")[0].strip()
        if line.startswith("[") and line.endswith("]"):
            entries = sections.setdefault(line[1:-1].strip(), [])
        elif line and entries is None:
            raise ValueError(f"{name} line {number}: write a [heading] before the first phrase")
        elif line and entries is not None:
            entries.append(line)
    return sections
