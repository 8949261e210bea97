"""The refusal of invitations, with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class InvitationOver(Refusal):
    """Used, used up, taken back, refused, or too old."""

    status = 410
    sentence = _("This invitation has ended. Ask whoever invited you for a new one.")
