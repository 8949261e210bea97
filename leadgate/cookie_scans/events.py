"""What the scans tell rooms above them, inside the same transaction."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LeftBeforeTheAnswer:
    """A scan that nobody asked for found something before the answer, or after a refusal, that the one before had not.

    Args:
        site: its short name.
        what: names what was found, the same for the same findings.
        count: how much was found.
        since: when the site was looked at.
    """

    site: str
    what: str
    count: int
    since: datetime
