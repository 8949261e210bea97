"""The forms by which somebody proves their address who may not be known yet."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from leadgate.foundation.web.forms import FormToken, PageForm


class Code(PageForm):
    """The six digits from the mail."""

    class Meta:
        csrf_class = FormToken
        subject = "code"

    code = StringField(
        _("Six digits from the mail"),
        [InputRequired(_("Please type the six digits from our mail.")), Length(max=20)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "20"},
    )


class Resend(PageForm):
    """Asking for the mail again."""

    class Meta:
        csrf_class = FormToken
        subject = "resend"
