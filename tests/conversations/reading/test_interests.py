import json
from collections.abc import Callable
from pathlib import Path

import pytest

from conversations.reading import interests
from conversations.reading.interests import read_interests
from tests.conversations.reading.corpus_of import corpus_of, f1

TAXONOMY = json.loads(Path(interests.__file__).with_name("interests_taxonomy.json").read_text(encoding="utf-8"))

NAMES = """
Ann Bob Parveen Ben Dave Sarah Emma Claire Karen Linda Julie Tracy Sharon Michelle Nicola Joanne Rebecca Hannah Chelsea
Jade Chloe Megan Jordan Ryan Liam Connor Kyle Jack James Daniel Matthew Christopher Christian Mark Andrew Stephen Kevin
Gary Barry Terry Derek Dennis Dominic Harley Marley Charlie Archie George Arthur Stanley Frank Robin Carol Caroline
Pauline Maureen Sandra Mandy Wendy Penny Holly Poppy Rose Rosie Daisy Ruby Grace Hope Joy Charity Mohammed Ahmed Hassan
Imran Nadia Fatima Aisha Zainab Yasmin Amina Piotr Pawel Agnieszka Katarzyna Krzysztof Andrei Ionut Mihai Elena Ioana
Gurpreet Harpreet Jaspreet Simran Baljit Billy Tank Bean Pav Shaz Gaz Macca Sandy Ginger Woody Brooke Heather Summer Ash
Jasmine Violet Iris Olive Ivy Hazel Willow Melody Barney Marcus Hunter Mason Tyler Fisher Baker Cooper Parker Walker
Taylor Stewart Graham Malcolm Duncan Donald Barbara
""".split()


def test_on_texts_that_somebody_might_send(record_property: Callable[[str, object], None]) -> None:
    right = too_much = missed = 0
    for line in corpus_of("interests"):
        read = set(read_interests(line["text"]).ids)
        expected, optional = set(line["expect"]["interests"]), set(line["expect"].get("optional", ()))
        right += len(read & expected)
        too_much += len(read - expected - optional)
        missed += len(expected - read)
    score = f1(right, too_much, missed)
    record_property("score", score)
    print(f"interests F1 {score:.3f}")  # noqa: T201
    assert score >= 0.97


@pytest.mark.parametrize("entry", TAXONOMY["interests"], ids=lambda entry: str(entry["id"]))
def test_every_interest_is_known_by_its_own_names(entry: dict[str, list[str]]) -> None:
    unclear = {"it", "plays", "hair", "courses", "helping people", "making things", "restoring old stuff"}
    for name in entry["synonyms"]:
        assert name in unclear or str(entry["id"]) in read_interests(name).ids, name


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("fishin", "fishing"),
        ("love a bit of karaoke me", "singing"),
        ("watching footy wi me dad", "football"),
        ("playing pool down the club", "snooker_pool"),
        ("not been swimming in years but id love to", "swimming"),
        ("used to box when i were a lad", "boxing"),
        ("never done pottery but id like to", "pottery"),
        ("i paint", "art"),
        ("cake decorating n sewing", "baking knitting_sewing"),
        ("listening to records", "music"),
        ("playing games on my xbox", "gaming"),
        ("doing up old chairs", "upcycling"),
        ("seeing my grandkids", "family"),
        ("⚽", "football"),
        ("🎣🎨", "fishing art"),
        ("IT course", "computers"),
        ("i want to learn spanish", "learning"),
        ("gotowanie i ogrod", "cooking gardening"),
        ("helping people at the food bank", "volunteering"),
        ("gardning", "gardening"),
        ("fottball and crickit", "football cricket"),
        ("why not bowling", "bowling"),
        ("not bad at darts", "darts"),
        ("not just football, rugby too", "football rugby"),
    ],
)
def test_in_their_own_words(text: str, ids: str) -> None:
    assert read_interests(text).ids == tuple(ids.split())


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("no not painting im sick of it", ""),
        ("not football hate it. music yes", "music"),
        ("i dont like cooking but i love baking", "baking"),
        ("i like cooking but i dont like baking", "cooking"),
        ("football is boring", ""),
        ("anything but bingo", ""),
        ("not into yoga or dancing", ""),
        ("neither cricket nor rugby", ""),
        ("not football or rugby, cricket", "cricket"),
        ("cant stand karaoke", ""),
        ("bowling no thanks", ""),
        ("no football for me", ""),
        ("forget the gym", ""),
        ("fed up of walking", ""),
    ],
)
def test_what_they_say_no_to_is_left_out(text: str, ids: str) -> None:
    assert read_interests(text).ids == tuple(ids.split())


@pytest.mark.parametrize(
    "text",
    ["sick of it", "fed up of it", "it was ok", "oh my god yes", "not really", "a pint", "a bet on the horses", "weed",
     "scratch cards", "a smoke", "my own flat", "win the lottery", "sleeping", "nowt", "boring", "waking up early",
     "finishing early", "my mum died", "they took my kids", "my dog died last week", "missing my kids",
     "cant read that", "the music next door is too loud", "the library is shut", "it does my head in",
     "walking out", "", "\x00", "3"],
)  # fmt: skip
def test_what_is_no_interest(text: str) -> None:
    assert read_interests(text).ids == ()


@pytest.mark.parametrize("name", NAMES)
def test_a_first_name_is_no_interest(name: str) -> None:
    for said in (name, name.lower(), f"its {name.lower()}", f"call me {name}"):
        assert read_interests(said).ids == ()


def test_labels_come_in_the_order_said_and_none_twice() -> None:
    read = read_interests("fishing, then cooking. did i say fishing")
    assert read.ids == ("fishing", "cooking")
    assert read.words == ("Fishing", "Cooking")
