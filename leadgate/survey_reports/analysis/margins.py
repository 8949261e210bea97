"""What weighting reached: beside each true share the one the answers have with their weights."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from leadgate.statistics.disclosure import hidden_of_line
from leadgate.statistics.weighting import Margin, reached


def told_of(margins: Mapping[str, Margin], weights: npt.NDArray[np.float64]) -> list[dict[str, Any]]:
    """Per question its answers with what was wanted and reached; nothing is reached where an answer is hidden.

    Whoever changes what is wanted and sees from where on it is not reached would read how many gave a hidden answer, so
    that is not said of any answer of the question.

    Args:
        margins: by the key of the question.
        weights: of each respondent.
    """
    return [{"question": key, "rows": _rows(one, weights)} for key, one in margins.items()]


def _rows(margin: Margin, weights: npt.NDArray[np.float64]) -> list[dict[str, Any]]:
    counts = dict.fromkeys(margin.shares, 0) | Counter(code for code in margin.codes if code is not None)
    found = reached(margin, weights)
    is_told = not hidden_of_line(counts)
    return [
        {"code": code, "wanted": round(share, 6), "reached": round(found[code], 6) if is_told else None}
        for code, share in margin.shares.items()
    ]
