"""Who hears of what, and what is new."""

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import select

from leadgate.analytics import queries as analytics
from leadgate.analytics.types import UNCOUNTED
from leadgate.assets.room import LEADS
from leadgate.assets.types import VisitStep
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.lead_notifications.models import NewsLetter, NotificationChoice
from leadgate.lead_notifications.types import EVERY, NotificationPace
from leadgate.staff import queries as staff

STEPS = (VisitStep.ASKED.value, VisitStep.CONFIRMED.value, UNCOUNTED)
News = dict[tuple[str, str, str, str], int]
"""By day, asset, step and origin: how often."""
Paces = Mapping[UUID, NotificationPace]


def paces_of(account: UUID) -> dict[UUID, NotificationPace]:
    """What a member of staff chose, by asset; by `EVERY` for all others."""
    mine = select(NotificationChoice).where(NotificationChoice.account_id == account)
    return {one.asset_id: NotificationPace(one.pace) for one in session().scalars(mine)}


def everybody() -> dict[UUID, dict[UUID, NotificationPace]]:
    """What everybody chose who may see leads now."""
    those = {one.id for one in staff.accounts() if one.disabled_at is None and one.role in LEADS.roles}
    found: dict[UUID, dict[UUID, NotificationPace]] = {}
    for row in session().scalars(select(NotificationChoice).where(NotificationChoice.account_id.in_(those))):
        found.setdefault(row.account_id, {})[row.asset_id] = NotificationPace(row.pace)
    return found


def assets_at(paces: Paces, pace: NotificationPace, assets: Collection[UUID]) -> list[UUID]:
    """Of which assets somebody hears at some pace.

    Args:
        paces: what they chose.
        pace: how soon.
        assets: all there are.

    Returns:
        Their ids, in the same order.
    """
    usual = paces.get(EVERY, NotificationPace.NEVER)
    return [asset for asset in assets if paces.get(asset, usual) is pace]


def counted(assets: Collection[UUID], since: date) -> News:
    """How many asked and confirmed, from a day on, in one statement.

    Args:
        assets: of which.
        since: the first day, here.

    Returns:
        The counts by day, asset, step and origin; those who confirmed after a visit that is not counted, too.
    """
    rows = analytics.reached_of_each(assets, (STEPS, ()), since, since)
    return {(f"{one.day}", f"{one.subject_id}", one.step, one.source): one.count for one in rows}


def letter(letter_id: UUID) -> NewsLetter | None:
    """What a letter tells; None once it is old."""
    return session().get(NewsLetter, letter_id)


def are_allowed() -> bool:
    """Whether an owner allowed letters to name those who are new."""
    return installation().settings.names_in_letters


def are_named() -> bool:
    """Whether letters name those who are new: an owner allowed it, and there is a mail server to take them away."""
    return are_allowed() and installation().settings.smtp_url is not None
