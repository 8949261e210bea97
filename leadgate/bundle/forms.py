"""The form by which receipts are handed out."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import StringField, validators
from wtforms.validators import InputRequired, Length, Optional

from leadgate.foundation.mail.addresses import LONGEST
from leadgate.foundation.web.forms import PageForm, tidy


class ReceiptsForm(PageForm):
    """Whose receipts, and which of them."""

    email = StringField(_("Mail address"), [InputRequired(_("Please type a mail address.")), Length(max=LONGEST)])
    number = StringField(
        _("Number of one receipt"),
        [Optional(), validators.UUID(_("A receipt's number looks like 0197c1f0-6f0e-7cc2-a5b1-000000000000."))],
        filters=[tidy],
    )

    def which(self) -> UUID | None:
        """The one receipt; None for all."""
        return UUID(self.number.data) if self.number.data else None
