"""How much a run tries: `make test` little of what is random, `make test-all` much of it, on both databases."""

import os

ALL = os.environ.get("LEADGATE_TESTS") == "all"


def examples(small: int, large: int) -> int:
    """So many examples, kills or lives as this run has time for."""
    return large if ALL else small
