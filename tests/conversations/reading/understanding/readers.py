"""The readers that are measured: how each is asked, on which lines, and what it must reach. One entry a reader."""

from collections.abc import Callable
from dataclasses import dataclass

from conversations.reading.control import read_control
from conversations.reading.interests import interests_of_answer
from conversations.reading.risk import read_risk
from conversations.reading.rsvp import read_rsvp
from conversations.reading.theme import theme_of_view
from tests.conversations.reading.understanding.samples import Case, Sample, corpus, said
from tests.conversations.reading.understanding.scores import (
    Measure,
    Read,
    accuracy,
    is_found,
    is_right,
    macro_f1,
    micro_f1,
    recall_of,
    taken_for,
)


@dataclass(frozen=True, slots=True)
class Reader:
    """What is measured of one reader; `fits` tells an error from a line that is read well."""

    read: Callable[[str], frozenset[str]]
    samples: tuple[Sample, ...]
    measures: tuple[Measure, ...]
    fits: Callable[[Read, bool], bool] = is_right

    def reads(self, cases: tuple[Case, ...]) -> list[Read]:
        """Each case with what is read in it now."""
        return [(case, self.read(case.text)) for case in cases]


# A reader of several labels has micro_f1 and is_found; `said(..., part=1)` takes what stands after a heading's colon,
# so that one file of answers and barriers, [yes:travel+cost], serves both readers.
READERS = {
    "control": Reader(
        lambda text: frozenset([read_control(text).intent]),
        (corpus("control", "intent", "also_ok"),),
        (Measure("macro-F1", 0.95, macro_f1),),
    ),
    "risk": Reader(
        lambda text: frozenset([read_risk(text).level]),
        (corpus("risk", "risk", "also_ok"), said("said_risk.txt", "partly")),
        (
            Measure("urgent recall", 0.95, recall_of("urgent")),
            Measure("urgent read as none", 0.03, taken_for("urgent", "none"), at_most=True),
            Measure("none read as worse", 0.05, taken_for("none", "distress", "urgent"), at_most=True),
            Measure("macro-F1", 0.0, macro_f1),
        ),
    ),
    "rsvp": Reader(
        lambda text: frozenset([read_rsvp(text).answer]),
        (
            corpus("rsvp", "answer", "also_ok"),
            said("said_rsvp.txt", "partly"),
            said("said_rsvp_later.txt", "yes"),
        ),
        (Measure("accuracy", 0.95, accuracy),),
    ),
    "barriers": Reader(
        lambda text: read_rsvp(text).barriers,
        (
            corpus("rsvp", "barriers", ""),
            said("said_rsvp.txt", "partly", part=1),
            said("said_rsvp_later.txt", "yes", part=1),
        ),
        (Measure("F1", 0.85, micro_f1),),
        is_found,
    ),
    "interests": Reader(
        lambda text: frozenset(interests_of_answer(text).ids),
        (
            corpus("interests", "interests", "optional"),
            said("said_interests.txt", "partly"),
            said("said_interests_unseen.txt", "not seen"),
            said("said_interests_later.txt", "no"),
        ),
        (Measure("F1", 0.9, micro_f1),),
        is_found,
    ),
    "theme": Reader(
        lambda text: frozenset([theme_of_view(text) or "none"]),
        (
            corpus("views", "theme", "also"),
            said("said_views.txt", "partly"),
            said("said_views_unseen.txt", "not seen"),
            said("said_views_later.txt", "no"),
        ),
        (Measure("accuracy", 0.8, accuracy), Measure("macro-F1", 0.0, macro_f1)),
    ),
}
