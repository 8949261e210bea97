"""How far visits get, asset by asset, and who was given something within some time."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from leadgate.analytics import queries as analytics
from leadgate.analytics.funnel import Steps, told_ever
from leadgate.assets.models import Asset, DownloadUnderWay, Grant
from leadgate.assets.queries import AssetRow
from leadgate.assets.types import VisitStep
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.people.queries import restricted_people
from leadgate.people.verification import queries as verification


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the studio's list."""

    asset: Asset
    steps: dict[VisitStep, int]


STEPS = Steps((VisitStep.SEEN, VisitStep.STARTED), (VisitStep.ASKED, VisitStep.CONFIRMED, VisitStep.DOWNLOADED))


def listed(*, archived: bool, exactly: bool) -> list[Listed]:
    """Every asset with its figures, newest first and retired ones last, in four statements.

    Args:
        archived: whether those that are out of the way are listed, in place of all others.
        exactly: whether people are told to the last one, to whoever may see who they are; else in blocks.
    """
    mine = select(Asset).where(Asset.archived_at.is_not(None) if archived else Asset.archived_at.is_(None))
    assets = session().scalars(mine.order_by(Asset.retired_at.is_not(None), Asset.made_at.desc())).all()
    ids = [asset.id for asset in assets]
    steps = analytics.totals_of(ids) if exactly else told_ever(ids, STEPS)
    return [Listed(asset, {step: steps.get(asset.id, {}).get(step, 0) for step in VisitStep}) for asset in assets]


def current() -> Sequence[AssetRow]:
    """Every asset that is not out of the way, newest first."""
    return session().scalars(select(Asset).where(Asset.archived_at.is_(None)).order_by(Asset.made_at.desc())).all()


def archived() -> int:
    """How many assets are out of the way."""
    return session().scalar(select(func.count()).where(Asset.archived_at.is_not(None))) or 0


@dataclass(frozen=True, slots=True)
class Hanging:
    """How much hangs on an asset."""

    leads: int
    """People who have it."""
    waiting: int
    """Requests that wait to be confirmed."""
    asked: int
    """Requests there ever were, as far as they were counted."""
    under_way: int
    """Downloads with a limit that are being sent."""

    @property
    def is_needed(self) -> bool:
        """Whether the proof of what somebody asked for leads to it."""
        return bool(self.leads or self.waiting or self.asked)


def hanging_on(asset_id: UUID) -> Hanging:
    """How much hangs on an asset now."""
    mine = select(func.count(Grant.id)).where(Grant.asset_id == asset_id)
    sent = select(func.count(DownloadUnderWay.id)).join(Grant, Grant.id == DownloadUnderWay.grant_id)
    now = sent.where(Grant.asset_id == asset_id, DownloadUnderWay.expires_at > clock.now())
    return Hanging(
        session().scalar(mine) or 0,
        verification.count_waiting(asset_id),
        analytics.total_of(asset_id, VisitStep.ASKED),
        session().scalar(now) or 0,
    )


def granted_between(assets: Collection[UUID], since: datetime, until: datetime) -> list[tuple[UUID, UUID]]:
    """Which asset was given to whom within some time, the first first, but to people whose data may only be kept.

    Args:
        assets: the ids of which.
        since, until: the time, in UTC.
    """
    mine = (Grant.asset_id.in_(assets), Grant.granted_at >= since, Grant.granted_at < until)
    found = select(Grant.asset_id, Grant.person_id).where(*mine, Grant.person_id.not_in(restricted_people()))
    return [(asset, person) for asset, person in session().execute(found.order_by(Grant.granted_at))]
