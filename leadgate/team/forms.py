"""The forms of the team's page."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField, StringField
from wtforms.validators import InputRequired, Length

from leadgate.foundation.mail.addresses import LONGEST
from leadgate.foundation.permissions import Role
from leadgate.foundation.web import forms

ROLES = [role.value for role in Role]


class InviteForm(forms.PageForm):
    """Whom to invite, and what they are trusted with."""

    email = StringField(_("Mail address"), [InputRequired(_("Please type a mail address.")), Length(max=LONGEST)])
    role = RadioField(_("Role"), [InputRequired(_("Please choose a role."))], choices=ROLES, default=Role.VIEWER.value)


class RoleForm(forms.PageForm):
    """What a colleague is trusted with from now on."""

    role = RadioField(_("Role"), [InputRequired(_("Please choose a role."))], choices=ROLES)
