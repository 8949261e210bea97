"""Refusals of imports of leads, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class LeadsTooMany(Refusal):
    """The file has too many bytes, rows or columns."""

    field = "file"
    sentence = _("A file of leads has 50 megabytes, 500,000 rows and 100 columns at most. Please divide it.")


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
