"""Telling: letters to those who want to hear of new leads, at once (one an hour at most) or each morning."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from sqlalchemy import delete

from leadgate.assets import figures as assets
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.local_time import at_hour, midnight, today
from leadgate.foundation.mail.letters import put_letter
from leadgate.lead_notifications import queries
from leadgate.lead_notifications.actions.choosing import APART
from leadgate.lead_notifications.models import NewsLetter, NotifiedOf
from leadgate.lead_notifications.types import NotificationPace

AT = 8
"""The hour at which what came the day before is told."""
KEPT = timedelta(days=3)
"""What a letter tells is kept until it has left for sure."""


@action
def tell_due() -> None:
    """Write to everybody for whom there is something new and due; again, or twice at once, writes once."""
    session().execute(delete(NewsLetter).where(NewsLetter.made_at < clock.now() - KEPT))
    known = [one.id for one in assets.current()]
    for account, paces in queries.everybody().items():
        _tell_at_once(account, queries.assets_at(paces, NotificationPace.AT_ONCE, known))
        _tell_yesterday(account, queries.assets_at(paces, NotificationPace.DAILY, known))


def _tell_at_once(account: UUID, chosen: Collection[UUID]) -> None:
    heard = locked(NotifiedOf, account)
    if not chosen or heard is None or clock.now() < heard.at + APART:
        return
    now = queries.counted(chosen, heard.day)
    told: queries.News = {(day, asset, step, origin): count for day, asset, step, origin, count in heard.counts}
    news = {key: more for key, count in now.items() if (more := count - told.get(key, 0)) > 0}
    if news:
        named = (heard.since, clock.now())
        heard.at, heard.since, heard.day = clock.now(), clock.now(), today()
        heard.counts = [[*key, count] for key, count in now.items() if key[0] >= f"{today()}"]
        _write(new_id(), account, news, named)


def _tell_yesterday(account: UUID, chosen: Collection[UUID]) -> None:
    if not chosen or clock.now() < at_hour(today(), AT):
        return
    day = today() - timedelta(days=1)
    letter = uuid5(account, f"{day}")
    news = {key: count for key, count in queries.counted(chosen, day).items() if key[0] == f"{day}"}
    if news and queries.letter(letter) is None:
        _write(letter, account, news, (midnight(day), midnight(today())))


def _write(letter: UUID, account: UUID, news: queries.News, named: tuple[datetime | None, datetime]) -> None:
    rows = [[*key, count] for key, count in sorted(news.items())]
    (since, until), now = named, clock.now()
    add_row(NewsLetter, id=letter, account_id=account, made_at=now, since=since, until=until, looked_at=None, news=rows)
    put_letter("lead_notifications/news", f"{letter}", news=letter)
