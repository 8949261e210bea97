"""What files of leads put on the first page: who left since, so that a file is made anew and the old one deleted."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import ngettext

from leadgate.foundation.house.staff_pages import HomeLine, HomePart, Told
from leadgate.lead_exports import queries


def _left(since: datetime) -> Sequence[Told]:
    left = sum(queries.left_since(queries.exports(), since).values())
    if not left:
        return []
    sentence = ngettext(
        "%(num)d line of an exported file is of somebody who no longer agrees: export anew, delete the old file",
        "%(num)d lines of exported files are of people who no longer agree: export anew, delete the old files",
        left,
    )
    return [Told(sentence)]


LEFT = HomeLine(HomePart.NEWS, "lead_exports.index", _left)
