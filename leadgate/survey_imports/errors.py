"""Refusals of imports, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NotATable(Refusal):
    """The file is no table we can read."""

    field = "file"
    sentence = _(
        "This file cannot be read as a table. It should be CSV (UTF-8) or XLSX, with the names of the columns on top."
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


class OldWorkbook(NotATable):
    """It is a workbook of Excel before 2007."""

    sentence = _("This is a workbook in the old format of Excel (.xls). Please save it as XLSX, or as CSV UTF-8.")


class UnknownLetters(NotATable):
    """It is in no encoding that is sure."""

    sentence = _("Nothing tells in which letters this file is written. Please save it anew as CSV UTF-8, or as XLSX.")


class QuoteAstray(Refusal):
    """A quotation mark would take what follows into one cell.

    Args:
        line: of the file, in which the row begins.
    """

    field = "file"

    def __init__(self, line: int) -> None:
        super().__init__(
            _(
                "In line %(line)d a quotation mark stands astray: what follows it would become one cell. Within a cell"
                " in quotation marks each is written twice.",
                line=line,
            )
        )


class ReadTwice(Refusal):
    """Two columns are said to be the same.

    Args:
        label: what both are read as.
    """

    status = 409

    def __init__(self, label: str) -> None:
        super().__init__(
            _(
                "Two columns are read as “%(label)s”. Please choose one of them, and something else for the other.",
                label=label,
            )
        )


class DoubtsOpen(Refusal):
    """Something about the columns may not be meant as it is read, and nobody has said that it is."""

    status = 409
    sentence = _("Please look at what is doubtful about this file, and say that it is meant so, before it is taken in.")


class AllHere(Refusal):
    """Each row that can be kept says what a response says that is here already."""

    status = 409
    sentence = _("All rows of this file say the same as responses that are here already.")


class MixedWithAnonymous(Refusal):
    """The survey is anonymous, and somebody answered it here or still may."""

    status = 409
    sentence = _(
        "This survey is anonymous: whoever has the file could take its rows from the figures and read what the others"
        " said. Bring it into a survey that nobody has answered here, once that is taken down."
    )
