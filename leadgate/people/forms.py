"""Forms of a person's own page."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from leadgate.foundation.mail.addresses import LONGEST
from leadgate.foundation.web.forms import FormToken, PageForm


class SignInForm(PageForm):
    """Asking for a sign-in link."""

    class Meta:
        csrf_class = FormToken
        subject = "sign-in"

    email = StringField(
        _("Your mail address"), [InputRequired(_("Please type your mail address.")), Length(max=LONGEST)]
    )


class NewAddress(PageForm):
    """Where mail goes from now on."""

    class Meta:
        csrf_class = FormToken
        subject = "address"

    email = StringField(
        _("New mail address"), [InputRequired(_("Please type your mail address.")), Length(max=LONGEST)]
    )
