"""Forms of the report's page: looking at a part, weighting, taking the answers along."""

import re

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField

from leadgate.foundation.web import forms
from leadgate.survey_reports.answer_writers import WRITERS
from leadgate.survey_reports.errors import SharesUnclear, ShareTwice

SHARE = re.compile(r"(?P<answer>.+?)[\s:：]+(?P<share>[0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*[%％]?")
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


class PartForm(forms.PageForm):
    """Looking at a part of those who answered."""

    part = SelectField(_("Only those who answered"), validate_choice=False)


class WeightForm(forms.PageForm):
    """How the answers to a question are really spread."""

    question = HiddenField()
    shares = TextAreaField(_("Share of each answer, one a line, as in: bread 60"))

    def read(self, offered: dict[str, str]) -> dict[str, float]:
        """The shares by code, in per cent as they were typed; none where the field is empty.

        Args:
            offered: the code of each answer by its words.

        Raises:
            SharesUnclear: a line is no answer of the question, or no share.
            ShareTwice: two lines are about the same answer.
        """
        found: dict[str, float] = {}
        for line in (self.shares.data or "").strip().splitlines():
            parts = SHARE.fullmatch(line.strip())
            code = offered.get(parts["answer"].casefold()) if parts else None
            if parts is None or code is None:
                raise SharesUnclear(line)
            if code in found:
                raise ShareTwice(line)
            found[code] = float(parts["share"].replace(",", "."))
        return found


class AnswersForm(forms.PageForm):
    """Taking the answers along."""

    aim = RadioField(_("What for"), choices=forms.options(AIMS.items()), default="learn")
    unfinished = BooleanField(_("With those who did not finish"))
    format = SelectField(_("As"), choices=forms.options(FORMATS.items()))
