"""Refusals of joining, each with the sentence a person reads."""

from datetime import datetime

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal
from leadgate.foundation.wording import lazy_day


class NoSuchRequest(NotFound):
    """Unknown, or another group's."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class NotToday(Refusal):
    """The group takes requests on other days."""

    sentence = _("This group takes requests on certain days only, and today is none of them. They stand above.")


class QueueFull(Refusal):
    """More people wait than the moderators can answer."""

    sentence = _("So many people wait for an answer that we cannot promise you one. Please come back in some days.")


class ByInvitation(Refusal):
    """One gets in by invitation only."""

    sentence = _("One gets into this group by invitation only.")


class HoldersOnly(Refusal):
    """One has to hold what the group is about."""

    sentence = _("This group is for people who have the download it is about. Get it first, then ask again.")


class RulesNotAccepted(Refusal):
    """The box under the rules is empty."""

    field = "rules"
    sentence = _("Please read the rules and tick the box: everybody in the group has agreed to them.")


class WaitsAlready(Refusal):
    """The person's request waits already."""

    status = 409
    sentence = _("You have asked already, and your request waits. You can see and change it on its own page.")


class NotYetAgain(Refusal):
    """The group was asked not long ago, and has said no."""

    def __init__(self, again_from: datetime) -> None:
        super().__init__(_("This group has answered you. You can ask again from %(date)s.", date=lazy_day(again_from)))


class RequestEnded(Refusal):
    """There is nothing to prove, change or take back any more."""

    status = 410
    sentence = _(
        "This request has ended. You can simply ask the group again. If you told us that it was not you, we write to "
        "this address again a week after that."
    )


class DecidedMeanwhile(Refusal):
    """Somebody else was quicker, or the person took their request back."""

    status = 409
    sentence = _("Nothing was changed: this request was decided, changed or taken back meanwhile. Please look again.")


class TooLateToUndo(Refusal):
    """The person has heard of the decision."""

    status = 409
    sentence = _("It is too late to undo this: the person has been told. You can still reverse the decision.")


class ConsentChanged(Refusal):
    """The rules or the wording of membership changed while the person waited."""

    status = 409
    sentence = _("The rules or the wording have changed since this person asked: they are asked to agree again first.")


class NotForYourself(Refusal):
    """A moderator decides on their own request."""

    status = 403
    sentence = _("You cannot decide on your own request. Another moderator has to.")
