"""The fields a form asks beside the address: each kind as browsers know it, checked the same on page, embed and API."""

import re
from collections.abc import Callable
from typing import Any

from babel import Locale
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, Form, RadioField, SelectField, StringField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from leadgate.asked_fields.types import FieldKind
from leadgate.foundation import languages
from leadgate.foundation.web import forms
from leadgate.foundation.web.forms import Plain, tidy

LONGEST_ANSWER = 200
TICKED = "✓"
"""What is kept of a box that is ticked: read in any language."""
NOT_COUNTRIES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
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
Asked = tuple[str, str, bool, str, tuple[str, ...]]
"""What makes a field: key, label, whether it is required, kind, answers to choose from."""


def field_of(asked: Asked) -> Field:
    """The field, as WTForms makes it part of a form."""
    key, label, required, kind, choices = asked
    needed = InputRequired(_("Please fill this in; the reason stands beside it."))
    first = needed if required else Optional()
    if kind == FieldKind.CHOICE:
        return RadioField(label, [first], choices=forms.options((one, one) for one in choices), validate_choice=False)
    if kind == FieldKind.CHECK:
        return BooleanField(label, [first] if required else [])
    if kind == FieldKind.DATE:
        return DateField(label, [first])
    if kind == FieldKind.COUNTRY:
        return SelectField(
            label, [first], choices=_countries, validate_choice=False, render_kw={"autocomplete": "country"}
        )
    rules: list[Any] = [Length(max=LONGEST_ANSWER, message=_("Please keep this under 200 characters.")), Plain()]
    return StringField(label, [first, *rules, *CHECKS.get(kind, ())], render_kw=_filled_by_browser(key, kind))


def said_in(field: Field, kind: str) -> str:
    """What somebody answered, as it is kept and read."""
    if kind == FieldKind.CHECK:
        return TICKED if field.data else ""
    if kind == FieldKind.DATE:
        return field.data.isoformat() if field.data else ""
    text = tidy(field.data)
    # The same country is the same word, whoever answered in which language.
    return _country_names("en").get(text, text) if kind == FieldKind.COUNTRY else text


def as_typed(kept: str, kind: str) -> str:
    """What somebody would have to type for an answer that is kept; the answer itself where nothing would do.

    Args:
        kept: as `said_in` made it.
        kind: of the field.
    """
    if kind == FieldKind.CHECK:
        return "y" if kept else ""
    codes = {name: code for code, name in _country_names("en").items()} if kind == FieldKind.COUNTRY else {}
    return codes.get(kept, kept)


def refuse_what_is_not_offered(form: Form, asked: tuple[Asked, ...]) -> bool:
    """Whether every choice is one that was offered; where not, it is said beside the field."""
    good = True
    for key, _label, _required, kind, choices in asked:
        offered = choices if kind == FieldKind.CHOICE else _country_names("en") if kind == FieldKind.COUNTRY else ()
        if offered and form[key].data and form[key].data not in offered:
            form[key].errors = [gettext("Please choose one of the answers shown.")]
            good = False
    return good


def _countries() -> list[SelectChoice]:
    named = sorted(_country_names(languages.of_request()).items(), key=lambda one: one[1])
    return forms.options([("", ""), *named])


def _country_names(language: str) -> dict[str, str]:
    known = Locale.parse(language, sep="-").territories
    return {code: name for code, name in known.items() if re.fullmatch("[A-Z]{2}", code) and code not in NOT_COUNTRIES}


def _is_number(_form: Form, field: Field) -> None:
    if not re.fullmatch(r"[+-]?\d{1,3}(?:[ '.,]?\d+)*(?:[.,]\d+)?", tidy(field.data)):
        raise ValidationError(gettext("Please type a number, such as 12 or 3.5."))


def _is_phone(_form: Form, field: Field) -> None:
    signs = tidy(field.data)
    if not (re.fullmatch(r"\+?[\d ()/.-]+", signs) and 5 <= sum(one.isdecimal() for one in signs) <= 15):
        raise ValidationError(gettext("Please type a telephone number, such as +49 30 1234567."))


CHECKS: dict[str, list[Callable[[Form, Field], None]]] = {
    FieldKind.NUMBER: [_is_number],
    FieldKind.PHONE: [_is_phone],
}


def _filled_by_browser(key: str, kind: str) -> dict[str, str]:
    if kind == FieldKind.NUMBER:
        return {"inputmode": "decimal"}
    offered = "tel" if kind == FieldKind.PHONE else AUTOCOMPLETE.get(key)
    if offered is None:
        return {}
    return {"autocomplete": offered} | ({"inputmode": KEYS_SHOWN[offered]} if offered in KEYS_SHOWN else {})
