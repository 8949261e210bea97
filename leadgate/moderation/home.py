"""What moderation puts on the first page of the staff, and the groups a search finds for those who run them."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import ngettext
from flask_login import current_user

from leadgate.foundation import clock
from leadgate.foundation.house.staff_pages import MOST_HITS, Finder, FoundThing, HomeLine, HomePart, Told
from leadgate.foundation.permissions import Role
from leadgate.foundation.words import text as _
from leadgate.groups import queries as groups
from leadgate.groups.types import GroupRow
from leadgate.moderation import queue, waiting
from leadgate.moderation.filters import OVERDUE


def _mine() -> Sequence[GroupRow]:
    return groups.run_by(current_user.id, every=current_user.role == Role.OWNER)


def _waiting(_since: datetime) -> Sequence[Told]:
    mine = _mine()
    (asked, oldest), content = queue.pending_in([one.id for one in mine]), waiting.of_groups(mine).values()
    posts = sum(one.posts + one.reports for one in content)
    cases = sum(one.bans + one.appeals for one in content)
    told = []
    if oldest:
        said = ngettext("%(num)d request to join waits", "%(num)d requests to join wait", asked)
        told.append(Told(said, is_late=oldest < clock.now() - OVERDUE))
    if posts:
        told.append(Told(ngettext("%(num)d post waits to be looked at", "%(num)d posts wait to be looked at", posts)))
    if cases:
        told.append(Told(ngettext("%(num)d ban or appeal waits", "%(num)d bans and appeals wait", cases)))
    return told


def _named(typed: str) -> Sequence[FoundThing]:
    wanted = typed.casefold()
    fits = [one for one in _mine() if wanted in one.title.casefold() or wanted in one.slug]
    return [FoundThing(one.title, {"slug": one.slug}, language=one.language) for one in fits[:MOST_HITS]]


WAITING = HomeLine(HomePart.WAITS, "moderation.index", _waiting)
RUN_GROUPS = Finder(_("Groups you run"), "moderation_requests.waiting", _named)
