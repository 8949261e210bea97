"""The form of a gate: the same for page, embed and API."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, ClassVar

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from leadgate.asked_fields.fields import Asked, field_of, refuse_what_is_not_offered, said_in
from leadgate.askers.asking_form import AskingForm, required_age
from leadgate.assets.actions.opting_in import TypedOptIn
from leadgate.assets.queries import AssetGate
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import FormToken, Plain, tidy
from leadgate.pii_detection.senses import findings, get_ready

LONGEST_WORDS = 2_000


class OptIn(AskingForm):
    """Asking for an asset."""

    class Meta:
        csrf_class = FormToken
        subject = "opt-in"
        filled_in_seconds = 0.0

    _asked: ClassVar[tuple[Asked, ...]] = ()

    motivation = RadioField(_("What made you want this?"), choices=[], validate_choice=False)
    motivation_text = TextAreaField(
        _("In your own words"),
        [Length(max=LONGEST_WORDS, message=_("Please keep this under 2,000 characters.")), Plain(lines=True)],
    )
    source = StringField()
    started = StringField()

    def validate(self, extra_validators: Any = None) -> bool:
        """As every form; what is chosen has to be offered."""
        is_good = super().validate(extra_validators)
        return refuse_what_is_not_offered(self, self._asked) and is_good

    def validate_motivation(self, field: Field) -> None:
        if field.data and field.data not in {one.value for one in field.choices}:
            raise ValidationError(gettext("Please choose one of the answers shown."))

    def validate_motivation_text(self, field: Field) -> None:
        text = tidy(field.data)
        if found := findings(text):
            one = found[0]
            here = gettext("“%(words)s” looks like %(what)s.", words=text[one.start : one.end], what=one.what.words)
            raise ValidationError(f"{here} {gettext('Please leave it out; it is not stored.')}")

    def typed(self, gate: AssetGate, source: str, is_counted: bool) -> TypedOptIn:
        """What was filled in, tidied.

        Args:
            gate: whose form it is.
            source: what of `source` may be stored.
            is_counted: whether the visit is.
        """
        return TypedOptIn(
            **self.asker(),
            fields={asked.key: text for asked in gate.asked if (text := said_in(self[asked.key], asked.kind))},
            consent=frozenset(self.consent.data or ()),
            motivation=self.motivation.data or "" if self.motivation else "",
            motivation_text=tidy(self.motivation_text.data) if self.motivation_text else "",
            source=source,
            is_counted=is_counted,
        )


def opt_in_form(gate: AssetGate, offered: Sequence[Any], **kwargs: Any) -> OptIn:
    """The form of one gate, with its own fields and boxes."""
    asked = tuple((one.key, one.label, one.required, one.kind, tuple(one.choices)) for one in gate.asked)
    form: OptIn = _form_with(asked, gate.asset.asks_age)(**kwargs)
    form.offer((offer.slug, offer.title) for offer in offered)
    if gate.asset.asks_why:
        get_ready()
        form.motivation.choices = forms.options((code, label) for code, label in gate.asset.motivations)
    else:
        del form.motivation, form.motivation_text  # what was not asked is not answered
    return form


@lru_cache(maxsize=256)
def _form_with(asked: tuple[Asked, ...], asks_age: bool) -> type[OptIn]:
    fields: dict[str, Any] = {"_asked": asked, **{one[0]: field_of(one) for one in asked}}
    if asks_age:
        fields["age_band"] = required_age()
    return type("OptInOfGate", (OptIn,), fields)
