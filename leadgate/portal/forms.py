"""The form of a person's own page."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import Length

from leadgate.foundation.web.forms import FormToken, PageForm, tidy


class ExportDigits(PageForm):
    """The six digits from the mail."""

    class Meta:
        csrf_class = FormToken
        subject = "export"

    code = StringField(_("The six digits from the mail"), [Length(max=20)], filters=[tidy])
