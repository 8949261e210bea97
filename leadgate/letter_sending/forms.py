"""The form on which somebody says to whom a letter goes."""

from flask_babel import lazy_gettext as _
from wtforms import StringField

from leadgate.foundation.web.forms import PageForm


class SendForm(PageForm):
    """Who of those who agree gets a letter: a segment, or all."""

    chosen = StringField(_("To whom"))
