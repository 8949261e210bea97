"""What became of a letter, in figures: with their intervals, and beside the letter before."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.analytics.changes import Rate, rate
from leadgate.assets.types import VisitStep
from leadgate.bounces import queries as bounces
from leadgate.foundation.db import session
from leadgate.foundation.mail.answers import Undelivered
from leadgate.letter_figures.models import LetterEndedCount
from leadgate.letter_sending import queries as sending
from leadgate.letter_sending.types import CopyState
from leadgate.letters import access
from leadgate.letters.links import origin_of_letter


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """What became of a letter.

    Args:
        left: handed to a mail server.
        returned: how many of these it refused, or came back, by why.
        ended: how many said no to its purpose within thirty days, by how.
        visits: how often its links to landing pages were followed, and what came of that, by `VisitStep`.
    """

    left: int
    returned: Mapping[Undelivered, int]
    ended: Mapping[str, int]
    visits: Mapping[VisitStep, int]

    @property
    def arrived(self) -> int:
        """How many of those that left did not come back."""
        return max(0, self.left - sum(self.returned.values()))

    @property
    def ended_share(self) -> Rate | None:
        """Of those it arrived at, the share that said no, with its interval; None where it arrived at nobody."""
        no = sum(self.ended.values())
        return rate(min(no, self.arrived), self.arrived) if self.arrived else None


def figures_of(letter_id: UUID) -> LetterFigures:
    """What became of a letter until now.

    Args:
        letter_id: which.

    Raises:
        NoSuchLetter: there is none.
    """
    letter, counted, back = access.letter(letter_id), sending.counted(letter_id), bounces.counted(letter_id)
    reached = analytics.reached_from(origin_of_letter(letter.slug))
    ended = select(LetterEndedCount.method, LetterEndedCount.count).where(LetterEndedCount.letter_id == letter_id)
    return LetterFigures(
        left=counted.get(CopyState.SENT, 0) + sum(counted.get(why, 0) for why in Undelivered),
        returned={why: back[why] for why in Undelivered if why in back},
        ended={row[0]: row[1] for row in session().execute(ended)},
        visits={step: reached[step] for step in VisitStep if step in reached},
    )


def figures_before(letter_id: UUID) -> LetterFigures | None:
    """The same of the letter before it for the same purpose; None where it was the first.

    Args:
        letter_id: of the one that is looked at.
    """
    before = sending.run_before(letter_id)
    return figures_of(before) if before else None
