"""Refusals of the groups room, each with the sentence a person reads."""

from datetime import datetime

from flask_babel import LazyString, format_date, ngettext
from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


def _day(moment: datetime) -> LazyString:
    """A day as its reader writes it, which is known only where somebody reads."""
    return LazyString(format_date, moment)


class TooManyFiles(Refusal):
    """More files on one post than it takes."""

    field = "file"
    sentence = _("A post takes four files at most. Please leave some out, or write a second one.")


class NoSuchGroup(NotFound):
    """Unknown, or not for the one who asks: the two look alike on purpose."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class NoSuchRequest(NotFound):
    """Unknown, or another group's."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class GroupClosed(Refusal):
    """The group has ended."""

    status = 410
    sentence = _("This group has ended and takes nobody in any more.")


class NotToday(Refusal):
    """The group takes requests on other days."""

    sentence = _("This group takes requests on certain days only, and today is none of them. They stand above.")


class GroupFull(Refusal):
    """As many members as it wants."""

    sentence = _("This group is full at the moment. Somebody has to leave before it can take you in.")


class QueueFull(Refusal):
    """More people wait than the moderators can answer."""

    sentence = _("So many people wait for an answer that we cannot promise you one. Please come back in some days.")


class ByInvitation(Refusal):
    """One gets in by invitation only."""

    sentence = _("One gets into this group by invitation only.")


class HoldersOnly(Refusal):
    """One has to hold what the group is about."""

    sentence = _("This group is for people who have the download it is about. Get it first, then ask again.")


class ClosesTooSoon(Refusal):
    """Too short a time for members to take with them what they said."""

    field = "days"
    sentence = _("Please give everybody at least fourteen days to take with them what they have said.")


class RulesNotAccepted(Refusal):
    """The box under the rules is empty."""

    field = "rules"
    sentence = _("Please read the rules and tick the box: everybody in the group has agreed to them.")


class NameTaken(Refusal):
    """Somebody in the group has this name, or one that looks like it."""

    field = "name"
    sentence = _("Somebody in this group has this name, or one that looks just like it. Please choose another.")


class WaitsAlready(Refusal):
    """The person's request waits already."""

    status = 409
    sentence = _("You have asked already, and your request waits. You can see and change it on its own page.")


class MemberAlready(Refusal):
    """The person belongs to the group."""

    status = 409
    sentence = _("You belong to this group already.")


class NotYetAgain(Refusal):
    """The group was asked not long ago, and has said no."""

    def __init__(self, again_from: datetime) -> None:
        super().__init__(_("This group has answered you. You can ask again from %(date)s.", date=_day(again_from)))


class RequestEnded(Refusal):
    """There is nothing to prove, change or take back any more."""

    status = 410
    sentence = _("This request has ended. You can simply ask the group again.")


class DecidedMeanwhile(Refusal):
    """Somebody else was quicker, or the person took their request back."""

    status = 409
    sentence = _("Nothing was changed: this request was decided, changed or taken back meanwhile. Please look again.")


class TooLateToUndo(Refusal):
    """The person has heard of the decision."""

    status = 409
    sentence = _("It is too late to undo this: the person has been told. You can still reverse the decision.")


class ReasonNeeded(Refusal):
    """Declined without a reason that the person could read."""

    field = "reason"
    sentence = _("Please say why, in words the person will read.")


class ConsentChanged(Refusal):
    """The rules or the wording of membership changed while the person waited."""

    status = 409
    sentence = _("The rules or the wording have changed since this person asked: they are asked to agree again first.")


class LastOwner(Refusal):
    """A group always has somebody who answers for it."""

    status = 409
    sentence = _("A group needs an owner. Hand it over to somebody first.")


class NotForYourself(Refusal):
    """A moderator decides on their own request."""

    status = 403
    sentence = _("You cannot decide on your own request. Another moderator has to.")


class NoSuchPost(NotFound):
    """Unknown, another's, or in another group."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class NothingSaid(Refusal):
    """An empty post."""

    field = "body"
    sentence = _("Please type what you want to say.")


class NothingPressed(Refusal):
    """A form of the moderators without a decision."""

    sentence = _("Please press one of the buttons under the post.")


class InvitationOver(Refusal):
    """Used, used up, taken back, refused, or too old."""

    status = 410
    sentence = _("This invitation has ended. Ask whoever invited you for a new one.")


class NoSuchMember(NotFound):
    """Unknown, gone, or another group's."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class NoSuchSanction(NotFound):
    """Unknown, over, another's, or another group's."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class Banned(Refusal):
    """The moderators have banned the person for a time."""

    status = 403

    def __init__(self, until: datetime) -> None:
        super().__init__(_("The moderators of this group have banned you until %(date)s.", date=_day(until)))


class Muted(Refusal):
    """The moderators let the person say nothing for a time."""

    status = 403
    field = "body"

    def __init__(self, until: datetime) -> None:
        sentence = _("The moderators have muted you until %(date)s: you can read, and say nothing.", date=_day(until))
        super().__init__(sentence)


class TooFast(Refusal):
    """Somebody new says much at once, in a group that is slow for the new."""

    status = 429
    field = "body"

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes
        super().__init__(LazyString(self._in_words))

    def _in_words(self) -> str:
        return str(
            ngettext(
                "While you are new here, please wait a minute between two posts.",
                "While you are new here, please wait %(num)s minutes between two posts.",
                self.minutes,
            )
        )


class AnotherHasTo(Refusal):
    """This group wants two pairs of eyes."""

    status = 403
    sentence = _("This group wants a second pair of eyes: another moderator has to decide this.")


class AppealedAlready(Refusal):
    """One appeal for each decision."""

    status = 409
    sentence = _("You have appealed against this already. One appeal is read for each decision.")
