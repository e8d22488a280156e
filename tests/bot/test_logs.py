"""A log line tells what happened, never to whom in full and never what was said."""

import contextlib
import io
from collections.abc import Iterator
from typing import cast

import pytest
import structlog
from structlog.typing import WrappedLogger

from bot.logs import PRIVATE, set_up_logs, where, without_people

NO_LOGGER = cast(WrappedLogger, None)


@pytest.mark.parametrize("key", sorted(PRIVATE))
def test_what_is_private_is_never_written(key: str) -> None:
    assert "Ann" not in str(without_people(NO_LOGGER, "info", {"event": "a turn", key: "Ann says hello"}))


def test_a_whole_number_is_never_written() -> None:
    entry = without_people(NO_LOGGER, "info", {"event": "sent to +447700900123", "at": "call 07700900123 now"})
    assert entry == {"event": "sent to ...23", "at": "call ...23 now"}


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


def test_logs_go_where_stderr_goes_now(logs_set_up: None) -> None:
    with contextlib.redirect_stderr(io.StringIO()) as late:
        structlog.get_logger().info("a turn")
    assert '"event": "a turn"' in late.getvalue()
