"""A page to look at."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """A page, how it is reached, and who is looking."""

    name: str
    path: str
    who: str = "prospect"
    fill: tuple[tuple[str, str], ...] = ()
    """Fields to fill in before the form is sent, for pages that follow a mistake."""
