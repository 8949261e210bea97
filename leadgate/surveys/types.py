"""How far visits and responses come."""

from enum import StrEnum


class Visit(StrEnum):
    """How far a visit came, as it is counted."""

    SEEN = "seen"
    BEGUN = "begun"
    FINISHED = "finished"


class ResponseState(StrEnum):
    """How far a response has come."""

    OPEN = "open"
    FINISHED = "finished"
    SCREENED_OUT = "screened-out"
    """A quota was full."""
