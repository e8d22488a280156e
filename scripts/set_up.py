"""Make .venv ready to run or to work on Lightline. Needs nothing but Python; the second time it has nothing to do.

Usage: python3 scripts/set_up.py run     what `make demo` needs
       python3 scripts/set_up.py dev     what `make test` and `make check` need, and a browser for the page tests
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
OLDEST = (3, 11)
PIP = ["--disable-pip-version-check", "--no-input"]
TAIL = 25
"""How many of the last lines of a failed step are shown."""


class SetUpError(Exception):
    """A step failed; the message says what to do about it."""


def main(kind: str) -> None:
    """Bring .venv up to date for `kind` and say what is being done."""
    if sys.version_info[:2] < OLDEST:
        raise SetUpError(f"Python 3.11 or newer is needed, this is {sys.version.split()[0]}: {sys.executable}")
    if not is_current(kind):
        make_venv()
        install(kind)
        mark(kind)
    if kind == "dev":
        find_browser()


def is_current(kind: str) -> bool:
    """Whether .venv was set up from these very lock files; what suits `dev` suits `run`."""
    return PYTHON.exists() and any(stamp(each).exists() for each in (kind, "dev"))


def stamp(kind: str) -> Path:
    """The mark that a finished set-up leaves; its name changes with all that it depends on."""
    parts = [LOCKS[kind].read_bytes(), (ROOT / "pyproject.toml").read_bytes(), str(ROOT).encode()]
    return VENV / f".set-up-{kind}-{hashlib.sha256(b'|'.join(parts)).hexdigest()[:16]}"


def mark(kind: str) -> None:
    """Leave the mark, and take older ones away."""
    for old in VENV.glob(f".set-up-{kind}-*"):
        old.unlink()
    stamp(kind).touch()


def make_venv() -> None:
    """Make .venv, unless a usable one is there."""
    if PYTHON.exists() and venv_works():
        return
    say("making .venv")
    shutil.rmtree(VENV, ignore_errors=True)
    if has_module("ensurepip"):
        step([sys.executable, "-m", "venv", str(VENV)], "making .venv")
    elif has_module("pip"):
        step([sys.executable, "-m", "venv", "--without-pip", str(VENV)], "making .venv")
    else:
        get_venv_package()
        step([sys.executable, "-m", "venv", str(VENV)], "making .venv")


def venv_works() -> bool:
    """Whether the Python in .venv starts and is new enough (it breaks when the system's Python is replaced)."""
    code = f"import sys; sys.exit(sys.version_info[:2] < {OLDEST})"
    return subprocess.run([PYTHON, "-c", code], check=False, capture_output=True).returncode == 0


def get_venv_package() -> None:
    """Debian splits venv off Python: get the missing half, or say how."""
    package = "python3-venv" if Path(sys.executable).name == "python3" else f"python3.{sys.version_info[1]}-venv"
    if not apt_install(package):
        raise SetUpError(f"This Python has no venv. Run:  sudo apt-get install {package}   and then make again.")


def install(kind: str) -> None:
    """Install what the lock file names, by hash, and then the checkout itself."""
    lock = LOCKS[kind]
    total = sum(line[:1].isalnum() for line in lock.read_text(encoding="utf-8").splitlines())
    say(f"installing {total} packages from {lock.name} (about half a minute)")
    pip("install", "--no-deps", "--require-hashes", "-r", str(lock), total=total)
    say("installing lightline itself")
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def pip(*words: str, total: int = 0) -> None:
    """Run pip for .venv: its own if it has one, else this Python's. pip's settings decide where packages come from."""
    own = subprocess.run([PYTHON, "-m", "pip", "--version"], check=False, capture_output=True).returncode == 0
    start = [str(PYTHON), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    step([*start, *words, *PIP], "pip", total)


def find_browser() -> None:
    """The page tests use Debian's chromium, and a driver that came with the packages but needs one of Debian's too."""
    missing = []
    if not any(shutil.which(browser) for browser in BROWSERS):
        missing.append("chromium")
    if not driver_starts():
        missing.append("libatomic1")
    if not missing:
        return
    say(f"installing {' and '.join(missing)} for the page tests")
    if not apt_install(*missing):
        say(f"the page tests cannot run without:  sudo apt-get install {' '.join(missing)}")


def driver_starts() -> bool:
    """Whether the program that steers the browser finds its libraries on this machine."""
    drivers = VENV.glob("lib/python3*/site-packages/playwright/driver/node")
    return all(
        subprocess.run([each, "--version"], check=False, capture_output=True).returncode == 0 for each in drivers
    )


def apt_install(*packages: str) -> bool:
    """Install Debian packages as root or through a sudo that asks nothing; False if that cannot be done."""
    if shutil.which("apt-get") is None:
        return False
    rights = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if rights and (shutil.which("sudo") is None or subprocess.run(["sudo", "-n", "true"], check=False).returncode):
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    get = [*rights, "apt-get", "-q", "-y", "--no-install-recommends"]
    try:
        step([*get, "update"], "apt-get update", env=quiet)
        step([*get, "install", *packages], f"apt-get install {' '.join(packages)}", env=quiet)
    except SetUpError as error:
        say(str(error))
        return False
    return True


def step(command: list[str], name: str, total: int = 0, env: dict[str, str] | None = None) -> None:
    """Run one command quietly; on failure show its last lines. With `total`, show how far pip has come."""
    lines: list[str] = []
    env = {**(env or os.environ), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env, cwd=ROOT, errors="replace"
    )
    done, shown = 0, time.monotonic()
    for line in process.stdout or ():
        lines.append(line.rstrip())
        done += line.startswith(("Collecting ", "Requirement already satisfied"))
        if total and time.monotonic() - shown > 5:
            say(f"  {done} of {total} fetched" if done < total else "  all fetched, unpacking")
            shown = time.monotonic()
    if process.wait():
        raise SetUpError("\n".join([*lines[-TAIL:], f"{name} failed: {' '.join(command)}"]))


def has_module(name: str) -> bool:
    """Whether this Python has the module."""
    return importlib.util.find_spec(name) is not None


def say(words: str) -> None:
    """One line of progress, at once."""
    print(f"set-up: {words}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in LOCKS:
        sys.exit(__doc__)
    try:
        main(sys.argv[1])
    except SetUpError as error:
        sys.exit(f"set-up: {error}")
