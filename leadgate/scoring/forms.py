"""What a good lead is, as marketers say it, and lists of who bought."""

from uuid import UUID

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import Form, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from leadgate.attributes import activities
from leadgate.consent.queries import all_offers
from leadgate.consent.types import Need
from leadgate.foundation import languages
from leadgate.foundation.web.forms import PageForm
from leadgate.scoring.attribute_wording import wording
from leadgate.scoring.errors import NotAGoal


class GoalForm(PageForm):
    """One more goal."""

    does = SelectField(_("A good lead is somebody who comes to"), validate_choice=False)
    within_days = IntegerField(
        _("Within how many days after they came"), [InputRequired(NotAGoal.sentence)], default=90
    )
    known_days = IntegerField(
        _("Foretold from what was known how many days after they came"), [InputRequired(NotAGoal.sentence)], default=7
    )
    traits = SelectMultipleField(_("What to look at"), validate_choice=False)


def goal_form() -> GoalForm:
    """The form, with what can be chosen."""
    form = GoalForm()
    form.does.choices, form.traits.choices = activities.choices(), wording().choices()
    if not form.is_submitted():
        form.traits.data = [name for name, _label in form.traits.choices]
    return form


class BuyersForm(PageForm):
    """A list from a shop."""

    file = FileField(_("A CSV file: a mail address on each line, and beside it the day"))

    def content(self) -> bytes:
        """What was sent; nothing where nothing was."""
        return self.file.data.read() if self.file.data else b""


class ForForm(Form):  # type: ignore[misc]
    """For what people are looked for, as the address says."""

    purpose = SelectField(_("Who agreed to"), validate_choice=False)
    tenth = SelectField(_("Of all who are compared"), validate_choice=False, coerce=int, default=1)

    @property
    def chosen(self) -> UUID | None:
        """The purpose; the first of all where none is named."""
        known = [value for value, _label in self.purpose.choices]
        value = self.purpose.data if self.purpose.data in known else next(iter(known), None)
        return UUID(value) if value else None


def for_form() -> ForForm:
    """The form, with what can be chosen."""
    form = ForForm(request.args)
    offered = [one for one in all_offers(languages.of_request()) if one.need is Need.OPTIONAL and one.sends]
    form.purpose.choices = [(str(one.purpose_id), one.title) for one in offered]
    form.tenth.choices = [
        (1, gettext("the tenth most like them")),
        (2, gettext("the second tenth")),
        (3, gettext("the third tenth")),
    ]
    return form
