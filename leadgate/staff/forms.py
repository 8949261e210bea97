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


class SecondFactorForm(PageForm):
    """A code of the app, or a recovery code."""

    code = StringField(_("Code of your app"), [InputRequired(_("Please type the code.")), Length(max=40)])


class ProofForm(PageForm):
    """Showing once more who sits there; its names are its own, beside those of the form that waits."""

    proof = PasswordField(
        _("Your password, or a code of your app"), [InputRequired(_("Please type your password.")), Length(max=1024)]
    )
