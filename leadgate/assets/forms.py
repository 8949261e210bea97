"""Forms of the assets room: the opt-in (the same for page, embed and API), the code, and the studio's."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    Field,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from leadgate.assets.actions.opting_in import TypedOptIn
from leadgate.assets.actions.publishing import AssetPage, FormField
from leadgate.assets.queries import AssetGate
from leadgate.foundation import languages
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import FormToken, Plain, tidy
from leadgate.foundation.web.moments import MomentField
from leadgate.people.asking_form import AskingForm, required_age
from leadgate.pii_detection.senses import findings

LONGEST_ANSWER = 200
LONGEST_WORDS = 2_000
AUTOCOMPLETE = {
    "name": "name",
    "first_name": "given-name",
    "last_name": "family-name",
    **dict.fromkeys(("company", "organisation", "organization"), "organization"),
    **dict.fromkeys(("job", "job_title", "role"), "organization-title"),
    **dict.fromkeys(("phone", "telephone", "tel", "mobile"), "tel"),
    **dict.fromkeys(("website", "url"), "url"),
    **dict.fromkeys(("zip", "postal_code", "postcode"), "postal-code"),
    "country": "country-name",
    "city": "address-level2",
}
"""What a browser offers for a field of that key (HTML, section 4.10.18.7; WCAG 2.2, 1.3.5)."""
KEYS_SHOWN = {"tel": "tel", "url": "url"}
"""Which keys a phone shows for it."""


class OptIn(AskingForm):
    """Asking for an asset."""

    class Meta:
        csrf_class = FormToken
        subject = "opt-in"
        filled_in_seconds = 0.0

    motivation = RadioField(_("What made you want this?"), choices=[], validate_choice=False)
    motivation_text = TextAreaField(
        _("In your own words"),
        [Length(max=LONGEST_WORDS, message=_("Please keep this under 2,000 characters.")), Plain(lines=True)],
    )
    source = StringField()
    started = StringField()

    def validate_motivation(self, field: Field) -> None:
        if field.data and field.data not in {one.value for one in field.choices}:
            raise ValidationError(gettext("Please choose one of the answers shown."))

    def validate_motivation_text(self, field: Field) -> None:
        text = tidy(field.data)
        if found := findings(text):
            one = found[0]
            here = gettext("“%(words)s” looks like %(what)s.", words=text[one.start : one.end], what=one.what.words)
            raise ValidationError(f"{here} {gettext('Please leave it out; it is not stored.')}")

    def typed(self, gate: AssetGate, source: str) -> TypedOptIn:
        """What was filled in, tidied.

        Args:
            gate: whose form it is.
            source: what of `source` may be stored.
        """
        return TypedOptIn(
            **self.asker(),
            fields={asked.key: text for asked in gate.asked if (text := tidy(self[f"{asked.key}"].data))},
            consent=frozenset(self.consent.data or ()),
            motivation=self.motivation.data or "" if self.motivation else "",
            motivation_text=tidy(self.motivation_text.data) if self.motivation_text else "",
            source=source,
        )


def opt_in_form(gate: AssetGate, offered: Sequence[Any], **kwargs: Any) -> OptIn:
    """The form of one gate, with its own fields and boxes."""
    asked = tuple((one.key, one.label, one.required) for one in gate.asked)
    form: OptIn = _form_with(asked, gate.asset.asks_age)(**kwargs)
    form.offer((offer.slug, offer.title) for offer in offered)
    if gate.asset.asks_why:
        form.motivation.choices = forms.options((code, label) for code, label in gate.asset.motivations)
    else:
        del form.motivation, form.motivation_text  # what was not asked is not answered
    return form


@lru_cache(maxsize=256)
def _form_with(asked: tuple[tuple[str, str, bool], ...], asks_age: bool) -> type[OptIn]:
    fields: dict[str, Field] = {}
    if asks_age:
        fields["age_band"] = required_age()
    for key, label, required in asked:
        rules: list[Any] = [Length(max=LONGEST_ANSWER, message=_("Please keep this under 200 characters.")), Plain()]
        needed = InputRequired(_("Please fill this in; the reason stands beside it."))
        fields[key] = StringField(
            label, [needed if required else Optional(), *rules], render_kw=_filled_by_browser(key)
        )
    return type("OptInOfGate", (OptIn,), fields)


def _filled_by_browser(key: str) -> dict[str, str]:
    offered = AUTOCOMPLETE.get(key)
    if offered is None:
        return {}
    return {"autocomplete": offered} | ({"inputmode": KEYS_SHOWN[offered]} if offered in KEYS_SHOWN else {})


def _lines(text: str | None) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in (text or "").splitlines() if line.strip()]


class AssetForm(forms.PageForm):
    """Publishing and editing an asset."""

    slug = StringField(
        _("Name in the address"),
        [
            Optional(),
            Length(max=80),
            Regexp(r"[a-z0-9][a-z0-9-]*$", message=_("Small letters, digits and hyphens only.")),
        ],
    )
    file = FileField(_("File"))
    title = StringField(_("Title"), [InputRequired(_("Please give it a title.")), Length(max=200), Plain()])
    summary = TextAreaField(_("In one or two sentences"), [Length(max=500), Plain(lines=True)])
    body = TextAreaField(_("What is inside (Markdown)"), [Length(max=40_000)])
    language = SelectField(_("Language"), choices=languages.written_by_name)
    purposes = SelectMultipleField(_("Optional boxes on the form"), validate_choice=False)
    asked = TextAreaField(
        _("What else the form asks, one per line: key | label | why you ask | required"), [Length(max=4_000)]
    )
    asks_age = BooleanField(_("Everybody must state their age"))
    asks_why = BooleanField(_("Ask what made them want it (always optional)"))
    motivations = TextAreaField(_("Answers to choose from, one per line: code | label"), [Length(max=4_000)])
    downloads_each = IntegerField(
        _("Downloads per person (empty: no limit)"), [Optional(), NumberRange(min=1, max=1000)]
    )
    opens_at = MomentField(_("Opens"), [Optional()])
    closes_at = MomentField(_("Closes"), [Optional()])
    as_draft = BooleanField(_("Keep as a draft for now"))

    def validate_asked(self, field: Field) -> None:
        for parts in _lines(field.data):
            if len(parts) < 3 or not all(parts[:3]):
                raise ValidationError(gettext("Each line needs a key, a label and the reason, with | between them."))

    def validate_closes_at(self, field: Field) -> None:
        if field.data and self.opens_at.data and field.data <= self.opens_at.data:
            raise ValidationError(gettext("It has to close after it opens."))

    def page(self) -> AssetPage:
        """What was filled in."""
        asked = [
            FormField(one[0].lower()[:40], one[1][:120], one[2][:300], "required" in one[3:4])
            for one in _lines(self.asked.data)
        ]
        return AssetPage(
            title=tidy(self.title.data),
            summary=tidy(self.summary.data),
            body=self.body.data or "",
            language=self.language.data or "en",
            purposes=self.purposes.data or [],
            asked=asked,
            asks_age=bool(self.asks_age.data),
            asks_why=bool(self.asks_why.data),
            motivations=[(one[0][:40], one[-1][:120]) for one in _lines(self.motivations.data)],
            downloads_each=self.downloads_each.data,
            opens_at=self.opens_at.data,
            closes_at=self.closes_at.data,
        )
