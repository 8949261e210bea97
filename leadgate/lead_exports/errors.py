"""Refusals of the room of exported leads, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class NobodyToExport(Refusal):
    """Nobody who was chosen agrees to the purpose."""

    field = "purpose"
    sentence = _("Nobody who is chosen may be written to for this now, so there is nothing to export.")


class NoColumns(Refusal):
    """No column was chosen."""

    field = "columns"
    sentence = _("Please choose what stands in the file.")


class NobodyMayTake(Refusal):
    """The account there is none of, or that may not take leads along."""

    sentence = _("Nobody of that address may export leads. Please name the account of a marketer or an owner.")


class NotOneOfOurMarks(Refusal):
    """A mark that stands in no file from here beside this address."""

    field = "mark"
    sentence = _("No file from here has this mark beside this address.")
