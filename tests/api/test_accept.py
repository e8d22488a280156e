"""Which format a request likes best."""

import pytest

from api.accept import preferred

OFFERS = ("application/json", "text/markdown", "text/html")


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/markdown", "text/markdown"),
        ("TEXT/Markdown; charset=utf-8", "text/markdown"),
        ("text/*", "text/markdown"),
        ("application/json;q=0.2, text/html", "text/html"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/markdown;q=0, */*", "application/json"),
        ("text/markdown;q=much", "text/markdown"),
        (",,", None),
        ("application/pdf", None),
        ("*/*;q=0", None),
    ],
)
def test_the_best_of_what_is_offered(accept: str | None, best: str | None) -> None:
    assert preferred(accept, OFFERS) == best
