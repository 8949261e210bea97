"""Forms of the report's page: looking at a part, and weighting."""

import re

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField, TextAreaField

from leadgate.foundation.web import forms
from leadgate.survey_reports.errors import SharesUnclear, ShareTwice

SHARE = re.compile(r"(?P<answer>.+?)[\s:：]+(?P<share>[0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*[%％]?")


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
