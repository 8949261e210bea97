"""Refusals of the people room."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class ErasedMeanwhile(Refusal):
    """The person was erased after they had asked for this."""

    status = 410
    sentence = _("Everything under this address was erased after you had asked. If you want it again, please ask anew.")


class FormTooFast(Refusal):
    """The form was filled in faster than people type."""

    status = 422
    sentence = _("That was very quick. Please wait a few seconds and press the button once more; nothing is lost.")


class ThrowAway(Refusal):
    """The address belongs to a throw-away service and this installation refuses those."""

    field = "email"
    sentence = _("Mail to this service is thrown away after a while. Please use an address you keep; a mask is fine.")


class ThrowAwayWarning(Refusal):
    """As above, where the installation only warns."""

    field = "email"
    sentence = _(
        "Mail to this service is often thrown away. If you want to use it all the same, press the button again."
    )


class Mistyped(Refusal):
    """The address is one slip away from a service many people use; asked once, for it may be right."""

    field = "email"

    def __init__(self, meant: str) -> None:
        super().__init__(_("Did you mean %(address)s? If yours is right as it is, send it once more.", address=meant))


class GuardianNeeded(Refusal):
    """A child's form without a guardian's address."""

    field = "guardian_email"
    sentence = _("Please ask a parent or guardian for their mail address: they have to say yes first.")


class GuardianIsChild(Refusal):
    """The guardian's address is the child's own."""

    field = "guardian_email"
    sentence = _("This has to be the address of a parent or guardian, not your own.")


class GuardianNotAnAddress(Refusal):
    """What was typed cannot be a mail address."""

    field = "guardian_email"
    sentence = _("This does not look like a mail address. It should look like name@example.org.")


class LinkUsed(Refusal):
    """The link was used, or is older than ten minutes."""

    status = 410
    sentence = _("This sign-in link was used already or is too old. Ask for a new one; it takes a moment.")


class ChangeOver(Refusal):
    """The change was done, called off, or is too old."""

    status = 410
    sentence = _("This change of address was made already, or is too old. Start it anew from your own page.")


class WrongCode(Refusal):
    """Not the six digits that were sent."""

    is_guess = True
    field = "code"
    sentence = _("These are not the six digits from our newest mail. Please look once more.")


class NoMoreTries(Refusal):
    """The code was guessed too often; the link still works."""

    status = 429
    field = "code"
    sentence = _("The code was tried too often. Please use the link in the mail instead.")
