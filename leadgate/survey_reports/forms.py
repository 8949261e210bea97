"""Forms of the report's page: looking at a part, and weighting."""

import re
from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, SelectField, TextAreaField
from wtforms.validators import Optional

from leadgate.foundation.web import forms
from leadgate.survey_analysis import parts
from leadgate.survey_reports.errors import SharesUnclear, ShareTwice

SHARE = re.compile(r"(?P<answer>.+?)[\s:：]+(?P<share>[0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*[%％]?")


class PartForm(forms.PageForm):
    """Looking at a part of those who answered."""

    part = SelectField(_("Only those who answered"), validate_choice=False)
    second = SelectField(_("and"), validate_choice=False)
    third = SelectField(_("and"), validate_choice=False)
    first_day = DateField(_("Answered from"), validators=[Optional()])
    last_day = DateField(_("until"), validators=[Optional()])

    def named(self) -> str:
        """The part that was asked for, by its name; empty for everybody."""
        chosen = [one.data for one in (self.part, self.second, self.third) if one.data]
        conditions = [pair for one in chosen for pair in parts.conditions_of(one)]
        first, last = (f"{day.data:%Y-%m-%d}" if day.data else "" for day in (self.first_day, self.last_day))
        days = [(parts.DAYS, f"{first}{parts.TO}{last}")] if first or last else []
        return parts.joined([*conditions, *days])

    def show(self, part: str) -> None:
        """Fill in what a part is made of."""
        fields = iter((self.part, self.second, self.third))
        for name, code in parts.conditions_of(part):
            span = parts.days_of(code) if name == parts.DAYS else None
            if span:
                self.first_day.data, self.last_day.data = (None if day in (date.min, date.max) else day for day in span)
            elif field := next(fields, None):
                field.data = parts.joined([(name, code)])


class TableForm(forms.PageForm):
    """A table of one's own choosing."""

    rows = SelectField(_("In the rows"), validate_choice=False)
    columns = SelectField(_("In the columns"), validate_choice=False)


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
