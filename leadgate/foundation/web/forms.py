"""Forms: shape of input, one sentence per refusal beside its field, and nothing typed is lost."""

import hmac
import json
import unicodedata
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, ClassVar, ParamSpec

from flask import after_this_request, flash, g, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from flask_wtf.form import _Auto
from werkzeug.datastructures import CombinedMultiDict, MultiDict
from werkzeug.wrappers import Response
from wtforms import Field, FileField, Form, IntegerField, ValidationError
from wtforms.csrf.core import CSRF, CSRFTokenField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange, StopValidation

from leadgate.foundation import clock
from leadgate.foundation.errors import Refusal, Reworded
from leadgate.foundation.installation import installation
from leadgate.foundation.web import client
from leadgate.foundation.web.form_tokens import OPEN_SECONDS, SessionToken, made_for, read
from leadgate.foundation.words import Words

P = ParamSpec("P")
SENDING = {"POST", "PUT", "PATCH", "DELETE"}
OF_WTFORMS = {
    "Not a valid choice.": _("Not a valid choice."),
    "Not a valid integer value.": _("Not a valid integer value."),
    "Not a valid date value.": _("Not a valid date value."),
    "Not a valid datetime value.": _("Not a valid datetime value."),
    "Number must be between %(min)s and %(max)s.": _("Number must be between %(min)s and %(max)s."),
    "Field cannot be longer than %(max)d characters.": _("Field cannot be longer than %(max)d characters."),
}
"""The library's own sentences that our forms can show."""
BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


class _OwnWords:
    """Lets the sentences of WTForms come from our catalogue, which has both languages whole."""

    @staticmethod
    def gettext(text: str) -> str:
        return str(gettext(text)) if text in OF_WTFORMS else text

    @staticmethod
    def ngettext(one: str, many: str, _count: int) -> str:
        return str(gettext(many if many in OF_WTFORMS else one))


class _Unread:
    """Ends the checks of a field whose value could not be read; why is on it already."""

    def __call__(self, _form: Form, _field: Field) -> None:
        raise StopValidation


def _sent_to(form: Form) -> CombinedMultiDict[str, Any]:
    """What was sent: files where the form asks for files, text everywhere else, whatever a program sent as which."""
    asked = {field.name for field in form if isinstance(field, FileField)}
    files = [(name, file) for name, file in request.files.items(multi=True) if name in asked]
    texts = [(name, text) for name, text in request.form.items(multi=True) if name not in asked]
    return CombinedMultiDict((MultiDict(files), MultiDict(texts)))


class PageForm(FlaskForm):  # type: ignore[misc]
    """A form on a page; keeps what was typed and says what is wrong beside each field."""

    agreements: ClassVar[tuple[str, ...]] = ()
    """The fields in which somebody agrees to what stands on the form."""

    class Meta:
        csrf_class: type[CSRF] = SessionToken
        wording = ""
        """Names all that somebody agrees to on the form, word for word; where nothing is, it is empty."""

        def get_translations(self, _form: Form) -> type[_OwnWords]:
            return _OwnWords

        def wrap_formdata(self, form: Form, formdata: Any) -> Any:
            # What was sent as a form only: Flask-WTF would read a JSON body for one, too.
            if formdata is not _Auto:
                return formdata
            return _sent_to(form) if request.method in SENDING else None

    status = 200
    refusal: str = ""

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field is well-formed; the form's own checks are not asked of what could not be read."""
        for field in self:
            if field.process_errors:
                field.validators = [*field.validators, _Unread()]
        return bool(super().validate(extra_validators))

    def submitted_to(self, act: Callable[P, Any], *args: P.args, **kwargs: P.kwargs) -> bool:
        """Whether the form was sent, is well-formed, and the act took it; a refusal is shown on the form.

        Args:
            act: is called once, when all fields are well-formed; what it answers is kept as `answer`.
            args: given to the act.
            kwargs: given to the act.
        """
        if not self.is_submitted():
            return False
        if not self.validate():
            self.turn_back(422)
            return False
        try:
            self.answer = act(*args, **kwargs)
        except Refusal as refusal:
            self.refuse(refusal)
            return False
        return True

    def turn_back(self, status: int) -> None:
        """Let the page be shown again with this status; when somebody sent the form, its title begins with that."""
        self.status = status
        g.form_was_refused = self.is_submitted()

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal: beside its field when it names one, above the form otherwise."""
        client.note_guess(refusal)
        self.turn_back(refusal.status)

        after_this_request(partial(_say_when_again, refusal.retry_after_seconds))
        field = self._fields.get(getattr(refusal, "field", ""))
        if field is None:
            self.refusal = str(refusal)
        else:
            field.errors = [*field.errors, str(refusal)]

    @property
    def first_wrong(self) -> Field | None:
        """Where the focus goes after a refusal."""
        return next((field for field in self if field.errors), None)


def _say_when_again(seconds: int | None, response: Response) -> Response:
    """Say it to programs as well (RFC 9110 section 10.2.3)."""
    if seconds is not None:
        response.headers["Retry-After"] = str(seconds)
    return response


class FormToken(CSRF):  # type: ignore[misc]
    """A signed token in place of a session for forms anybody may send: no cookie, and it knows how old it is.

    Such forms act for nobody signed in, so there is no authority to ride on; the token binds the form to the page it
    was shown on and the edge refuses posts from foreign origins.
    """

    def setup_form(self, form: Form) -> Any:
        self.subject, self.wording = form.meta.subject, form.meta.wording
        return super().setup_form(form)

    def generate_csrf_token(self, _field: CSRFTokenField) -> str:
        return made_for(self.subject, self.wording)

    def validate_csrf_token(self, form: PageForm, field: CSRFTokenField) -> None:
        made, wording = read(self.subject, field.data or "")
        if made is None or (clock.now() - made).total_seconds() > OPEN_SECONDS:
            self._renew(field)
            raise ValidationError(gettext("This page was open for a long time. Please press the button once more."))
        if wording != self.wording:
            self._renew(field)
            for name in form.agreements:
                form[name].data, form[name].errors = None, []  # one sentence says it all
            for new in (one for one in form if not one.raw_data):
                new.errors = []  # nobody has left empty what they were not asked
            raise ValidationError(str(Reworded()))
        field.current_token = field.data  # shown again, the form was first seen when it was
        form.meta.opened_at = made
        form.meta.filled_in_seconds = max(0.0, (clock.now() - made).total_seconds())

    def _renew(self, field: CSRFTokenField) -> None:
        field.data, field.raw_data = self.generate_csrf_token(field), None


def fingerprint() -> bytes:
    """The form that was just sent, word for word, as a keyed hash (HMAC-SHA-256): sent twice, it is the same."""
    sent = sorted((name, *values) for name, values in request.form.lists())
    whole = b"sent\0" + json.dumps([request.path, sent]).encode()
    return hmac.digest(installation().tokens.form_key, whole, "sha256")


def number(label: object, least: int, most: int, usual: int) -> IntegerField:
    """A field for a whole number, which must be typed.

    Args:
        label: what stands beside it.
        least: the smallest it takes.
        most: the largest it takes.
        usual: what it is filled in with.
    """
    return IntegerField(label, [InputRequired(_("Please type a number.")), NumberRange(least, most)], default=usual)


def options(pairs: Iterable[tuple[str, object]]) -> list[SelectChoice]:
    """What a field offers to choose from: pairs of a value and the words for it."""
    return [SelectChoice(value, label) for value, label in pairs]


def options_of(kind: type[Words]) -> list[SelectChoice]:
    """What a field offers that lets somebody choose one of a kind, in the order it is declared in."""
    return options((each, each.words) for each in kind)


def tidy(text: str | None) -> str:
    """Typed text as it is kept: composed (NFC), without spaces around it."""
    return unicodedata.normalize("NFC", text or "").strip()


def has_hidden_sign(text: str, *, lines: bool) -> bool:
    """Whether a text has what no name or answer needs: control characters, direction overrides, stray line breaks.

    Args:
        text: as it was typed.
        lines: whether line breaks and tabs belong in it.
    """
    allowed = "\n\r\t" if lines else ""
    return any(
        sign not in allowed
        and (unicodedata.category(sign) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") or sign in BIDI_CONTROLS)
        for sign in text
    )


class Plain:
    """Refuses what no name or short answer needs: control characters, line breaks, direction overrides."""

    def __init__(self, *, lines: bool = False) -> None:
        self.lines = lines

    def __call__(self, _form: Form, field: Field) -> None:
        if has_hidden_sign(field.data or "", lines=self.lines):
            raise ValidationError(_("Please use letters, digits and punctuation only; a hidden character is in it."))


class Button(PageForm):
    """One button for somebody who is signed in; its page, or the one it leads on to, says at its top what is wrong."""

    def turn_back(self, status: int) -> None:
        """As every form does."""
        super().turn_back(status)
        if self.csrf_token.errors:
            flash(self.csrf_token.errors[0], "refused")
            self.csrf_token.errors = []
        else:
            after_this_request(self._say_where_it_leads)

    def _say_where_it_leads(self, response: Response) -> Response:
        if response.location and self.refusal:
            flash(self.refusal, "refused")
        return response


class TokenButton(PageForm):
    """One button for somebody who holds a token: the token is the authority, so there is no session to protect."""

    class Meta:
        csrf = False
