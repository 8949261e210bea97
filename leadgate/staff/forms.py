"""Forms of the staff's door."""

from flask_babel import lazy_gettext as _
from wtforms import Field, HiddenField, PasswordField, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from leadgate.foundation.web.forms import PageForm, Plain

MOST_OF_A_CREDENTIAL = 16_000


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


class RecoveryCodeForm(SecondFactorForm):
    """A recovery code, of somebody who has no app."""

    code = StringField(_("Recovery code"), [InputRequired(_("Please type the code.")), Length(max=40)])


class PasskeyForm(PageForm):
    """What a passkey answered, filled in by our script."""

    credential = HiddenField(validators=[Length(max=MOST_OF_A_CREDENTIAL)])


class NewPasskeyForm(PasskeyForm):
    """A new passkey, with a name to know it by."""

    name = StringField(_("Name of the passkey"), [InputRequired(_("Please give it a name.")), Length(max=80), Plain()])


class ReturnForm(PageForm):
    """What a provider of OpenID Connect sent the browser back with."""

    state = HiddenField(validators=[Length(max=200)])
    code = HiddenField(validators=[Length(max=8_000)])
    iss = HiddenField(validators=[Length(max=255)])


class ProofForm(PageForm):
    """Showing once more who sits there; its names are its own, beside those of the form that waits."""

    proof = PasswordField(_("Your password, or a code of your app"), [Length(max=1024)])
    credential = HiddenField(validators=[Length(max=MOST_OF_A_CREDENTIAL)])

    def validate_proof(self, field: Field) -> None:
        if not field.data and not self.credential.data:
            raise ValidationError(_("Please type your password."))
