"""The form in which a person corrects their answers: each field checks what is typed as the landing page's does."""

from collections.abc import Sequence
from typing import Any, ClassVar

from flask import request
from werkzeug.datastructures import MultiDict

from leadgate.asked_fields.fields import as_typed, field_of, refuse_what_is_not_offered, said_in
from leadgate.asked_fields.types import FieldKind, GivenAnswer
from leadgate.foundation.web.forms import TokenButton, options


class CorrectingForm(TokenButton):
    """What was answered, as it would be typed now; what is left as it was is not looked at again."""

    _answers: ClassVar[tuple[GivenAnswer, ...]] = ()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether all that is new is well-formed: a field may have become another kind since it was answered."""
        super().validate(extra_validators)
        refuse_what_is_not_offered(self, tuple(one.asked for one in self._answers))
        for one in self._answers:
            if not self._is_new(one):
                self[one.key].errors = []
        return not self.errors

    def _is_new(self, one: GivenAnswer) -> bool:
        typed = request.form.get(one.key, "" if one.kind == FieldKind.CHECK else None)
        return typed is not None and typed != as_typed(one.answer, one.kind)


def correcting_form(answers: Sequence[GivenAnswer]) -> CorrectingForm:
    """The form of some answers, filled in with them until something is sent.

    Args:
        answers: as they are kept.
    """
    fields: dict[str, Any] = {one.key: field_of(one.asked) for one in answers}
    made = type("CorrectingOfAnswers", (CorrectingForm,), {"_answers": tuple(answers), **fields})
    held = MultiDict((one.key, as_typed(one.answer, one.kind)) for one in answers if one.answer)
    form: CorrectingForm = made() if request.method == "POST" else made(formdata=held)
    for one in answers:
        if one.kind == FieldKind.COUNTRY and (kept := as_typed(one.answer, one.kind)) == one.answer:
            form[one.key].choices.append(*options([(kept, kept)]))  # a text, before the field asked for a country
    return form


def corrected(form: CorrectingForm) -> dict[str, str]:
    """What is new, by the key of its field.

    Args:
        form: well-formed; no method of it, as fields are called what a marketer calls them.
    """
    return {one.key: said_in(form[one.key], one.kind) for one in form._answers if form._is_new(one)}
