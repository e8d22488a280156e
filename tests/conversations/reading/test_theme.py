from collections.abc import Callable

import pytest

from conversations.reading.theme import THEMES, read_theme
from tests.conversations.reading.corpus_of import corpus_of


def test_on_views_that_somebody_might_send(record_property: Callable[[str, object], None]) -> None:
    lines = corpus_of("views")
    right = sum(
        (read_theme(line["text"]) or "none") in (line["expect"]["theme"], *line["expect"].get("also", ()))
        for line in lines
    )
    record_property("score", right / len(lines))
    print(f"themes right {right / len(lines):.3f}")  # noqa: T201
    assert right / len(lines) >= 0.9


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("my landlord wont mend the heating", "housing"),
        ("2 years on the waiting list for therapy", "mental_health"),
        ("sanctioned again and i cant afford gas", "money"),
        ("my worker never rings back", "staff_communication"),
        ("they looked down on me like dirt", "stigma"),
        ("last bus goes at 6", "transport_access"),
        ("more day trips", "activities"),
        ("police move us on every night", "safety_police"),
        ("cant get a dentist", "health_services"),
        ("meetings go on too long", "network_meetings"),
        ("no job will have me with a criminal record", "employment_training"),
    ],
)
def test_what_a_view_is_about(text: str, theme: str) -> None:
    assert read_theme(text) == theme
    assert theme in THEMES


@pytest.mark.parametrize(
    "text",
    ["dunno", "not sure", "pass", "nothing", "3", "😂", "yes", "im fine", "ask me on the day", "fishing",
     "i like gardening", "same as last time", "call me Bean", "", "\x00"],
)  # fmt: skip
def test_a_shrug_or_small_talk_has_no_theme(text: str) -> None:
    assert read_theme(text) is None
