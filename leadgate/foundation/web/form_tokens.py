"""What a form bears to show which page of ours it stood on: the token of a session, or without one its own."""

from datetime import datetime

from flask_babel import lazy_gettext as _
from flask_wtf.csrf import _FlaskFormCSRF
from itsdangerous import BadSignature, Signer
from wtforms import Form, ValidationError
from wtforms.csrf.core import CSRFTokenField

from leadgate.foundation import clock
from leadgate.foundation.installation import installation

OPEN_SECONDS = 24 * 3600
NOT_OF_THIS_SESSION = _(
    "Nothing was done: this page was opened before you signed in, perhaps by somebody else, or your browser keeps no "
    "cookies of this site. If what stands here is yours, press the button once more."
)


class SessionToken(_FlaskFormCSRF):  # type: ignore[misc]
    """The token of Flask-WTF for forms of somebody who is signed in, or is about to be, with a sentence of ours."""

    def validate_csrf_token(self, form: Form, field: CSRFTokenField) -> None:
        """As Flask-WTF does it.

        Raises:
            ValidationError: it is another session's token, or none.
        """
        try:
            super().validate_csrf_token(form, field)
        except ValidationError as refusal:
            raise ValidationError(str(NOT_OF_THIS_SESSION)) from refusal


def made_for(subject: str, wording: str = "") -> str:
    """A token for the form of this name, made now.

    Args:
        subject: which form, for whom.
        wording: names all that somebody agrees to on it, word for word: a yes to other words is asked for anew.
    """
    return _signer(subject).sign(f"{clock.now().timestamp():.2f}/{wording}").decode()


def read(subject: str, token: str) -> tuple[datetime | None, str]:
    """When a token was made, and for which wording; None where it is none of this form.

    Args:
        subject: as it was made for.
        token: as it came with the form.
    """
    try:
        made, _slash, wording = _signer(subject).unsign(token).decode().partition("/")
        return datetime.fromtimestamp(float(made), clock.now().tzinfo), wording
    except (BadSignature, ValueError, OverflowError):
        return None, ""


def _signer(subject: str) -> Signer:
    return Signer(installation().tokens.form_key, salt=f"form/{subject}", key_derivation="hmac")
