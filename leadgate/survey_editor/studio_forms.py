"""Forms of the studio's pages of surveys; what is typed about questions is read by `form`."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import FileField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import tidy
from leadgate.foundation.web.moments import MomentField
from leadgate.survey_editor.starters import EMPTY, STARTERS


class NewSurvey(forms.PageForm):
    """Making a survey: empty, from one to start with, or from a file."""

    title = StringField(_("Title"), [Length(max=200)])
    starter = SelectField(_("Start with"), choices=forms.options(STARTERS.items()), validate_choice=True)
    document = FileField(_("Or a file"))
    slug = StringField(_("Name in the address"), [Length(max=60)])

    def validate_title(self, field: StringField) -> None:
        """What is begun empty has no title but this one."""
        if self.starter.data == EMPTY and not self.document.data and not tidy(field.data):
            raise ValidationError(_("Please give it a title."))


class SurveyDocument(forms.PageForm):
    """A survey as text, for those who write it elsewhere."""

    document = TextAreaField(_("The survey as JSON"), [InputRequired(_("Please put the survey here."))])


class Dates(forms.PageForm):
    """When answers are taken."""

    opens_at = MomentField(_("Opens"), [Optional()])
    closes_at = MomentField(_("Closes"), [Optional()])

    def dates(self) -> dict[str, Any]:
        """Both, in UTC."""
        return {"opens_at": self.opens_at.data, "closes_at": self.closes_at.data}
