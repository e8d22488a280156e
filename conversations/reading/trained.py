"""A small trained reader: how likely each label is for a text, from weights that ship with the package.

The weights are learned from lines of our own (training/); the rules' word counts beside them. A multinomial logistic
regression over words and pieces of words, each group scaled to length 1. Nothing is fetched, nothing leaves.
"""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, sqrt
from pathlib import Path

from conversations.reading.features import features, is_piece

WEIGHTS = Path(__file__).with_name("weights")
ZERO = 128
"""How a weight of nothing is written: a byte has no sign."""
TRUST = 3.0
"""What a finding of the rules adds to its label, as a logarithm of odds: it counts twenty times what it did."""
SILENCE = 2.0
"""The same for rules that found nothing: they miss more than they make up."""
DOUBTED_SILENCE = 1.0
"""The same for rules that miss much."""
NO_SILENCE = 0.0
"""The same where missing something is the worst that can happen: finding nothing says nothing."""
DENIAL = 5.0
"""The same for rules that met the words and took them for something harmless: they listened."""


@dataclass(frozen=True, slots=True)
class Feature:
    """What one feature says: its share of the length of its group, and a byte a label."""

    share: float
    weights: bytes


@dataclass(frozen=True, slots=True)
class Trained:
    """The weights of one reader."""

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    step: float
    """What one step of a byte is worth."""
    lines: str
    """Names the lines that it was learned from."""
    features: Mapping[str, Feature]

    def likely(self, text: str, by_rules: str, nothing: str = "none", silence: float = SILENCE) -> dict[str, float]:
        """How likely each label is, together 1, where the rules say `by_rules`; `nothing` is their silence."""
        words: list[Feature] = []
        pieces: list[Feature] = []
        for name in self.features.keys() & features(text):
            (pieces if is_piece(name) else words).append(self.features[name])
        said = zip(self.labels, self.bias, self._said(words), self._said(pieces), strict=True)
        trust = {by_rules: silence if by_rules == nothing else TRUST}
        sums = {label: sum(parts, trust.get(label, 0.0)) for label, *parts in said}
        highest = max(sums.values())
        odds = {label: exp(each - highest) for label, each in sums.items()}
        whole = sum(odds.values())
        return {label: each / whole for label, each in odds.items()}

    def _said(self, found: list[Feature]) -> list[float]:
        """What a group of features says for each label."""
        if not found:
            return [0.0] * len(self.labels)
        scale = self.step / sqrt(sum(each.share for each in found))
        middle = ZERO * len(found)
        return [(sum(column) - middle) * scale for column in zip(*(each.weights for each in found), strict=True)]


@cache
def trained(name: str) -> Trained:
    """The weights called `name`; read when first asked, so that a program that reads no text does not wait."""
    with gzip.open(WEIGHTS / f"{name}.gz", "rt", encoding="utf-8") as lines:
        head = json.loads(next(lines))
        rows = (line.rstrip("\n").split("\t") for line in lines)
        known = {feature: Feature(float(share), bytes.fromhex(weights)) for feature, share, weights in rows}
    return Trained(tuple(head["labels"]), tuple(head["bias"]), head["step"], head["lines"], known)


def likeliest(name: str, text: str, by_rules: str, nothing: str = "none", silence: float = SILENCE) -> str:
    """The label that the rules and the weights called `name` together find most likely."""
    likely = trained(name).likely(text, by_rules, nothing, silence)
    return max(likely, key=likely.__getitem__)
