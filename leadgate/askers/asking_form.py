"""What every form asks that somebody sends who may not be known yet."""

from collections.abc import Iterable
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, SelectField, SelectMultipleField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import LONGEST, NotAnAddress, parsed
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import FormToken, PageForm
from leadgate.foundation.web.proof_of_work import is_solved
from leadgate.people.errors import FormTooFast

AGES = forms.options([("16+", _("16 or older")), ("13-15", _("13 to 15")), ("under-13", _("Under 13"))])
SLOW_LANE_SECONDS = 15


class AskingForm(PageForm):
    """An address, an age, and boxes to tick. `website` is a trap: people do not see it, robots fill it in."""

    agreements: ClassVar[tuple[str, ...]] = ("consent",)

    class Meta:
        csrf_class = FormToken
        filled_in_seconds = 0.0

    email = StringField(
        _("Your mail address"), [Length(max=LONGEST, message=_("This is too long for a mail address."))]
    )
    age_band = RadioField(_("Your age"), choices=AGES, validators=[Optional()])
    guardian_email = StringField(_("Mail address of a parent or guardian"), [Length(max=LONGEST)])
    country = SelectField(_("Country"), choices=[], validate_choice=False)
    consent = SelectMultipleField(_("Also, if you like"), validate_choice=False)
    website = StringField()
    altcha = StringField()
    kept_address = StringField()
    meant_address = StringField()

    def offer(self, boxes: Iterable[tuple[str, str]]) -> None:
        """Say which boxes there are, by slug and title; the countries come from the settings."""
        countries = installation().settings.age_of_consent.by_country
        self.consent.choices = forms.options(boxes)
        self.country.choices = forms.options([("", ""), *((code, code) for code in countries)])

    @property
    def is_robot(self) -> bool:
        """Whether the trap was filled in."""
        return bool((self.website.data or "").strip())

    @property
    def meant(self) -> str | None:
        """The address whoever sent this may have meant, to be ticked."""
        try:
            return parsed(self.email.data or "").meant
        except NotAnAddress:
            return None

    def validate_email(self, field: Field) -> None:
        field.data = self.meant_address.data or field.data
        if not field.data and self.age_band.data in (None, "16+"):
            raise ValidationError(gettext("Please type your mail address."))

    def validate_consent(self, field: Field) -> None:
        if not set(field.data or ()) <= {one.value for one in field.choices}:
            raise ValidationError(gettext("One of the boxes is not offered any more. Please look at them again."))

    def pace(self) -> None:
        """Slow robots down; a person who meets this presses the button once more.

        Raises:
            FormTooFast: sent sooner after the page was shown than people type.
        """
        settings = installation().settings
        least = settings.form_min_seconds
        if settings.proof_of_work and not is_solved(self.altcha.data or ""):
            least = max(least, SLOW_LANE_SECONDS)
        if self.meta.filled_in_seconds < least:
            raise FormTooFast

    def asker(self) -> dict[str, Any]:
        """Who asks: the arguments of an `Asker`."""
        return {
            "email": (self.email.data if self.email else "") or "",
            "age_band": self.age_band.data or "16+",
            "guardian_email": self.guardian_email.data or "",
            "country": self.country.data or "",
            "kept_address": self.kept_address.data or "",
        }


def required_age() -> RadioField:
    """The age where it has to be said."""
    return RadioField(_("Your age"), [InputRequired(_("Please choose your age."))], choices=AGES)
