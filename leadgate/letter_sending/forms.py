"""The form on which somebody says to whom a letter goes."""

from datetime import timedelta

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, StringField, ValidationError

from leadgate.foundation import clock
from leadgate.foundation.web.forms import PageForm
from leadgate.foundation.web.moments import MomentField
from leadgate.letter_sending.types import SendingWish

FARTHEST = timedelta(days=366)


class SendForm(PageForm):
    """Who of those who agree gets a letter, a segment or all; when; and whether by day where they are."""

    chosen = StringField(_("To whom"))
    begins_at = MomentField(_("Not before"))
    in_own_hours = BooleanField(_("By day, where they are"))

    def validate_begins_at(self, field: MomentField) -> None:
        """Nothing is sent in a year by a slip of the finger."""
        if field.data and field.data > clock.now() + FARTHEST:
            raise ValidationError(gettext("Please choose a day within the next year."))

    @property
    def wish(self) -> SendingWish:
        """What was chosen."""
        return SendingWish(self.chosen.data or "", self.begins_at.data, self.in_own_hours.data)
