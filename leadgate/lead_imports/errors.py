"""Refusals of imports of leads, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class LeadsTooMany(Refusal):
    """The file has too many bytes, rows or columns."""

    field = "file"
    sentence = _("A file of leads has 250 megabytes, 1,000,000 rows and 100 columns at most. Please divide it.")


class NoSuchLeadImport(NotFound):
    """There is no import of that id."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class NoAddressColumn(Refusal):
    """No column is said to hold the addresses, or two say the same."""

    sentence = _("Please say which one column has the mail addresses, and choose no other meaning twice.")


class NoPurposeToImportFor(Refusal):
    """The purpose is not offered."""

    field = "purpose"
    sentence = _("Please choose what they agreed to.")


class ImportMovedOn(Refusal):
    """It is not as it was when the page was shown."""

    status = 409
    sentence = _("This import has moved on meanwhile. Please look at it again.")


class QuestionOver(Refusal):
    """Somebody was asked whether they want letters, and the question is over."""

    status = 410
    sentence = _(
        "This question is over, and nothing is kept of it. If you want to hear from us, please ask for it anew."
    )


class FileGone(NotFound):
    """The rows of a file are kept no longer, or not yet."""

    sentence = _("This file is kept no longer.")


class NotLookedThrough(Refusal):
    """Nobody knows yet what becomes of the lines."""

    status = 409
    sentence = _("This file has not been looked through yet. Please do that first.")


class LettersNeedSender(Refusal):
    """Letters that nobody asked for would leave without saying whose they are."""

    field = "asks"
    sentence = _(
        "A letter that asks people has to say whose it is. Please give your name and postal address in the settings "
        "first."
    )
