"""Read the phrase files: a section a heading in brackets, an entry a line, `#` begins a remark."""

from pathlib import Path

PHRASES = Path(__file__).with_name("phrases")


class Sections(dict[str, list[str]]):
    """The entries under each heading of one file, in order; `source` is the name of the file."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.source = source


def read_sections(name: str, folder: Path = PHRASES) -> Sections:
    """The sections of one file of the phrases folder; raises ValueError with file and line."""
    sections = Sections(name)
    entries: list[str] | None = None
    for number, raw in enumerate((folder / name).read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.partition("#")[0].strip()
        if _is_heading(line):
            entries = sections.setdefault(line[1:-1].strip(), [])
        elif line and entries is None:
            raise ValueError(f"{name} line {number}: write a [heading] before the first phrase")
        elif line and entries is not None:
            entries.append(line)
    return sections


def _is_heading(line: str) -> bool:
    """A phrase too may begin and end with a bracket: "[please] stop [now]"."""
    return line.startswith("[") and line.find("]") == len(line) - 1 and " " not in line
