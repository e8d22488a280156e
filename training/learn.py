"""Learn the weights of the trained readers. Run: make train

Deterministic: the same lines give the same weights. Needs scikit-learn, which the program itself never does.
"""

import gzip
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from conversations.reading.features import features, is_piece
from conversations.reading.trained import WEIGHTS, ZERO
from training.lines import READERS, digest, lines_of

STRICTNESS = 4.0
"""The C of the logistic regression: more trusts the lines more. 2 to 10 differ by a hundredth."""
MOST = 127


@dataclass(frozen=True)
class Group:
    """One group of features: each has to stand in `rarest` lines to count at all."""

    of: Callable[[str], list[str]]
    rarest: int


GROUPS = (
    Group(lambda text: sorted(each for each in features(text) if not is_piece(each)), 2),
    Group(lambda text: sorted(each for each in features(text) if is_piece(each)), 3),
)


def learn(reader: str) -> None:
    """Write the weights of one reader."""
    texts, labels = zip(*lines_of(reader), strict=True)
    vectorizers = [TfidfVectorizer(analyzer=group.of, min_df=group.rarest) for group in GROUPS]
    seen = hstack([vectorizer.fit_transform(texts) for vectorizer in vectorizers]).tocsr()
    model = LogisticRegression(C=STRICTNESS, class_weight=fairness(labels), max_iter=2000).fit(seen, labels)
    names = [name for vectorizer in vectorizers for name in vectorizer.get_feature_names_out()]
    write(reader, model, names, np.concatenate([vectorizer.idf_ for vectorizer in vectorizers]))


def fairness(labels: Sequence[str]) -> dict[str, float]:
    """What a line of each label weighs: half way between every line alike and every label alike.

    Alike lines let the many ordinary ones drown a rare danger; alike labels make ordinary lines too cheap to get wrong.
    """
    counts = Counter(labels)
    return {label: sqrt(len(labels) / len(counts) / count) for label, count in counts.items()}


def write(reader: str, model: LogisticRegression, names: Sequence[str], shares: np.ndarray) -> None:
    """Keep the weights as bytes, in the file that `trained` reads."""
    weights = model.coef_ * shares
    step = float(np.abs(weights).max()) / MOST
    steps = np.rint(weights / step).astype(int).T + ZERO
    head = {
        "lines": digest(reader),
        "labels": list(model.classes_),
        "bias": [round(float(each), 4) for each in model.intercept_],
        "step": step,
    }
    rows = sorted(
        f"{name}\t{share * share:.2f}\t{bytes(list(row)).hex()}"
        for name, share, row in zip(names, shares, steps, strict=True)
    )
    WEIGHTS.mkdir(exist_ok=True)
    with gzip.GzipFile(WEIGHTS / f"{reader}.gz", "wb", mtime=0) as file:
        file.write("\n".join([json.dumps(head), *rows, ""]).encode())


if __name__ == "__main__":
    for each in READERS:
        learn(each)
