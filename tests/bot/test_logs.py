"""A log line tells what happened, never to whom in full and never what was said."""

import contextlib
import io
import json
import logging
from collections.abc import Iterator
from typing import cast
from uuid import UUID

import pytest
import structlog
from structlog.typing import WrappedLogger

from bot.logs import PRIVATE, Format, set_up_logs, where, without_people

NO_LOGGER = cast(WrappedLogger, None)


@pytest.mark.parametrize("key", sorted(PRIVATE))
def test_what_is_private_is_never_written(key: str) -> None:
    assert "Ann" not in str(without_people(NO_LOGGER, "info", {"event": "a turn", key: "Ann says hello"}))


def test_a_whole_number_is_never_written() -> None:
    entry = without_people(NO_LOGGER, "info", {"event": "sent to +447700900123", "at": "call 07700900123 now"})
    assert entry == {"event": "sent to ...23", "at": "call ...23 now"}


@pytest.mark.parametrize("said", ["07700 900 123", "(07700) 900-123", "+44 7700 900123", "٠٧٧٠٠٩٠٠١٢٣"])
def test_a_number_is_a_number_however_it_is_written(said: str) -> None:
    (found,) = without_people(NO_LOGGER, "info", {"event": f"call {said} now"}).values()
    assert found == f"call ...{said[-2:]} now"


def test_what_is_no_plain_value_is_named_by_its_type() -> None:
    whose, odd = UUID("01234567-0123-0123-0123-0123456789ab"), {"said": ["Ann"]}
    entry = {"event": "a turn", "turn": whose, "ms": 3.5, "ok": True, "chat": 700900123, "texts": 2, "odd": odd}
    assert without_people(NO_LOGGER, "info", entry) == {
        "event": "a turn", "turn": str(whose), "ms": 3.5, "ok": True, "chat": "...23", "texts": 2, "odd": "dict"
    }  # fmt: skip


def test_no_value_begins_a_line_of_its_own() -> None:
    (found,) = without_people(NO_LOGGER, "info", {"event": "a\nb\r\x1b[2J\u2028c\x85d"}).values()
    assert found == r"a\x0ab\x0d\x1b[2J\u2028c\x85d"


def test_a_failure_is_named_without_what_it_says() -> None:
    try:
        raise ValueError("Ann on 07700900123")
    except ValueError as error:
        said = where(error)
    assert said.startswith("ValueError at ")
    assert "Ann" not in said


@pytest.fixture
def logs_set_up() -> Iterator[None]:
    with contextlib.redirect_stderr(io.StringIO()) as early:
        set_up_logs()
        early.close()
        yield
    structlog.reset_defaults()


def test_what_a_library_says_is_not_repeated(logs_set_up: None) -> None:
    with contextlib.redirect_stderr(io.StringIO()) as log:
        try:
            raise ValueError("Ann on 07700900123")
        except ValueError:
            logging.getLogger("some.library").exception("it broke for %s", "Ann")
        logging.getLogger("uvicorn.error").warning("Ann said {}")
    first, second = map(json.loads, log.getvalue().splitlines())
    assert (first["event"], first["library"], first["level"]) == ("a library reports", "some.library", "error")
    assert first["said"] == "it broke for %s"
    assert first["error"].startswith("ValueError at ")
    assert second["library"] == "uvicorn.error"
    assert "Ann" not in log.getvalue()


@pytest.mark.parametrize(("form", "begins"), [("json", "{"), ("text", "20"), (None, "{")])
def test_the_form_is_as_asked_for_and_json_where_nobody_watches(form: Format | None, begins: str) -> None:
    with contextlib.redirect_stderr(io.StringIO()) as log:
        set_up_logs(form)
        structlog.get_logger().info("a turn")
    structlog.reset_defaults()
    assert log.getvalue().replace("\x1b[2m", "").startswith(begins)


def test_logs_go_where_stderr_goes_now(logs_set_up: None) -> None:
    with contextlib.redirect_stderr(io.StringIO()) as late:
        structlog.get_logger().info("a turn")
    assert '"event": "a turn"' in late.getvalue()
