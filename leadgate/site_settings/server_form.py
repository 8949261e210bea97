"""The form of the mail server, with what its provider told."""

from urllib.parse import quote

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from leadgate.foundation.configuration.servers import smtp_address
from leadgate.foundation.web.forms import PageForm, tidy

ENCRYPTED_FROM_THE_START = 465
"""Port of SMTP over TLS (RFC 8314, section 3.3); on all others encryption begins by STARTTLS."""
LONGEST = 254


def _host(_form: PageForm, field: StringField) -> None:
    try:
        smtp_address(f"smtp://{field.data}")
    except ValueError as no_host:
        raise ValidationError(gettext("This is no name of a server. It looks like smtp.example.org.")) from no_host


class ServerForm(PageForm):
    """What a provider of mail tells its customers."""

    host = StringField(_("Server"), [InputRequired(), Length(max=LONGEST), _host], filters=[tidy])
    port = IntegerField(_("Port"), [Optional(), NumberRange(1, 65_535)], default=587)
    user = StringField(_("User"), [Length(max=LONGEST)], filters=[tidy])
    password = PasswordField(_("Password"), [Length(max=LONGEST)])

    @property
    def address(self) -> str:
        """The server with who signs in there, as a setting has it."""
        port = self.port.data or 587
        scheme = "smtps" if port == ENCRYPTED_FROM_THE_START else "smtp"
        who = f"{quote(self.user.data or '', safe='')}:{quote(self.password.data or '', safe='')}@"
        return smtp_address(f"{scheme}://{who if self.user.data else ''}{self.host.data}:{port}")
