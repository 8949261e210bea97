"""What a group can be, and what people read for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext

from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

KEEPING_DECENT = lazy_gettext("keeping a group decent")
"""Why moderators write about people."""


class Admission(Words):
    """How one gets in."""

    OPEN = "open", _("At once, for everybody who agrees to the rules")
    REQUEST = "request", _("By request; a moderator decides")
    INVITATION = "invitation", _("By invitation only")
    HOLDERS = "holders", _("At once, for everybody who has the download it is about")


class Visibility(Words):
    """Who can see that it exists."""

    PUBLIC = "public", _("Everybody")
    LISTED = "listed", _("Whoever is signed in on their own page")
    HIDDEN = "hidden", _("Members and those who are invited; for all others it does not exist")


class GroupRole(Words):
    """What somebody is in a group."""

    MODERATOR = "moderator", _("moderator")
    OWNER = "owner", _("owner")


@dataclass(frozen=True, slots=True)
class Figures:
    """How many wait to be let into a group.

    Args:
        group_id: which.
        pending: who wait for a moderator.
        needs_answer: who wait until the applicant answers.
        oldest: since when the first of them waits, in UTC.
        usual_hours: how long an answer usually takes; None while too few were given.
    """

    group_id: UUID
    pending: int = 0
    needs_answer: int = 0
    oldest: datetime | None = None
    usual_hours: float | None = None
