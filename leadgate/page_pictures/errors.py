"""Refusals of pictures for pages, each with the sentence a marketer reads."""

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import NotFound, Refusal


class NotAPagePicture(Refusal):
    """A file that is not a picture a page can show, or a damaged one."""

    sentence = _("This is not a picture we can show. Please take a PNG, JPEG or WebP that opens elsewhere.")


class PagePictureTooLarge(Refusal):
    """A picture of more points than anybody sees, which may be a bomb."""

    sentence = _("This picture has more than 64 million points. Please save it smaller; 1,200 in width are enough.")


class NoSuchPagePicture(NotFound):
    """There is none of that name."""

    sentence = _("There is nothing here. The link may be old, or cut short on its way.")
