"""Films elsewhere: where a link to one leads, by name."""

from urllib.parse import urlsplit

from flask_babel import gettext
from wtforms import Field, Form, ValidationError


def refuse_no_link(_form: Form, field: Field) -> None:
    """A validator: an https address, without a name or a password in it."""
    try:
        parts = urlsplit((field.data or "").strip())
    except ValueError:
        parts = urlsplit("")
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or any(one.isspace() for one in field.data):
        raise ValidationError(gettext("Please paste the address of the film; it begins with https://."))
