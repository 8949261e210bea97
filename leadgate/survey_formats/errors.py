"""Refusals of files of other programs, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class NotALimeSurvey(Refusal):
    """It is XML, and not the structure of a survey."""

    field = "document"
    sentence = _("This is not a survey of LimeSurvey. In LimeSurvey take “Export”, “Survey structure (.lss)”.")


class NotAnXlsForm(Refusal):
    """It is a workbook, and not a form."""

    field = "document"
    sentence = _("This workbook is not an XLSForm: it needs a sheet “survey” with the columns “type” and “name”.")


class TooLargeForForm(Refusal):
    """More than a survey is, packed or unpacked."""

    field = "document"
    sentence = _("This file holds more than a survey does. Thirty megabytes, also unpacked, are the most.")
