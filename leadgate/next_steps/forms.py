"""The form of what a thank-you page suggests."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField

from leadgate.foundation.web import forms
from leadgate.next_steps.types import NextStep


class StepsForm(forms.PageForm):
    """What is suggested; ticked in the order it stands there."""

    steps = SelectMultipleField(_("What it suggests"))


def steps_form(offered: Sequence[NextStep], ticked: Sequence[str]) -> StepsForm:
    """The form with all there is to suggest.

    Args:
        offered: what can be ticked.
        ticked: names of what is.
    """
    form = StepsForm(steps=list(ticked))
    form.steps.choices = forms.options((one.name, one.title) for one in offered)
    return form
