"""What weighting reached: beside each true share the one the answers have with their weights."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from leadgate.statistics.weighting import Margin, reached


def told_of(margins: Mapping[str, Margin], weights: npt.NDArray[np.float64]) -> list[dict[str, Any]]:
    """Per question its answers with what was wanted and reached.

    Whoever changes what is wanted and sees from where on it is not reached reads how many gave an answer, so this is
    only for where every such count is shown.

    Args:
        margins: by the key of the question.
        weights: of each respondent.
    """
    return [{"question": key, "rows": _rows(one, weights)} for key, one in margins.items()]


def _rows(margin: Margin, weights: npt.NDArray[np.float64]) -> list[dict[str, Any]]:
    found = reached(margin, weights)
    return [
        {"code": code, "wanted": round(share, 6), "reached": round(found[code], 6)}
        for code, share in margin.shares.items()
    ]
