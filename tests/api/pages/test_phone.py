"""The two phones, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from api.app import create_app
from conversations.library import Flows
from storage.database import Database
from storage.sealing import KeyRing
from tests.api.doors import serving, simulated, two_networks
from tests.databases import KEY, SqliteDatabases

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
PHONES = "/phone?sms=07700900001&telegram=12345"


@pytest.fixture(scope="module")
def address(sqlite: SqliteDatabases, flows: Flows) -> Iterator[str]:
    """One line on SQLite for all tests here; each test has phones of its own."""
    url = sqlite.new()
    database = Database(url, KeyRing([KEY]))
    house = simulated(database, flows)
    app = create_app(house)
    two_networks(house, app)
    with serving(app) as served:
        yield served.url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Debian's chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails the test when the browser complains of anything, such as a breach of the policy."""
    page = browser.new_page(base_url=address)
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []


def write(page: Page, phone: str, words: str) -> None:
    """Type a text and press Enter."""
    page.get_by_label(f"Your text by {phone}").fill(words)
    page.keyboard.press("Enter")


def test_two_phones_talk_with_the_line(page: Page) -> None:
    page.goto("/phone?sms=07700900101&telegram=101")
    sms, telegram = page.get_by_label("Texts on the SMS phone"), page.get_by_label("Texts on the Telegram phone")
    write(page, "SMS", "hello")
    expect(sms).to_contain_text("this is Lightline")
    expect(sms).to_contain_text("1 Yes")
    expect(telegram).to_contain_text("No texts yet")
    write(page, "Telegram", "hiya")
    expect(telegram).to_contain_text("this is Lightline")
    expect(telegram).not_to_contain_text("1 Yes")
    page.get_by_role("button", name="Yes", exact=True).click()
    expect(telegram.locator(".bubble.mine")).to_contain_text(["hiya", "Yes"])
    expect(telegram).to_contain_text("Thank you")


def test_all_by_keyboard(page: Page) -> None:
    page.goto("/phone?sms=07700900102&telegram=102")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="hello")).to_be_focused()
    page.keyboard.press("Enter")
    field = page.get_by_label("Your text by SMS")
    expect(field).to_be_focused()
    expect(field).to_have_value("hello")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Texts on the SMS phone")).to_contain_text("this is Lightline")
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_label("Texts on the SMS phone")).to_be_focused()


def test_a_conversation_is_still_there_after_a_reload(page: Page) -> None:
    page.goto("/phone?sms=07700900103&telegram=103")
    write(page, "SMS", "hello")
    bubbles = page.get_by_label("Texts on the SMS phone").locator(".bubble")
    expect(bubbles).to_have_count(3)
    before = bubbles.all_inner_texts()
    page.reload()
    expect(bubbles).to_have_count(3)
    assert bubbles.all_inner_texts() == before


def test_two_windows_see_the_same(page: Page, browser: Browser, address: str) -> None:
    page.goto("/phone?sms=07700900104&telegram=104")
    other = browser.new_page(base_url=address)
    other.goto("/phone?sms=07700900104&telegram=104")
    write(page, "SMS", "hello")
    expect(other.get_by_label("Texts on the SMS phone")).to_contain_text("this is Lightline")
    other.close()


def test_words_stay_words(page: Page) -> None:
    page.goto("/phone?sms=07700900105&telegram=105")
    write(page, "SMS", "<img src=x onerror=alert(1)>")
    expect(page.get_by_label("Texts on the SMS phone").locator(".bubble.mine")).to_contain_text("<img src=x")
    assert page.locator(".bubble img").count() == 0


def test_an_empty_text_is_not_sent(page: Page) -> None:
    page.goto("/phone?sms=07700900106&telegram=106")
    write(page, "SMS", "   ")
    write(page, "Telegram", "hello")
    expect(page.get_by_label("Texts on the Telegram phone").locator(".bubble")).to_have_count(3)
    assert page.get_by_label("Texts on the SMS phone").locator(".bubble").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_sticks_out(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for path in (PHONES, "/", "/sign-in", "/reference", "/problems"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_new_phones_each_time(page: Page) -> None:
    page.goto("/phone")
    first = page.url
    page.get_by_role("link", name="Two new phones").click()
    page.wait_for_url(lambda url: url != first)
    assert "sms=07700900" in page.url


def test_a_link_signs_in_and_hides_its_token(page: Page) -> None:
    page.goto("/networks/leeds#ll_not-a-good-one")
    expect(page.get_by_label("Token")).to_have_value("ll_not-a-good-one")
    assert "ll_" not in page.url
