"""Purposes as the studio shows them: their wordings, where they are kept, and how many said what."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, func, select

from leadgate.consent.models import ConsentState, Notice, Purpose
from leadgate.consent.queries import YES
from leadgate.consent.types import Need
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.ledger.types import ConsentEvent


@dataclass(frozen=True, slots=True)
class PurposeFigures:
    """A purpose with its newest wording in each language, and how many people stand where."""

    purpose: Purpose
    newest: dict[str, Notice]
    counts: dict[ConsentEvent, int] = field(default_factory=dict)

    @property
    def yes(self) -> int:
        """How many agree now."""
        return self.counts.get(ConsentEvent.GIVEN, 0) + self.counts.get(ConsentEvent.RENEWED, 0)

    @property
    def no(self) -> int:
        """How many left the box empty, and never said yes."""
        return self.counts.get(ConsentEvent.REFUSED, 0)

    @property
    def ended(self) -> int:
        """How many said yes and ended it, or let it lapse."""
        return self.counts.get(ConsentEvent.WITHDRAWN, 0) + self.counts.get(ConsentEvent.EXPIRED, 0)


def every_purpose() -> list[PurposeFigures]:
    """Every purpose that is for everybody and can be said no to, newest first, in three statements."""
    return _figures()


def _figures(*which: ColumnElement[bool]) -> list[PurposeFigures]:
    mine = (Purpose.need == Need.OPTIONAL, Purpose.belongs_to.is_(None), *which)
    rows = session().scalars(select(Purpose).where(*mine).order_by(Purpose.made_at.desc())).all()
    words: dict[object, dict[str, Notice]] = {}
    for notice in session().scalars(select(Notice).join(Purpose).where(*mine).order_by(Notice.version)):
        words.setdefault(notice.purpose_id, {})[notice.language] = notice
    counted = select(ConsentState.purpose_id, ConsentState.state, func.count())
    counted = counted.where(ConsentState.purpose_id.in_([one.id for one in rows]))
    counts: dict[object, dict[ConsentEvent, int]] = {}
    for purpose, state, count in session().execute(counted.group_by(ConsentState.purpose_id, ConsentState.state)):
        counts.setdefault(purpose, {})[ConsentEvent(state)] = count
    return [PurposeFigures(one, words.get(one.id, {}), counts.get(one.id, {})) for one in rows]


def is_any_own() -> bool:
    """Whether there is one that no room made by itself."""
    made = [name for room in installation().house.rooms for name in room.purpose_data]
    own = (Purpose.need == Need.OPTIONAL, Purpose.belongs_to.is_(None), Purpose.retired_at.is_(None))
    return bool(session().scalar(select(exists().where(*own, Purpose.slug.not_in(made)))))


def purpose_figures(slug: str) -> PurposeFigures | None:
    """One of them; None where there is none of that name."""
    return next(iter(_figures(Purpose.slug == slug)), None)


def wordings_of(found: PurposeFigures) -> Sequence[Notice]:
    """Every wording a purpose ever had, newest first."""
    mine = select(Notice).where(Notice.purpose_id == found.purpose.id)
    return session().scalars(mine.order_by(Notice.published_at.desc(), Notice.language)).all()


def held_of(people: Collection[UUID]) -> dict[UUID, int]:
    """How many of these people agree to each purpose that is for everybody, by its id.

    Args:
        people: their ids.
    """
    held = select(ConsentState.purpose_id, func.count()).join(Purpose, Purpose.id == ConsentState.purpose_id)
    held = held.where(ConsentState.person_id.in_(people), ConsentState.state.in_(YES))
    held = held.where(Purpose.need == Need.OPTIONAL, Purpose.belongs_to.is_(None))
    rows = session().execute(held.group_by(ConsentState.purpose_id)).all()
    return dict(rows)


def unnamed_recipients() -> list[str]:
    """What those purposes are called that give data to others and name nobody in one of their newest wordings."""
    offered = [one for one in every_purpose() if one.purpose.shares and one.purpose.retired_at is None]
    return [
        next(iter(one.newest.values())).title
        for one in offered
        if one.newest and not all(words.recipients for words in one.newest.values())
    ]


def wording_count() -> int:
    """How many wordings there ever were."""
    return session().scalar(select(func.count()).select_from(Notice)) or 0


def yes_count() -> int:
    """How many yeses count now."""
    return session().scalar(select(func.count()).select_from(ConsentState).where(ConsentState.state.in_(YES))) or 0


def who_may_be_written_to() -> Select[UUID, UUID]:
    """Whoever agrees to a purpose that letters are written for, and which one, for a statement."""
    agreed = select(ConsentState.person_id, ConsentState.purpose_id)
    agreed = agreed.join(Purpose, Purpose.id == ConsentState.purpose_id)
    return agreed.where(ConsentState.state.in_(YES), *_WRITTEN_FOR)


def written_for() -> list[PurposeFigures]:
    """The purposes that are offered to everybody and letters are written for, newest first."""
    return _figures(*_WRITTEN_FOR)


_WRITTEN_FOR = (
    *(Purpose.need == Need.OPTIONAL, Purpose.belongs_to.is_(None)),
    *(Purpose.sends.is_(True), Purpose.retired_at.is_(None)),
)
