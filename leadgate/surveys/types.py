"""How far visits and responses come."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class SurveyVisitStep(StrEnum):
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
    ARRIVING = "arriving"
    """It comes with an import that is not whole yet, and counts nowhere before it is."""


TO_FINISH = timedelta(minutes=30)
"""So long those who are in the middle of a survey can go on after it has closed."""


class SurveyRow(Protocol):
    """A survey by its address, for those who are handed one."""

    id: UUID
    slug: str
    purpose_id: UUID
    """Learning from the answers, which whoever answers agrees to."""
    quoting_id: UUID
    """Showing words of theirs to others, which they may agree to as well."""
    special_id: UUID
    """Keeping words of theirs about health, beliefs and the like, where the survey lets them choose to."""
    live: int | None
    """The version that is asked now; none before it is published."""
    opens_at: datetime | None
    closes_at: datetime | None
    made_at: datetime
    retired_at: datetime | None

    @property
    def ended_at(self) -> datetime | None:
        """When it was taken down or closed, never before somebody said so; None while it takes answers."""

    @property
    def finished_by(self) -> datetime | None:
        """Until when who began can go on, where it has ended."""

    @property
    def opens_later(self) -> bool:
        """Whether the moment from which it takes answers is still to come."""

    @property
    def is_over(self) -> bool:
        """Whether nobody can begin to answer it any more."""

    @property
    def is_settled(self) -> bool:
        """Whether it takes no answers any more, also not of those who had begun."""

    removals: int
    """How many finished responses went again; grows, so that no figure outlives what it was made of."""


class VersionRow(Protocol):
    """What a survey asks, as one document, for those who are handed it."""

    survey_id: UUID
    number: int
    definition: str
    changed_at: datetime
    published_at: datetime | None
