"""The model that finds what no list names: made from answers that were written for it, and tried on sets it never saw.

`corpus.tsv` was written by hand for this, in the format of `tests/questions/strangers`, with as many near misses
(figures of speech, trades, news) as answers that say something of somebody. The sets the lists were made with are
learnt from, too; a held-out set is neither learnt from nor read.
"""

import struct
import zlib
from collections import Counter
from collections.abc import Sequence
from math import log
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from leadgate.pii_detection.learnt import KINDS, LearntModel, clarity, features_of
from leadgate.pii_detection.learnt import read as read_model
from leadgate.pii_detection.normalising import plain
from tests.questions.strangers import CATEGORIES, NOTHING, Labelled, read, sets

CORPUS, MODEL = Path(__file__).with_name("corpus.tsv"), Path("leadgate/pii_detection/learnt.bin")
FLAGGED = 0.01
"""Which share of the harmless answers of a set that was left out may be flagged; this chooses the least clarity."""
_STRENGTH, _WORTH_OF_STRANGERS = 4.0, 3.0
_AT_LEAST_IN = 2
_FOLDS = 5
_MOST_WEIGHT = 127

Texts = Sequence[Labelled]


def written() -> list[Labelled]:
    """The answers that were written to learn from."""
    return read(CORPUS)


def developed() -> dict[str, list[Labelled]]:
    """The sets the lists were made with."""
    return {path.stem: read(path) for path in sets() if path.stem.startswith("developed_on")}


def made(strangers: Texts, own: Texts, least: float) -> bytes:
    """A model, packed, of answers of strangers and of answers written for it."""
    texts = [*strangers, *own]
    counted = [Counter(feature for feature, *_ in features_of(plain(one.text))) for one in texts]
    seen = Counter(feature for one in counted for feature in one)
    known = sorted(feature for feature, times in seen.items() if times >= _AT_LEAST_IN)
    rarity = np.array([log((1 + len(texts)) / (1 + seen[one])) + 1 for one in known], np.float32)
    learner = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=300)
    worth = [_WORTH_OF_STRANGERS] * len(strangers) + [1.0] * len(own)
    learner.fit(_table(counted, known, rarity), [_outcome(one) for one in texts], sample_weight=worth)
    scale = float(np.abs(learner.coef_).max()) / _MOST_WEIGHT
    weights = np.rint(learner.coef_.T / scale).astype(np.int8)
    head = struct.pack("<3f", len(known), scale, least) + learner.intercept_.astype("<f4").tobytes()
    return head + np.array(known, "<u4").tobytes() + rarity.astype("<f4").tobytes() + weights.tobytes()


def clear(model: LearntModel, texts: Texts) -> list[float]:
    """How clearly each text says something special."""
    return [clarity(model.outcomes(Counter(one for one, *_ in features_of(plain(text.text))))) for text in texts]


def least_clarity(by_set: dict[str, list[Labelled]], own: Texts, flagged: float = FLAGGED) -> float:
    """The least clarity at which that share of harmless answers is flagged, in sets that were left out in turn."""
    harmless: list[float] = []
    for left_out, texts in by_set.items():
        others = [one for name, some in by_set.items() if name != left_out for one in some]
        model = read_model(made(others, own, 0.0))
        harmless += clear(model, [one for one in texts if one.labels == {NOTHING}])
    return float(np.quantile(harmless, 1 - flagged))


def packed() -> bytes:
    """The model as it is shipped."""
    by_set, own = developed(), written()
    least = least_clarity(by_set, own)
    return zlib.compress(made([one for texts in by_set.values() for one in texts], own, least), 9)


def _outcome(text: Labelled) -> int:
    return next((number for number, kind in enumerate(KINDS) if kind in text.wanted[CATEGORIES]), len(KINDS))


def _table(counted: Sequence[Counter[int]], known: Sequence[int], rarity: np.ndarray) -> csr_matrix:
    places = {one: place for place, one in enumerate(known)}
    rows = [[(places[one], 1 + log(times)) for one, times in text.items() if one in places] for text in counted]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.array([place for row in rows for place, _ in row], np.int32)
    values = np.array([value for row in rows for _, value in row]) * rarity[columns]
    lengths = np.repeat(np.sqrt(np.add.reduceat(np.append(values**2, 0), starts[:-1])), np.diff(starts))
    return csr_matrix((values / np.maximum(lengths, 1e-9), columns, starts), shape=(len(rows), len(known)))
