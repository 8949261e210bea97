"""The first page of the staff: what waits, what is new since yesterday, and what is next, each for whom it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import current_app, url_for
from flask_babel import ngettext

from leadgate.foundation.background import backlog
from leadgate.foundation.house.staff_pages import HomeLine, HomePart, Told
from leadgate.foundation.installation import installation
from leadgate.foundation.local_time import midnight, today
from leadgate.foundation.permissions import permission_of
from leadgate.foundation.web.ways import may_use


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A sentence with the page it leads to."""

    told: Told
    path: str


def since() -> datetime:
    """When yesterday began, here."""
    return midnight(today() - timedelta(days=1))


def lines() -> dict[HomePart, list[ShownLine]]:
    """What there is to tell whoever is signed in, part by part; a part without a line is missing."""
    mine = [line for line in installation().house.provided("home_lines") if may_use(line.endpoint)]
    # What few may do is theirs to do, so it comes first: an officer's requests before a marketer's figures.
    mine.sort(key=lambda line: len(_roles(line)))
    began = since()
    found = {part: [one for line in mine if line.part is part for one in _shown(line, began)] for part in HomePart}
    return {part: those for part, those in found.items() if those}


def _roles(line: HomeLine) -> frozenset[str]:
    needed = permission_of(current_app.view_functions[line.endpoint])
    return needed.roles if needed else frozenset()


def _shown(line: HomeLine, began: datetime) -> Iterator[ShownLine]:
    for told in line.told(began):
        yield ShownLine(told, url_for(line.endpoint, **told.values))


def _refused(_since: datetime) -> Sequence[Told]:
    number = backlog.refused_count()
    if not number:
        return []
    return [Told(ngettext("%(num)d letter was refused for good", "%(num)d letters were refused for good", number))]


REFUSED_MAIL = HomeLine(HomePart.WAITS, "studio_home.mail", _refused)
