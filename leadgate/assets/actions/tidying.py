"""Tidying: adding up the funnel's rows, and letting go of mails kept for people who are gone."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from leadgate.assets.models import FunnelCount
from leadgate.foundation import clock, kept_mail
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.ids import new_id

SETTLED = timedelta(days=2)


def tidy() -> None:
    """Do both; again changes nothing."""
    add_up()
    kept_mail.forget_the_gone()


@action
def add_up() -> None:
    """Replace the many rows of a past day by one per step and source."""
    before = (clock.now() - SETTLED).date()
    same = (FunnelCount.asset_id, FunnelCount.day, FunnelCount.step, FunnelCount.source)
    many = (
        select(*same, func.sum(FunnelCount.count))
        .where(FunnelCount.day < before)
        .group_by(*same)
        .having(func.count() > 1)
    )
    for asset, day, step, source, total in session().execute(many).all():
        mine = (
            FunnelCount.asset_id == asset,
            FunnelCount.day == day,
            FunnelCount.step == step,
            FunnelCount.source == source,
        )
        session().execute(delete(FunnelCount).where(*mine))
        row = {"id": new_id(), "asset_id": asset, "day": day, "step": step, "source": source, "count": int(total)}
        add_rows(FunnelCount, row)
