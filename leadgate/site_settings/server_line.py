"""The line by which whoever runs the machine sets a mail server, made from what its provider told.

It is shown and never kept: a password that decides where every letter goes lies where the machine's other secrets lie.
"""

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
HIDDEN = "••••••••"


def _host(_form: PageForm, field: StringField) -> None:
    try:
        smtp_address(f"smtp://{field.data}")
    except ValueError as no_host:
        raise ValidationError(gettext("This is no name of a server. It looks like smtp.example.org.")) from no_host


class ServerLineForm(PageForm):
    """What a provider of mail tells its customers."""

    host = StringField(_("Server"), [InputRequired(), Length(max=LONGEST), _host], filters=[tidy])
    port = IntegerField(_("Port"), [Optional(), NumberRange(1, 65_535)], default=587)
    user = StringField(_("User"), [Length(max=LONGEST)], filters=[tidy])
    password = PasswordField(_("Password"), [Length(max=LONGEST)])

    def line(self) -> str:
        """The setting, as it stands in the environment or in `.env`."""
        return self._line(quote(self.password.data or "", safe=""))

    @property
    def looked_at(self) -> str:
        """The same for whoever looks at the screen: the password is not to be read there."""
        return self._line(HIDDEN if self.password.data else "")

    def _line(self, password: str) -> str:
        port = self.port.data or 587
        scheme = "smtps" if port == ENCRYPTED_FROM_THE_START else "smtp"
        who = f"{quote(self.user.data or '', safe='')}:{password}@"
        return f"LEADGATE_SMTP_URL={scheme}://{who if self.user.data else ''}{self.host.data}:{port}"
