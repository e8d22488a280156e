"""The lock files hold all that pyproject.toml asks for, by hash, and tie nobody to one package index."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements.lock": [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]],
    "requirements-dev.lock": [
        *PROJECT["project"]["dependencies"],
        *(each for name in ("build", "dev") for each in PROJECT["dependency-groups"][name] if isinstance(each, str)),
    ],
    "requirements-train.lock": PROJECT["dependency-groups"]["train"],
}
LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in WANTED}


def locked(name: str) -> dict[str, Version]:
    """Package -> version of one lock file."""
    pins = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", LOCKS[name], flags=re.MULTILINE)
    return {canonicalize_name(package): Version(version) for package, version in pins}


@pytest.mark.parametrize("name", WANTED)
def test_what_is_asked_for_is_locked(name: str) -> None:
    pins = locked(name)
    wrong = [
        wanted
        for wanted in map(Requirement, WANTED[name])
        if (version := pins.get(canonicalize_name(wanted.name))) is None or version not in wanted.specifier
    ]
    assert not wrong, "run `make lock`"


def test_both_locks_agree() -> None:
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert run.items() <= dev.items()


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_held_by_hashes(name: str) -> None:
    blocks = re.split(r"^(?=[a-z0-9])", LOCKS[name], flags=re.MULTILINE)
    unheld = [block.splitlines()[0] for block in blocks if block.strip() and "--hash=sha256:" not in block]
    assert not unheld


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_names_a_host(name: str) -> None:
    assert not re.search(r"https?://|--index-url|--extra-index-url|--find-links|--trusted-host", LOCKS[name])


def test_there_is_one_way_to_lock() -> None:
    assert not (ROOT / "uv.lock").exists(), "see docs/decisions/lock-file.md"
