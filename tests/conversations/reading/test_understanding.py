"""The page about reading is in step with the readers, and the scores count as they say."""

import pytest

from tests.conversations.reading.understanding.page import FILE, page, table
from tests.conversations.reading.understanding.readers import READERS, Reader
from tests.conversations.reading.understanding.samples import FOLDER, Case
from tests.conversations.reading.understanding.scores import (
    Read,
    accuracy,
    macro_f1,
    micro_f1,
    recall_of,
    taken_for,
)


def case(expected: str, read: str, also: str = "") -> Read:
    return Case("a text", frozenset(expected.split()), frozenset(also.split())), frozenset(read.split())


def test_the_page_says_what_is_read_now(pytestconfig: pytest.Config) -> None:
    if pytestconfig.getoption("--rewrite"):
        FILE.write_text(page(), encoding="utf-8")
    assert FILE.read_text(encoding="utf-8") == page(), "docs/understanding.md is out of date: make evaluate"


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_every_reader_reaches_what_is_wanted(reader: Reader) -> None:
    for sample in reader.samples:
        for measure in reader.measures:
            value = measure.score(reader.reads(sample.cases), True)
            assert sample.tuned != "yes" or measure.holds(value), f"{measure.name} on {sample.title}: {value:.3f}"


def test_every_written_line_is_measured() -> None:
    written = {f"corpus/{path.name}" for path in (FOLDER / "corpus").glob("*.jsonl")}
    written |= {path.name for path in FOLDER.glob("said_*.txt")}
    assert written == {sample.title for reader in READERS.values() for sample in reader.samples}


def test_the_table_has_a_row_for_every_score_of_every_sample() -> None:
    scores = sum(len(reader.samples) * len(reader.measures) for reader in READERS.values())
    assert len(table().splitlines()) == 2 + scores


def test_a_label_that_can_be_defended_counts_leniently_alone() -> None:
    reads = [case("none", "none"), case("urgent", "distress", "distress"), case("urgent", "none")]
    assert accuracy(reads, False) == pytest.approx(1 / 3)
    assert accuracy(reads, True) == pytest.approx(2 / 3)
    assert recall_of("urgent")(reads, False) == 0
    assert recall_of("urgent")(reads, True) == 0.5
    assert taken_for("urgent", "none")(reads, True) == 0.5
    assert taken_for("none", "distress", "urgent")(reads, False) == 0


def test_a_rare_label_weighs_as_much_as_a_common_one() -> None:
    reads = [case("yes", "yes"), case("yes", "yes"), case("yes", "yes"), case("no", "maybe")]
    assert macro_f1(reads, False) == 0.5


def test_of_several_labels_each_counts() -> None:
    reads = [case("art music", "art dogs", "dogs"), case("", "")]
    assert micro_f1(reads, False) == pytest.approx(0.5)
    assert micro_f1(reads, True) == pytest.approx(2 / 3)
