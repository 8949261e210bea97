"""Refusals of files, whoever takes them."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal
from leadgate.foundation.files.sizes import lazy_size


class FileRefused(Refusal):
    """The file is not one that is taken."""

    field = "file"


class EmptyFile(FileRefused):
    """No bytes."""

    sentence = _("The file is empty. Please choose it once more.")


class NoFileChosen(FileRefused):
    """There is no file where one is needed."""

    sentence = _("No file is chosen. Please choose one; what you typed stays.")


class FileTooLarge(FileRefused):
    """Over the limit of this installation.

    Args:
        most_bytes: the limit.
    """

    status = 413

    def __init__(self, most_bytes: int) -> None:
        most = lazy_size(most_bytes)
        super().__init__(_("The file is larger than the %(most)s this site takes. Please make it smaller.", most=most))


class FileNotWhatItSays(FileRefused):
    """The content and the ending of the name disagree."""

    sentence = _(
        "The content of this file is not what its name says, or it is damaged. Please check it and name it rightly."
    )


class FileNamedWrongly(FileRefused):
    """A kind that is taken, under a name that does not say so.

    Args:
        ending: that would say so, with its dot.
    """

    def __init__(self, ending: str) -> None:
        super().__init__(
            _(
                "This is a %(ending)s file by its content, but its name does not end so. Please rename it.",
                ending=ending,
            )
        )


class FileKindRefused(FileRefused):
    """A kind of file that is not delivered."""

    sentence = _(
        "This kind of file is not taken here. PDF, EPUB, ZIP, Office, PNG, JPEG, WebP, GIF, MP4, M4A, MOV, CSV, "
        "Markdown and plain text are."
    )


class FileDamaged(FileRefused):
    """A PDF that breaks off, has no page, or that no reader can open."""

    sentence = _(
        "This PDF is damaged: it breaks off, or it has no page that can be opened. Please save or export it once more."
    )


class PictureDamaged(FileRefused):
    """A picture that breaks off, or that no reader of pictures knows."""

    sentence = _("This picture is damaged: it breaks off, or cannot be opened. Please save or export it once more.")


class FileUnpacksTooLarge(FileRefused):
    """An archive that would unpack to far more than it is."""

    sentence = _("This archive would unpack to far more than its size. It is not taken.")


class PictureNotRead(FileRefused):
    """A picture that is broken, or unfolds to far more than it is."""

    sentence = _("This picture cannot be read, or it is far too large. Please save it once more, smaller.")
