"""Every setting in words, made from the Settings class: for `lightline --help` and for docs/settings.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.markup import escape

from bot.settings import DAYS, QuietHours, Settings


@dataclass(frozen=True, slots=True)
class Explained:
    """One setting as people read about it. `default` is None where nothing is set unless you set it."""

    name: str
    words: str
    default: str | None


def settings() -> Iterator[Explained]:
    """Every setting, in the order of the class."""
    for field in Settings.model_fields.values():
        default = written(field.get_default(call_default_factory=True, validated_data={}))
        yield Explained(str(field.alias), str(field.description), default)


def written(value: object) -> str | None:
    """A default as one would write it into `.env`."""
    match value:
        case None | []:
            return None
        case bool():
            return str(int(value))
        case QuietHours(starts, ends):
            return f"{starts:%H:%M}-{ends:%H:%M}"
        case frozenset():
            return ",".join(DAYS[each] for each in sorted(value))
    return str(value)


def settings_help() -> str:
    """The settings as the closing paragraphs of `lightline --help`."""
    lines = ["Settings, from the environment or a file .env:"]
    for each in settings():
        default = f" [dim]\\[default: {escape(each.default)}][/dim]" if each.default is not None else ""
        lines.append(f"[bold cyan]{each.name}[/bold cyan]  {escape(each.words)}{default}")
    lines.append("Exit codes: 0 done, 1 something was found to be wrong, 2 a wrong setting or word, 3 the database.")
    return "\n\n".join(lines)


def settings_page() -> str:
    """docs/settings.md; `make docs` writes it, a test keeps it in step."""
    rows = [f"| `{each.name}` | {default(each)} | {each.words.replace('|', '&#124;')} |" for each in settings()]
    return "\n".join(
        [
            "# Settings",
            "",
            "<!-- Made from bot/settings.py by `make docs`; do not edit. -->",
            "",
            "Read from the environment or from a file `.env` in the folder where `lightline` is started. The",
            "environment goes first. `lightline doctor` looks at all of them and says what is wrong.",
            "",
            "| Setting | Unless you set it | What it is |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )


def default(setting: Explained) -> str:
    """The middle column of the page."""
    return f"`{setting.default}`" if setting.default is not None else "not set"
