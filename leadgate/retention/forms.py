"""The form of the retention page."""

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, StringField
from wtforms.validators import Length

from leadgate.foundation.web.forms import PageForm, Plain, tidy


class Duration(PageForm):
    """How long one kind of data is kept, and why."""

    days = IntegerField(_("Days"))
    reason = StringField(_("Why so long"), [Length(max=300), Plain()], filters=[tidy])
