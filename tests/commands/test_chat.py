from pathlib import Path

import pytest

from bot.house import key_ring, utc_now
from bot.settings import load_settings
from conversations.transcript import replayed
from storage import contacts
from storage.database import Database
from tests.commands.conftest import Lightline
from tests.conversations.playing import Play


def test_talks_without_any_setting_and_forgets(lightline: Lightline, tmp_path: Path) -> None:
    result = lightline("chat", typed="hello\nyes\nAnn\nLeeds\n1\n")
    assert result.exit_code == 0, result.output
    assert "forgotten" in result.stderr
    assert "Lightline" in result.stdout
    assert "4 Leeds" in result.stdout
    assert "Ann" in result.stdout
    assert not list(tmp_path.iterdir())


def test_keeps_the_talk_where_a_line_is_set_up(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    lightline("chat", "--as", "telegram:12345", typed="hello\nyes\nBob\n", **settings)
    known = load_settings(
        None, database_url=settings["LIGHTLINE_DATABASE_URL"], secret_keys=settings["LIGHTLINE_SECRET_KEY"]
    )
    database = Database(known.database_url, key_ring(known))
    with database.begin() as tx:
        reached = contacts.reach(tx, "simulator", "telegram:12345", utc_now())
    database.close()
    assert not reached.new
    assert reached.contact.first_name == "Bob"


def test_the_bot_begins_a_flow(lightline: Lightline) -> None:
    result = lightline("chat", "have_your_say", typed="")
    assert result.exit_code == 0, result.output
    assert "Your Network would like to hear from you" in result.stdout


def test_silence_is_told_from_a_fault(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    result = lightline("chat", "have_your_say", typed="", **settings)
    assert result.exit_code == 0, result.output
    assert "silence on purpose" in result.stderr, "this person has agreed to nothing yet"


def test_buttons_are_shown_on_a_telegram_phone(lightline: Lightline) -> None:
    assert "[Yes]" in lightline("chat", "--as", "telegram:1", typed="hello\n").stdout
    assert "1 Yes" in lightline("chat", typed="hello\n").stdout


def test_a_flow_or_a_phone_that_is_none(lightline: Lightline) -> None:
    flow, phone = lightline("chat", "goodbye", typed=""), lightline("chat", "--as", "pigeon:1", typed="")
    assert (flow.exit_code, phone.exit_code) == (2, 2)
    assert "no flow 'goodbye'" in flow.stderr
    assert "pigeon" in phone.stderr


def test_a_talk_becomes_a_transcript(lightline: Lightline, tmp_path: Path) -> None:
    (tmp_path / "tests" / "transcripts").mkdir(parents=True)
    typed = "hello\n~ soon\nyes\n~ 2 days\n# Ann is back\nAnn <3\n[voice]\n"
    result = lightline("chat", "--save", "ann_joins", "--about", "Ann joins.", "--as", "telegram:1", typed=typed)
    assert result.exit_code == 0, result.output
    assert "not a length of time" in result.stderr
    saved = (tmp_path / "tests" / "transcripts" / "ann_joins.txt").read_text()
    assert [line for line in saved.splitlines() if line and line[0] in "#@>!~"] == [
        "# Ann joins.", "@ telegram", "> hello", "> yes", "~ 2 days", "# Ann is back", "> Ann <3", "> [voice]",
    ]  # fmt: skip
    assert "= NameContact first_name='Ann'" in saved
    assert replayed(saved, Play()) == saved
    assert all(line in result.stdout for line in saved.splitlines() if line.startswith(("<", "=")))


def test_a_saved_talk_that_the_bot_begins(lightline: Lightline, tmp_path: Path) -> None:
    result = lightline("chat", "have_your_say", "--save", str(tmp_path / "asked.txt"), typed="a kettle\n")
    assert result.exit_code == 0, result.output
    saved = (tmp_path / "asked.txt").read_text()
    assert "@ agreed\n@ questions\n\n! have_your_say\n<" in saved
    assert replayed(saved, Play()) == saved


@pytest.mark.parametrize("name", ["Ann Joins", "../up", "nowhere/ann.txt"])
def test_a_name_that_cannot_be_saved_is_refused_before_the_talk(lightline: Lightline, name: str) -> None:
    result = lightline("chat", "--save", name, typed="hello\n")
    assert result.exit_code == 2
    assert not result.stdout


def test_nothing_is_written_over(lightline: Lightline, tmp_path: Path) -> None:
    (tmp_path / "ann.txt").write_text("# mine\n")
    result = lightline("chat", "--save", "ann.txt", typed="hello\n")
    assert result.exit_code == 2
    assert "there already" in result.stderr
    assert (tmp_path / "ann.txt").read_text() == "# mine\n"
