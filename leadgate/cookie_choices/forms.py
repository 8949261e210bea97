"""The forms that find a choice, and take its receipt away."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import UUID, InputRequired, Regexp

from leadgate.foundation.web.forms import PageForm, tidy


class NumberForm(PageForm):
    """The number of a choice, as it stands at the end of the visitor's cookie."""

    number = StringField(
        _("Number of the choice"),
        [
            InputRequired(_("Please type the number.")),
            Regexp(r"^[0-9a-f]{32}\Z", message=_("A number has 32 digits, 0 to 9 and a to f.")),
        ],
        filters=[tidy],
    )


class RemovalForm(PageForm):
    """Which receipt is taken away."""

    receipt = StringField(validators=[InputRequired(), UUID()])
