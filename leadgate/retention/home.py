"""What retention puts on the first page of the staff: sweeps that would take so much that somebody looks first."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import ngettext

from leadgate.foundation.house.staff_pages import HomeLine, HomePart, Told
from leadgate.retention import queries


def _held_back(_since: datetime) -> Sequence[Told]:
    number = len(queries.waiting_sweeps())
    if not number:
        return []
    said = ngettext("%(num)d sweep waits for somebody to look", "%(num)d sweeps wait for somebody to look", number)
    return [Told(said)]


HELD_BACK = HomeLine(HomePart.WAITS, "retention_office.index", _held_back)
