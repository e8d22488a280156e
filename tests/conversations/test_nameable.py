"""A Network may name what people there do; what means something else on the line is refused with the reason."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.consultation import tidy
from conversations.effects import KeepInterest, Say
from conversations.nameable import LONGEST, refusals
from conversations.reading.local import LocalInterest
from conversations.situation import Interest
from conversations.texts import too_long
from tests.conversations.playing import AGREED, Play

PIGEONS = LocalInterest("leeds/pigeon-racing", "Pigeon racing", ("pigeon club",))

GOOD = """
Bell ringing; Canal restoration; Model boat Sundays; Ferret keeping; Knur and spell; Steel pans; Bhangra nights
Kite flying; Lego club; Mosque open kitchen; Sewing bee Tuesdays; Roller disco; Repair cafe; Men's shed; Parkour
Skateboarding; Geocaching; Axe throwing; Archery; Falconry; Street art tours; Pierogi making; Kabaddi; Disc golf
Ultimate frisbee; Drumming circle; Ukulele group; Poetry slam; Zines; Rock balancing; Circus skills; Juggling
Puppetry; Magic tricks; Stand up comedy; Radio drama; Tarot; Tea tasting; Cheese making; Walking netball; Goalball
Boccia; Sitting volleyball; Wheelchair basketball; Horse whispering; Haunted walks; Writing group; 1940s teas
Over 60s disco; Garden club; Łódź supper club; Homing pigeons; Racing ferrets; Whippet racing; DJ nights
""".replace("\n", ";").split(";")

ELSEWHERE = """
stop; STOP; stopall; cancel; end; quit; unsubscribe; help; start; person; talk to a person; my data; delete my data
pause; skip; back; later; that's it; light; LIGHT; what's on; have your say; profile; check in; join; join leeds
say it loud; yes; yeah; nope; no; ok; okay; thanks; ta; bye; haha
""".replace("\n", ";").split(";")

DANGER = ["kill myself", "self harm", "suicide", "overdose", "want to die", "end it all", "cut myself"]

NUMBERS = ["2", "10", "two", "ten", "one two", "3 4", "zero"]


def why(name: str, *also: str, others: tuple[LocalInterest, ...] = (PIGEONS,)) -> str:
    return " ".join(each.why for each in refusals(LocalInterest("leeds/new", name, also), others))


@pytest.mark.parametrize("name", [name.strip() for name in GOOD if name.strip()])
def test_what_people_do_can_be_named(name: str) -> None:
    assert why(name) == ""


@pytest.mark.parametrize("name", [name.strip() for name in ELSEWHERE if name.strip()])
def test_what_does_something_else_cannot(name: str) -> None:
    assert why(name).startswith("It does something else on this line when it is texted.")


@pytest.mark.parametrize("name", DANGER)
def test_what_raises_an_alert_cannot(name: str) -> None:
    assert why(name).startswith("Whoever texts this may be in danger")


@pytest.mark.parametrize("name", NUMBERS)
def test_a_number_cannot(name: str) -> None:
    assert why(name).startswith("It is a number")


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Call 07700 900123", "looks like somebody's number"),
        ("+447700900123", "looks like somebody's number"),
        ("Swimming", "Every line knows this already, as 'Swimming'."),
        ("the baths", "Every line knows this already, as 'Swimming'."),
        ("gardning", "Every line knows this already, as 'Gardening'."),
        ("Arts and crafts", "Every line knows this already, as 'Arts and crafts'."),
        ("Pigeon racing", "Your Network has this already, as 'Pigeon racing'."),
        ("The pidgeon club", ""),
        ("pidgeon club", "Your Network has this already, as 'Pigeon racing'."),
        ("Knitting nights with tea and cake", "It is 3 characters too long to be shown in a text."),
        ("Knitting \u2764", "a sign that makes a text twice as dear"),
        ("\u0436\u0437\u0439 club", "a sign that makes a text twice as dear"),
        ("!!!", "It has no word in it."),
        ("\u0394\u0394\u0394", "It has no word in it."),
        ("", "It has no word in it."),
        ("z", "fewer than 2 letters"),
        ("Which pub?", "It reads as a question."),
        ("Clinic choir", "It says 'clinic'. Somebody else may read the phone"),
        ("Poker night", "would not be taken for a thing that lights somebody up"),
    ],
)
def test_the_reason_is_given_in_plain_words(name: str, reason: str) -> None:
    assert reason in why(name)
    assert bool(reason) == bool(why(name))


def test_each_further_name_is_looked_at_and_said_where() -> None:
    new = LocalInterest("leeds/pans", "Steel pans", ("steel band club", "stop", "Steel-Pans", "fishing"))
    assert [each.where for each in refusals(new, (PIGEONS,))] == ["also.1", "also.2", "also.3"]
    assert "written twice" in why("Steel pans", "Steel-Pans")


def test_names_of_another_network_are_free() -> None:
    assert why("Pigeon racing", "pigeon club", others=()) == ""


def playing(*named: LocalInterest) -> Play:
    play = Play(person=AGREED, local_interests=named)
    play.say("LIGHT")
    return play


@settings(max_examples=150, deadline=None)
@given(
    name=st.text(max_size=40)
    | st.text("abcdefghijklmnopqrstuvwxyz '&-?.,0123456789", max_size=LONGEST + 2)
    | st.lists(st.sampled_from(" ".join(GOOD + ELSEWHERE).split()), min_size=1, max_size=4).map(" ".join)
)
def test_whatever_may_be_named_is_heard_when_it_is_texted_and_shown(name: str) -> None:
    new = LocalInterest("leeds/new", tidy(name))
    if refusals(new, (PIGEONS,)):
        return
    play = playing(PIGEONS, new)
    said = play.say(new.name)
    (kept,) = play.kept(KeepInterest)
    assert isinstance(kept, KeepInterest)
    assert kept.interest == new.id
    assert new.name.lower() in said[0]


def test_six_of_the_longest_names_fit_into_two_texts() -> None:
    named = tuple(LocalInterest(f"leeds/{letter}", letter * LONGEST) for letter in "bcdfgh")
    kept = tuple(Interest(each.name, each.id) for each in named)
    for language in ("en", "pl"):
        play = Play(person=replace(AGREED, interests=kept, language=language), local_interests=named)
        play.say("PROFILE")
        play.say("2")
        asked = [each for each in play.kept(Say) if isinstance(each, Say) and len(each.choices) == len(named)]
        assert asked
        assert all(too_long(each) == 0 for each in play.kept(Say) if isinstance(each, Say))
