"""What is delivered besides the code: image, compose file, scripts. Read here, since not every machine has Docker."""

import os
import re
import subprocess
import sys
from typing import Any

import pytest
from ruamel.yaml import YAML

from bot.settings import Settings
from tests.house.sources import ROOT

DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    return dict(YAML(typ="safe").load(text))


def test_the_image_does_not_run_as_root() -> None:
    users = re.findall(r"^USER (.+)$", DOCKERFILE, flags=re.MULTILINE)
    assert users
    assert users[-1] not in ("root", "0")


def test_the_image_says_whether_it_is_well() -> None:
    assert re.search(r"^HEALTHCHECK .*\n? +CMD .*/healthz", DOCKERFILE, flags=re.MULTILINE)


def test_the_image_is_made_from_the_lock_and_holds_all_packages() -> None:
    assert "--require-hashes -r requirements.lock" in DOCKERFILE
    copied = re.findall(r"^COPY (\w+) \1$", DOCKERFILE, flags=re.MULTILINE)
    assert sorted(copied) == ["api", "bot", "conversations", "storage"]
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")
    assert all(f"!{name}" in ignored for name in [*copied, "pyproject.toml", "README.md", "requirements.lock"])


def test_no_secret_is_written_into_image_or_compose_file(compose: dict[str, Any]) -> None:
    secrets = re.compile(r"(TOKEN|SECRET_KEY|PASSWORD)\s*[=:]\s*[^\s${?]")
    assert not secrets.search(DOCKERFILE)
    assert not secrets.search((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    assert ".env" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


def test_compose_waits_for_the_database_and_its_migration(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["database"]["image"].startswith("postgres:")
    assert services["migrate"]["command"] == ["migrate"]
    for name in ("serve", "worker"):
        waits = services[name]["depends_on"]
        assert waits["database"]["condition"] == "service_healthy"
        assert waits["migrate"]["condition"] == "service_completed_successfully"
        assert services[name]["environment"]["LIGHTLINE_DATABASE_URL"].startswith("postgresql://")


def test_the_example_names_only_settings_that_there_are() -> None:
    known = {str(field.alias) for field in Settings.model_fields.values()} | {"LIGHTLINE_DATABASE_PASSWORD"}
    named = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert named
    assert set(named) <= known


def test_the_build_script_is_sound_and_may_be_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", str(script)], check=True)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines.index("make check || result=1") < lines.index("make test || result=1")


def test_the_set_up_script_needs_nothing_but_python() -> None:
    script = ROOT / "scripts" / "set_up.py"
    alone = subprocess.run([sys.executable, "-I", "-S", str(script)], check=False, capture_output=True, text=True)
    assert alone.returncode == 1
    assert "set_up.py run" in alone.stderr
