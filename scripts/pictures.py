"""Take the README's pictures from the running product: a phone in the middle of a chat, and an agenda.

Usage: .venv/bin/python scripts/pictures.py     (after `make test` has set the machine up)
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SAYS = ("JOIN LEEDS", "yes", "Sam", "2", "my dog and fishing", "thats it", "yes", "SAY the last bus goes at 6")
"""What Sam texts; the picture shows the end of it."""
WAIT = 15_000


def main() -> None:
    """Open a demo of its own, take both pictures, close it."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, demo(Path(folder)) as door, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        take_phone(browser, door)
        take_agenda(browser, door)
        browser.close()


@contextmanager
def demo(folder: Path) -> Iterator[str]:
    """The demo's Network page with its token; the demo ends with the block."""
    command = [sys.executable, "-m", "api.commands", "demo", "--in", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    try:
        yield next(found.group() for line in process.stdout or () if (found := re.search(r"http\S+/leeds#\S+", line)))
    finally:
        process.terminate()
        process.wait()


def page_in(browser: Browser, width: int, height: int) -> Page:
    """A page as sharp as a phone's."""
    page = browser.new_page(viewport={"width": width, "height": height}, device_scale_factor=2)
    page.set_default_timeout(WAIT)
    return page


def take_phone(browser: Browser, door: str) -> None:
    """Sam's first texts on the SMS phone."""
    page = page_in(browser, 1000, 1000)
    page.goto(door.partition("/networks")[0] + "/phone")
    phone = page.locator("section.phone.sms")
    for words in SAYS:
        answers = phone.locator(".bubble:not(.mine)").count()
        phone.locator("textarea").fill(words)
        phone.locator("textarea").press("Enter")
        expect(phone.locator(".bubble:not(.mine)").nth(answers)).to_be_visible(timeout=WAIT)
    page.wait_for_timeout(500)  # bubbles slide in
    phone.locator(".case").screenshot(path=PICTURES / "phone.png")


def take_agenda(browser: Browser, door: str) -> None:
    """The Leeds Network's page as its chair sees it."""
    page = page_in(browser, 760, 800)
    page.goto(door)
    page.locator("main button").click()
    page.wait_for_url("**/networks/leeds")
    page.screenshot(path=PICTURES / "agenda.png", full_page=True, clip={"x": 0, "y": 0, "width": 760, "height": 1330})


if __name__ == "__main__":
    main()
