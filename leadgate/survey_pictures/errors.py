"""Refusals of pictures, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NoPicture(Refusal):
    """A file that is not a picture we can show."""

    sentence = _("This is not a picture we can show. Please take a PNG, JPEG, WebP or GIF.")


class NoSuchPicture(NotFound):
    """A survey has none of that name."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")
