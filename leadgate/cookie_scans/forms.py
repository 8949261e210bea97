"""Forms of the pages on which a site is looked at."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField

from leadgate.cookie_scans.types import Every
from leadgate.foundation.web import forms


class PlanForm(forms.PageForm):
    """How often a site is looked at without being asked."""

    every = RadioField(_("How often"), choices=forms.options_of(Every))
