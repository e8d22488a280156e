"""A talk outside any line: in the world of the transcripts, where it is always the same Monday, and nothing is kept.

What is typed and what came of it can be saved as a transcript, which the tests then hold for ever.
"""

import re
from pathlib import Path

from rich.markup import escape

from api.commands.front import Said, err, out
from api.commands.talking import read_line
from conversations.library import Flows
from conversations.rehearsal import Play
from conversations.transcript import done, replayed

TRANSCRIPTS = Path("tests", "transcripts")
"""Where a transcript goes that is given a name and no folder."""

DIRECTION = re.compile(r"[~@!#] ")
"""A line that begins so is not a text: "~ 2 days" lets time pass, "@ telegram" is who you are, "! profile" begins a
flow, "# ..." is a note."""


def rehearse(flows: Flows, flow: str | None, channel: str, about: str) -> list[str]:
    """Talk until an empty line or the end of the input; the lines that a person writes in a transcript."""
    play, written = Play(flows=flows), [f"# {' '.join(about.split())}"]
    for line in opening(flow, channel):
        perform(play, written, line)
    while words := read_line():
        perform(play, written, words if DIRECTION.match(words) else f"> {words}")
    return written


def opening(flow: str | None, channel: str) -> list[str]:
    """What comes before the first text: on which phone, and, if the bot begins, with whom and what."""
    phone = ["@ telegram"] if channel == "telegram" else []
    return [*phone, "@ agreed", "@ questions", f"! {flow}"] if flow else phone


def perform(play: Play, written: list[str], line: str) -> None:
    """Do a line, print what came of it and write the line down; one that means nothing is told and left out."""
    try:
        told = done(play, line)
    except ValueError as error:
        err.print(str(error), markup=False, style="red", soft_wrap=True)
        return
    written.append(line)
    for each in told:
        style = "dim" if each.startswith("=") else "bold yellow"
        out.print(f"[{style}]{escape(each)}[/]", soft_wrap=True)
    if not told and line.startswith(">"):
        err.print("(silence on purpose)", style="dim")


def place_for(name: str) -> Path:
    """The file that --save names: welcome_no, or a path that ends in .txt. Raises Said, before anything is typed."""
    given = Path(name)
    path = given if given.suffix == ".txt" else TRANSCRIPTS / f"{name}.txt"
    if not re.fullmatch(r"[a-z0-9_]+", path.stem):
        raise Said(f"--save {name!r}: write small letters, figures and _ only, such as bob_says_no.")
    if not path.parent.is_dir():
        raise Said(f"There is no folder {path.parent}. Run this where Lightline's source is, or name a path.txt.")
    if path.exists():
        raise Said(f"{path} is there already. Choose another name, or delete it first.")
    return path


def save(flows: Flows, written: list[str], path: Path) -> None:
    """Write the transcript, played once more from its own lines."""
    path.write_text(replayed("\n".join(written), Play(flows=flows)), encoding="utf-8")
    err.print(f"Saved as {path}.", markup=False, soft_wrap=True)
