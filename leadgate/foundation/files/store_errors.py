"""What can go wrong between a file and where it is kept."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class FileMissing(Exception):
    """The store does not have the file, or does not answer."""


class FileUnreachable(Refusal):
    """The file cannot be read from storage; whatever allowed to have it is not used up."""

    status = 503
    retry_after_seconds = 60
    sentence = _(
        "The file cannot be read right now, and that is our fault. Your link stays valid: please try again soon."
    )


class StorageFull(Refusal):
    """The store did not take the file: no space, or out of reach."""

    status = 503
    retry_after_seconds = 60
    sentence = _("The file could not be stored: no space is left, or the store is silent. Please try again later.")


class StoreSilent(Refusal):
    """The store does not answer."""

    status = 503
    retry_after_seconds = 60
    sentence = _("The place where files are kept does not answer. Please try again later.")
