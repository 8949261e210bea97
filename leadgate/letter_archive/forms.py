"""The form on which somebody tells their time zone."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length

from leadgate.foundation.web.forms import PageForm, tidy


class ZoneForm(PageForm):
    """Where somebody is, to get letters by day."""

    zone = StringField(_("Your time zone"), [Length(max=64)], filters=[tidy])
