"""Forms of the staff's door."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from leadgate.foundation.web.forms import PageForm


class StaffSignInForm(PageForm):
    """Signing in with a password."""

    email = StringField(_("Mail address"), [InputRequired(_("Please type your mail address.")), Length(max=254)])
    password = PasswordField(_("Password"), [InputRequired(_("Please type your password.")), Length(max=1024)])


class NewPassword(PageForm):
    """Choosing a password."""

    password = PasswordField(_("New password"), [InputRequired(_("Please choose a password.")), Length(max=1024)])


class ChangedPassword(NewPassword):
    """Choosing another password, by whoever knows the one that is there."""

    current = PasswordField(
        _("Password you have now"), [InputRequired(_("Please type your password.")), Length(max=1024)]
    )
