"""What incidents put on the first page of the staff: what was noticed, and the 72 hours that run."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from flask_babel import gettext, ngettext

from leadgate.foundation.house.staff_pages import HomeLine, HomePart, Told
from leadgate.incidents import queries, standing


def _noticed(_since: datetime) -> Sequence[Told]:
    number = len(queries.open_alerts())
    if not number:
        return []
    said = ngettext("%(num)d alert nobody has looked at", "%(num)d alerts nobody has looked at", number)
    return [Told(said, is_late=True)]


def _running(_since: datetime) -> Sequence[Told]:
    return [
        Told(_said(one.title, standing.left(one)), is_late=True, values={"incident_id": one.id})
        for one in queries.open_incidents()
        if standing.authority_must_hear(one) and one.authority_told_at is None
    ]


def _said(title: str, left: timedelta) -> str:
    hours = int(left / timedelta(hours=1))
    if hours < 0:
        return str(gettext("%(title)s: the 72 hours to tell the authority are over", title=title))
    said = ngettext(
        "%(title)s: %(num)d hour left to tell the authority",
        "%(title)s: %(num)d hours left to tell the authority",
        hours,
        title=title,
    )
    return str(said)


NOTICED = HomeLine(HomePart.WAITS, "incidents_office.index", _noticed)
RUNNING = HomeLine(HomePart.WAITS, "incidents_office.one", _running)
