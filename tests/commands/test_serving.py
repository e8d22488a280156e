"""The long-running commands as real processes, ended as a service manager ends them."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest

from tests.commands.conftest import Lightline
from tests.house.sources import ROOT

LONGEST_START = 60.0
"""Seconds; a start takes two, but a busy build machine may stall."""


@contextlib.contextmanager
def running(*words: str, **settings: str) -> Iterator[subprocess.Popen[str]]:
    """A command in a process of its own, told to end at the end."""
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "COLUMNS": "200", **settings}
    command = [sys.executable, "-u", "-m", "api.commands", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=own) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.communicate(timeout=LONGEST_START)
            process.kill()


def said(process: subprocess.Popen[str], pattern: str) -> re.Match[str]:
    """Read what it prints until a line matches."""
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line)
        if found := re.search(pattern, line):
            return found
    pytest.fail("it ended without saying so:\n" + "".join(lines))


def fetch(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=LONGEST_START) as answer:
        return answer.status, answer.read().decode()


def test_serves_until_it_is_told_to_end(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    with running("serve", "--port", "0", LIGHTLINE_SIMULATOR="1", **settings) as process:
        url = said(process, r"open at (http://127\.0\.0\.1:\d+)")[1]
        assert fetch(f"{url}/healthz")[0] == 200
        assert fetch(f"{url}/readyz")[0] == 200
        assert fetch(f"{url}/phone")[0] == 200
    assert process.returncode in (0, -signal.SIGTERM)


def test_works_without_the_web(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    with running("worker", LIGHTLINE_SIMULATOR="1", **settings) as process:
        said(process, r"Working \(channels: simulator\)")
    assert process.returncode == 0


def test_a_worker_shows_what_it_measured(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    with running("worker", "--metrics-port", port, LIGHTLINE_SIMULATOR="1", **settings) as process:
        said(process, r"Working")
        status, shown = fetch(f"http://127.0.0.1:{port}/metrics")
    assert status == 200
    assert "lightline_database_readable 1.0" in shown


def test_a_worker_whose_metrics_port_somebody_has(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = lightline("worker", "--metrics-port", port, **settings)
    assert result.exit_code == 2
    assert f"port {port}" in result.stderr


def test_a_port_that_somebody_has(lightline: Lightline, settings: dict[str, str]) -> None:
    lightline("migrate", **settings)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        result = lightline("serve", "--port", port, **settings)
    assert result.exit_code == 2
    assert f"port {port}" in result.stderr


def test_the_demo_has_something_on_every_page() -> None:
    with running("demo", "--port", "0") as process:
        url = said(process, r"(http://127\.0\.0\.1:\d+)/phone")[1]
        token = said(process, r"\b(ll_[\w-]+)$")[1]
        for network in ("bradford", "calderdale", "kirklees", "leeds", "regional", "wakefield"):
            request = urllib.request.Request(
                f"{url}/v1/feedback?network={network}", headers={"Authorization": f"Bearer {token}"}
            )
            assert fetch_text(request).count('"text"') >= 4, network
        assert fetch(f"{url}/phone")[0] == 200


def fetch_text(request: urllib.request.Request) -> str:
    with urllib.request.urlopen(request, timeout=LONGEST_START) as answer:
        return str(answer.read().decode())
