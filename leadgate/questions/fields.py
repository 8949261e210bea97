"""A form field for each question, which refuses what cannot be an answer to it."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, Form, RadioField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from leadgate.foundation.web.forms import Plain, options
from leadgate.questions.answers import field_name
from leadgate.questions.types import QuestionKind, QuestionRow

LONGEST_TEXT = 2_000
LONGEST_LINE = 500


def fields_of(questions: Sequence[QuestionRow]) -> dict[str, Field]:
    """A field for each, by name, for a form class made of them."""
    return {field_name(one.id): _field(one) for one in questions}


def _field(one: QuestionRow) -> Field:
    needed = InputRequired(_("Please answer this; the reason stands beside it.")) if one.required else Optional()
    if one.kind == QuestionKind.CHOICE:
        choices = options((choice, choice) for choice in one.choices)
        return RadioField(one.label, [needed, _one_of(one)], choices=choices, validate_choice=False)
    if one.kind == QuestionKind.TEXT:
        return TextAreaField(one.label, [needed, _no_longer_than(LONGEST_TEXT), Plain(lines=True)])
    rule, mode = (_link, "url") if one.kind == QuestionKind.LINK else (_number, "decimal")
    rules = [needed, _no_longer_than(LONGEST_LINE), Plain(), rule]
    return StringField(one.label, rules, render_kw={"inputmode": mode})


def _no_longer_than(most: int) -> Length:
    return Length(max=most, message=_("Please keep this under %(max)d characters."))


def _one_of(one: QuestionRow) -> object:
    def check(_form: Form, field: Field) -> None:
        if field.data and field.data not in one.choices:
            raise ValidationError(gettext("Please choose one of the answers shown."))

    return check


def _link(_form: Form, field: Field) -> None:
    try:
        parts = urlsplit((field.data or "").strip())
        is_link = parts.scheme in ("http", "https") and bool(parts.hostname) and "." in str(parts.hostname)
    except ValueError:
        is_link = False
    if not is_link:
        raise ValidationError(gettext("This does not look like a link. It should look like https://example.org/page."))


def _number(_form: Form, field: Field) -> None:
    try:
        number = Decimal((field.data or "").strip().replace(",", "."))
    except InvalidOperation as refusal:
        raise ValidationError(gettext("Please type a number.")) from refusal
    if not number.is_finite():
        raise ValidationError(gettext("Please type a number."))
