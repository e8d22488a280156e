import subprocess
import sys

from bot.channels.late import late


def loaded_after(statement: str) -> set[str]:
    """The modules that a fresh Python holds after this statement."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {statement}; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stdout.split())


def test_a_line_without_sms_and_telegram_does_not_load_their_libraries() -> None:
    loaded = loaded_after("import bot.channels")
    assert "bot.channels.sms" in loaded
    assert not loaded & {"twilio.rest", "requests", "telegram", "httpx", "aiohttp"}


def test_what_is_loaded_late_is_the_module() -> None:
    assert late("bot.channels.late").late is late
