"""The refusals of invitations, with the sentences people read."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class InvitationOver(Refusal):
    """Used, used up, taken back, refused, or too old."""

    status = 410
    sentence = _("This invitation has ended. Ask whoever invited you for a new one.")


class TooManyAddresses(Refusal):
    """More addresses were typed than one form takes."""

    field = "email"

    def __init__(self, typed: int, most: int) -> None:
        super().__init__(
            _(
                "These are %(typed)s addresses; we take up to %(most)s at a time. Please send the rest afterwards.",
                typed=typed,
                most=most,
            )
        )
