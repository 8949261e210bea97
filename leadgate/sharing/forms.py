"""The form of a campaign."""

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from leadgate.foundation.web.forms import PageForm, Plain, tidy


class CampaignForm(PageForm):
    """The word of one."""

    word = StringField(
        _("Word behind ?source="), [InputRequired(_("Please fill this in.")), Length(max=40), Plain()], filters=[tidy]
    )
