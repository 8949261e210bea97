"""Slugs: the names of things as they stand in an address."""

import re

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal


class BadSlug(Refusal):
    """Not a name that can stand in an address."""

    field = "slug"
    sentence = _("The name may have small letters, digits and hyphens only, such as pricing-guide.")


class SlugTaken(Refusal):
    """There is a thing of that name."""

    status = 409
    field = "slug"
    sentence = _("There is a page with this name already. Please choose another one.")


def checked(slug: str) -> str:
    """The same slug, if it is one.

    Raises:
        BadSlug: it has other signs than small letters, digits and hyphens, begins or ends with a hyphen, is empty, or
            has more than 80.
    """
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?", slug):
        raise BadSlug
    return slug
