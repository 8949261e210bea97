"""The form by which answers are taken along."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField

from leadgate.foundation.web import forms
from leadgate.survey_exports.answer_writers import WRITERS

FORMATS = {
    "xlsx": _("XLSX, for Excel and LibreOffice"),
    "csv": _("CSV, for any spreadsheet"),
    "sav": _("SAV, for SPSS, PSPP, R and Stata, with all labels"),
    "spss": _("CSV with a syntax file for SPSS and PSPP"),
    "json": _("JSON, for programs"),
}
AIMS = {
    "learn": _("To learn from them ourselves: every answer, but nothing sensitive"),
    "show": _("To show them to others: only of those who agree to be quoted"),
}
assert set(FORMATS) == set(WRITERS)


class AnswersForm(forms.PageForm):
    """Taking the answers along."""

    aim = RadioField(_("What for"), choices=forms.options(AIMS.items()), default="learn")
    unfinished = BooleanField(_("With those who did not finish"))
    format = SelectField(_("As"), choices=forms.options(FORMATS.items()))
