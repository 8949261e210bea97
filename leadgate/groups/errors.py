"""Refusals of the groups room, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchGroup(NotFound):
    """Unknown, or not for the one who asks: the two look alike on purpose."""

    sign_in_at = "visitor"
    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class GroupClosed(Refusal):
    """The group has ended."""

    status = 410
    sentence = _("This group has ended and takes nobody in any more.")


class ClosesTooSoon(Refusal):
    """Too short a time for members to take with them what they said."""

    field = "days"
    sentence = _("Please give everybody at least fourteen days to take with them what they have said.")


class NameTaken(Refusal):
    """Somebody in the group has this name, or one that looks like it."""

    field = "name"
    sentence = _("Somebody in this group has this name, or one that looks just like it. Please choose another.")


class LastGroupOwner(Refusal):
    """A group always has somebody who answers for it."""

    status = 409
    sentence = _("A group needs an owner. Hand it over to somebody first.")


class NothingSaid(Refusal):
    """An empty post."""

    field = "body"
    sentence = _("Please type what you want to say.")


class NoSuchMember(NotFound):
    """Unknown, gone, or another group's."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class GroupFull(Refusal):
    """As many members as it wants."""

    sentence = _("This group is full at the moment. Somebody has to leave before it can take you in.")


class MemberAlready(Refusal):
    """The person belongs to the group."""

    status = 409
    sentence = _("You belong to this group already.")


class ReasonNeeded(Refusal):
    """A moderator decides about somebody without a reason that the person could read."""

    field = "reason"
    sentence = _("Please say why, in words the person will read.")
