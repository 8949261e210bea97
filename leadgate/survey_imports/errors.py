"""Refusals of imports, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NotATable(Refusal):
    """The file is no table we can read."""

    field = "file"
    sentence = _(
        "This file cannot be read as a table. It should be CSV (UTF-8) or XLSX, with the names of the columns in the"
        " first line."
    )


class TableTooLarge(Refusal):
    """It has too many bytes, rows or columns."""

    field = "file"
    sentence = _(
        "A file of responses has ten megabytes, 10,000 rows, 300 columns and 500,000 cells at most. Please divide it."
    )


class NoSuchImport(NotFound):
    """No import of this survey has that id, or it is somebody else's that waits."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")


class ImportedBefore(Refusal):
    """The very same file was taken in before."""

    status = 409
    sentence = _("This file was taken in before. Its responses would count twice; take the earlier import out first.")


class NothingToImport(Refusal):
    """No row of it can be kept."""

    status = 409
    sentence = _("No row of this file can be kept as its columns are read now.")


class TooFewToImport(Refusal):
    """So few rows that the figures before and after would tell what they say."""

    status = 409
    sentence = _(
        "There are figures of this survey already, and fewer than five responses more would tell what these say. Five"
        " can be taken in together."
    )


class NotWaiting(Refusal):
    """It is taken in already, or its file is gone."""

    status = 409
    sentence = _("This file is not there any more: it was taken in, or a day has passed. Please send it again.")


class ImportInUse(Refusal):
    """Something hangs on its responses."""

    status = 409
    sentence = _("Coders have decided about answers of this import, so it cannot be taken out any more.")


class TooFewToTakeOut(Refusal):
    """So few are left of it that the figures before and after would tell what they say."""

    status = 409
    sentence = _("Fewer than five responses are left of this import; figures without them would tell what they say.")
