"""Choosing when one hears of new leads."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete

from leadgate.assets import figures as assets
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.local_time import today
from leadgate.lead_notifications import queries
from leadgate.lead_notifications.models import NotificationChoice, NotifiedOf
from leadgate.lead_notifications.types import NotificationPace

APART = timedelta(hours=1)
"""Letters at once are at least so far from each other."""


@action
def choose(account: UUID, paces: queries.Paces) -> None:
    """Hear of new leads as chosen, from now on; what came before is no news of what was not heard of.

    Args:
        account: whose choice it is.
        paces: by asset, and by `types.EVERY` for all others; what is missing is as for all.
    """
    known = [one.id for one in assets.current()]
    before = queries.assets_at(queries.paces_of(account), NotificationPace.AT_ONCE, known)
    added = [asset for asset in queries.assets_at(paces, NotificationPace.AT_ONCE, known) if asset not in before]
    session().execute(delete(NotificationChoice).where(NotificationChoice.account_id == account))
    for asset, pace in paces.items():
        add_row(NotificationChoice, account_id=account, asset_id=asset, pace=pace.value)
    heard = session().get(NotifiedOf, account)
    since = heard.day if heard and before else today()
    rows = [[*key, count] for key, count in queries.counted(added, since).items()]
    if heard is None:
        add_row(NotifiedOf, account_id=account, at=clock.now() - APART, since=clock.now(), day=since, counts=rows)
    else:
        heard.since = clock.now()
        heard.day, heard.counts = since, [*(heard.counts if before else []), *rows]
