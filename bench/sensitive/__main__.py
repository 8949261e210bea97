"""Make the model again, or say what it finds in sets it was not made with."""

import sys

import numpy as np

from bench.sensitive import FLAGGED, MODEL, clear, developed, least_clarity, made, packed, read_model, written
from tests.questions.strangers import CATEGORIES, NOTHING, Rate


def main() -> None:
    """`python -m bench.sensitive` writes the model; with `compare`, each set is left out once."""
    if sys.argv[1:] == ["compare"]:
        compare()
        return
    MODEL.write_bytes(packed())
    print(f"{MODEL}: {MODEL.stat().st_size} bytes")


def compare() -> None:
    """What the model says by itself of each set, made and its least clarity chosen without that set."""
    by_set, own = developed(), written()
    for left_out, texts in by_set.items():
        others = {name: some for name, some in by_set.items() if name != left_out}
        least = least_clarity(others, own, FLAGGED)
        model = read_model(made([one for some in others.values() for one in some], own, least))
        said = np.array(clear(model, texts)) >= least
        special = np.array([bool(one.wanted[CATEGORIES]) for one in texts])
        harmless = np.array([one.labels == {NOTHING} for one in texts])
        found, flagged = (Rate(int((said & which).sum()), int(which.sum())) for which in (special, harmless))
        print(f"{left_out}: special categories {found}, harmless flagged {flagged}, least clarity {least:.2f}")


if __name__ == "__main__":
    main()
