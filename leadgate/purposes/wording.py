"""Keeping what was typed: a purpose with all its languages at once, or none of it."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from leadgate.consent import figures, queries
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.consent.errors import PurposeTaken, SameWording
from leadgate.consent.figures import PurposeFigures
from leadgate.consent.wording import without_recipients
from leadgate.foundation.db import action
from leadgate.foundation.slugs import free_slug


@action
def make(slug: str, words: Sequence[PurposeWords], *, shares: bool, sends: bool, by: UUID) -> str:
    """Make a purpose.

    Args:
        slug: by which the record knows it; made from the first title where it is empty.
        words: in each language it has.
        shares: whether data goes to others for it.
        sends: whether letters are sent for it.
        by: the member of staff.

    Returns:
        Its name on the record.

    Raises:
        PurposeTaken: there is one of that name.
    """
    if slug and queries.purpose_named(slug):
        raise PurposeTaken
    name = slug or free_slug(words[0].title, "purpose", lambda one: queries.purpose_named(one) is not None)
    for one in words:
        add_purpose(name, one, shares=shares, sends=sends, by=by)
    return name


@action
def word_anew(slug: str, words: Sequence[PurposeWords], *, shares: bool, sends: bool, by: UUID) -> None:
    """Word a purpose otherwise from now on; languages whose words are as they were stay at their version.

    Args:
        slug: of the purpose.
        words: in each language it is to have.
        shares, sends: as the purpose is.
        by: the member of staff.

    Raises:
        SameWording: nothing would change in any language.
    """
    before = figures.wording_count()
    for one in words:
        with suppress(SameWording):
            add_purpose(slug, one, shares=shares, sends=sends, by=by)
    if figures.wording_count() == before:
        raise SameWording


def as_typed(found: PurposeFigures) -> dict[str, PurposeWords]:
    """The newest words of a purpose in each language it has, as they were typed.

    Args:
        found: the purpose.
    """
    return {
        tag: PurposeWords(tag, one.title, without_recipients(one.text, one.recipients, tag), one.recipients)
        for tag, one in found.newest.items()
    }
