"""What whoever reads a purpose's page is told of how many stand where."""

from dataclasses import replace

from flask_login import current_user

from leadgate.consent.figures import PurposeFigures
from leadgate.foundation.permissions import may
from leadgate.ledger.types import ConsentEvent
from leadgate.purposes.room import EDIT
from leadgate.statistics.disclosure import in_steps


def sees_exactly() -> bool:
    """Whether the reader is one of those who may see who agrees, too; exact numbers tell others of few."""
    return may(current_user, EDIT)


def told(found: PurposeFigures) -> PurposeFigures:
    """A purpose with its numbers as the reader may see them: exactly, or rounded down to a multiple of five."""
    if sees_exactly():
        return found
    told_of = {ConsentEvent.GIVEN: found.yes, ConsentEvent.REFUSED: found.no, ConsentEvent.WITHDRAWN: found.ended}
    return replace(found, counts={state: in_steps(count) for state, count in told_of.items()})
