"""The studio's forms for inviting: addresses, and links that open the form."""

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length

from leadgate.foundation.errors import Refusal
from leadgate.foundation.web import forms


class Invite(forms.PageForm):
    """Inviting addresses."""

    addresses = TextAreaField(
        _("Mail addresses, as a list, with names or without"),
        [InputRequired(_("Please type at least one mail address.")), Length(max=50_000)],
    )

    def refuse(self, refusal: Refusal) -> None:
        """Show what is wrong with an address beside the field it was typed into."""
        if getattr(refusal, "field", "") == "email":
            self.addresses.errors = [*self.addresses.errors, str(refusal)]
            self.turn_back(refusal.status)
            return
        super().refuse(refusal)


class InviteByLink(forms.PageForm):
    """Making a link that opens the form."""

    most_uses = forms.number(_("For how many people"), 1, 10_000, 20)
    days = forms.number(_("For how many days"), 1, 365, 14)
    trusted = BooleanField(_("Who comes by it is let in without a moderator"))
