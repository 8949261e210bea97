"""How far coders agree, beyond what chance would do: Krippendorff's alpha for yes and no (Krippendorff 2004, 11.3)."""

from collections.abc import Iterable, Sequence


def alpha(units: Iterable[Sequence[bool]]) -> float | None:
    """The agreement on one code: 1 for perfect, 0 for chance.

    Args:
        units: for each answer, what each of its coders decided; answers of a single coder do not count.

    Returns:
        None where nothing was coded twice, or all said the same about everything.
    """
    pairs = [given for given in units if len(given) > 1]
    total = sum(len(given) for given in pairs)
    yes = sum(sum(given) for given in pairs)
    expected = yes * (total - yes)
    if not expected:
        return None
    observed = sum(sum(given) * (len(given) - sum(given)) / (len(given) - 1) for given in pairs)
    return 1 - (total - 1) * observed / expected
