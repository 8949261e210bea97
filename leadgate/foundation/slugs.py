"""Slugs: the names of things as they stand in an address."""

import itertools
import re
import unicodedata
from collections.abc import Callable

from flask_babel import lazy_gettext as _

from leadgate.foundation.errors import Refusal

LONGEST_OF_TITLE = 50


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


def free_slug(words: str, otherwise: str, is_taken: Callable[[str], bool]) -> str:
    """A slug nothing has yet, after a title; what looks like a tag of HTML in it is no part of its words.

    Args:
        words: the title.
        otherwise: what it is called where the title has no letters that can stand in an address.
        is_taken: whether something has a slug already.
    """
    plain = (
        unicodedata.normalize("NFKD", re.sub(r"</?[A-Za-z][^<>]*>", " ", words))
        .encode("ascii", "ignore")
        .decode()
        .lower()
    )
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_OF_TITLE].strip("-") or otherwise
    names = itertools.chain([slug], (f"{slug}-{number}" for number in itertools.count(2)))
    return next(name for name in names if not is_taken(name))
