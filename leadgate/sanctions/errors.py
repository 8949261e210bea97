"""Refusals of sanctions, each with the sentence a person reads."""

from datetime import datetime

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal
from leadgate.foundation.wording import lazy_day


class NothingPressed(Refusal):
    """A form of the moderators without a decision."""

    sentence = _("Please press one of the buttons under the post.")


class NoSuchSanction(NotFound):
    """Unknown, over, another's, or another group's."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class Banned(Refusal):
    """The moderators have banned the person for a time."""

    status = 403

    def __init__(self, until: datetime) -> None:
        super().__init__(_("The moderators of this group have banned you until %(date)s.", date=lazy_day(until)))


class Muted(Refusal):
    """The moderators let the person say nothing for a time."""

    status = 403
    field = "body"

    def __init__(self, until: datetime) -> None:
        day = lazy_day(until)
        super().__init__(_("The moderators have muted you until %(date)s: you can read, and say nothing.", date=day))


class AnotherHasTo(Refusal):
    """This group wants two pairs of eyes."""

    status = 403
    sentence = _("This group wants a second pair of eyes: another moderator has to decide this.")


class AppealedAlready(Refusal):
    """One appeal for each decision."""

    status = 409
    sentence = _("You have appealed against this already. One appeal is read for each decision.")
