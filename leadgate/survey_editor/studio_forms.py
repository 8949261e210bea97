"""Forms of the studio's pages of surveys; what is typed about questions is read by `question_form`."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    FileField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from leadgate.foundation import languages
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import tidy
from leadgate.foundation.web.moments import MomentField
from leadgate.questions.wording import ITEMS
from leadgate.survey_editor.starters import STARTERS
from leadgate.surveys.definition import Layout, Sensitive


class NewSurvey(forms.PageForm):
    """Making a survey: empty, from one to start with, or from a file."""

    slug = StringField(
        _("Name in the address"), [InputRequired(_("Please give it a name, such as why-this-guide.")), Length(max=60)]
    )
    starter = SelectField(_("Start with"), choices=forms.options(STARTERS.items()), validate_choice=True)
    document = FileField(_("Or a file that was exported"))


class SurveyDocument(forms.PageForm):
    """A survey as text, for those who write it elsewhere."""

    document = TextAreaField(_("The survey as JSON"), [InputRequired(_("Please put the survey here."))])


class SurveySettingsForm(forms.PageForm):
    """What a survey is as a whole; its words are read by language."""

    languages = SelectMultipleField(_("Languages"), choices=forms.options(languages.NAMES.items()))
    layout = SelectField(_("How much stands on one page"), choices=forms.options_of(Layout))
    anonymous = BooleanField(_("Anonymous: nothing ties an answer to a person, and nobody can take it back"))
    asks_to_quote = BooleanField(_("Ask whether we may quote what they write"))
    sensitive = SelectField(
        _("When somebody writes about health, beliefs, or gives a number or an address"),
        choices=forms.options_of(Sensitive),
    )
    kept_days = IntegerField(
        _("Days until answers are deleted"), [InputRequired(_("Please say for how long.")), NumberRange(1, 3_650)]
    )

    def shape(self) -> dict[str, Any]:
        """What was chosen, by the names it has in a survey."""
        return {
            "languages": tuple(self.languages.data or ()),
            "layout": Layout(self.layout.data),
            "anonymous": bool(self.anonymous.data),
            "asks_to_quote": bool(self.asks_to_quote.data),
            "sensitive": Sensitive(self.sensitive.data),
            "kept_days": self.kept_days.data,
        }


class NewQuestion(forms.PageForm):
    """One more question."""

    kind = SelectField(_("Kind"), choices=forms.options(ITEMS.items()))
    words = StringField(_("Question"), [InputRequired(_("Please type the question.")), Length(max=500)])


class NewSection(forms.PageForm):
    """One more section."""

    words = StringField(_("Title of the section"), [InputRequired(_("Please give it a title.")), Length(max=200)])

    @property
    def title(self) -> str:
        """What was typed."""
        return tidy(self.words.data)


class Dates(forms.PageForm):
    """When answers are taken."""

    opens_at = MomentField(_("Opens"), [Optional()])
    closes_at = MomentField(_("Closes"), [Optional()])

    def dates(self) -> dict[str, Any]:
        """Both, in UTC."""
        return {"opens_at": self.opens_at.data, "closes_at": self.closes_at.data}
