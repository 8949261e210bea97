"""Refusals of the assets room, each with the sentence a person reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoSuchAsset(NotFound):
    """Unknown, or not published: the two look alike."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class AssetOver(Refusal):
    """The asset was retired or its closing date has passed."""

    status = 410
    sentence = _("This download has ended. What we have now is on the front page.")


class NotOpenYet(Refusal):
    """Published, but its opening date is still to come."""

    status = 404
    sentence = _("This download is not open yet. Please come back later.")


class RequestOver(Refusal):
    """The opt-in expired, was called off, or never was."""

    status = 410
    sentence = _("This request has ended. You can simply ask for the download again.")


class GrantOver(Refusal):
    """The grant was revoked, has expired, or its downloads are used up."""

    status = 410
    sentence = _("This download link has ended. Sign in with your mail address to get a new one.")


class FileUnreachable(Refusal):
    """The file cannot be read from storage; the grant is not used up."""

    status = 503
    retry_after_seconds = 60
    sentence = _(
        "The file cannot be read right now, and that is our fault. Your link stays valid: please try again soon."
    )


class BadFieldKey(Refusal):
    """An asked field whose name is taken, twice, or not a name."""

    field = "asked"
    sentence = _("A key has small letters, digits and _ only, stands once, and is not one the form uses itself.")


class FileRefused(Refusal):
    """The file is not one that can be published."""

    field = "file"


class EmptyFile(FileRefused):
    """No bytes."""

    sentence = _("The file is empty. Please choose it once more.")


class FileTooLarge(FileRefused):
    """Over the limit of this installation."""

    status = 413
    sentence = _("The file is larger than this site takes. Please make it smaller.")


class FileNotWhatItSays(FileRefused):
    """The content and the ending of the name disagree."""

    sentence = _("The content of this file is not what its name says. Please check it and name it rightly.")


class FileKindRefused(FileRefused):
    """A kind of file that is not delivered."""

    sentence = _("This kind of file cannot be published. PDF, EPUB, ZIP, Office, PNG, JPEG, MP4, CSV and Markdown can.")


class FileUnpacksTooLarge(FileRefused):
    """An archive that would unpack to far more than it is."""

    sentence = _("This archive would unpack to far more than its size. It cannot be published.")
