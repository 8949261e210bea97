"""Refusals of files, whoever takes them."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class FileRefused(Refusal):
    """The file is not one that is taken."""

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

    sentence = _(
        "This kind of file is not taken here. PDF, EPUB, ZIP, Office, PNG, JPEG, WebP, GIF, MP4, CSV, Markdown and "
        "plain text are."
    )


class FileUnpacksTooLarge(FileRefused):
    """An archive that would unpack to far more than it is."""

    sentence = _("This archive would unpack to far more than its size. It is not taken.")


class PictureNotRead(FileRefused):
    """A picture that is broken, or unfolds to far more than it is."""

    sentence = _("This picture cannot be read, or it is far too large. Please save it once more, smaller.")
