"""Reading the rows of choices, and what their bits mean."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.cookie_choices.batch_tree import CHUNK
from leadgate.cookie_choices.models import CookieBatch, CookieChoice, CookieWording
from leadgate.cookie_choices.types import ChoiceRow
from leadgate.cookies import queries as sites
from leadgate.cookies.documents import Shown, read_shown
from leadgate.foundation.db import session
from leadgate.verifier.reading import canonical
from leadgate.verifier.tree import Hash, leaf_hash

ROWS_AT_ONCE = 20 * CHUNK
READ: Any = select(
    CookieChoice.id,
    CookieChoice.allowed,
    CookieChoice.how,
    CookieChoice.gpc,
    CookieWording.language,
    CookieChoice.day,
    CookieChoice.position,
).join(CookieWording, CookieWording.id == CookieChoice.wording)


def document_of(site: UUID, notice: UUID) -> tuple[Shown, str]:
    """A notice as it was shown, and the hash it is known by; also of a site that is retired.

    Args:
        site, notice: their ids.
    """
    found = next(one for one in sites.notices(site) if one.id == notice)
    return read_shown(found.document), found.sha256


def asked_of(shown: Shown) -> tuple[str, ...]:
    """The purposes that a notice asked for, in the order of their bits."""
    return tuple(one.slug for one in shown.described.asked)


def choice_of(row: Any, asked: Sequence[str]) -> ChoiceRow:
    """What a row of `READ` says.

    Args:
        row: one.
        asked: the purposes of its notice.
    """
    number, bits, how, gpc, language, day, _position = row
    return ChoiceRow(number, names_of(bits, asked), how, gpc, language, day)


def names_of(bits: int, asked: Sequence[str]) -> tuple[str, ...]:
    """The purposes that some bits stand for.

    Args:
        bits: one for each.
        asked: the purposes of the notice.
    """
    return tuple(one for at, one in enumerate(asked) if bits >> at & 1)


def leaves_of_batch(batch: CookieBatch, asked: Sequence[str]) -> Iterator[Hash]:
    """The leaves of a batch in their order, some at a time.

    Args:
        batch: whose rows are there.
        asked: the purposes of its notice.
    """
    at = 0
    while leaves := leaves_between(batch.id, at, ROWS_AT_ONCE, asked):
        yield from leaves
        at += ROWS_AT_ONCE


def leaves_between(batch: int, first: int, count: int, asked: Sequence[str]) -> list[Hash]:
    """Some leaves of a batch.

    Args:
        batch: its number.
        first: the position of the first.
        count: how many at most.
        asked: the purposes of its notice.
    """
    there = READ.where(CookieChoice.batch == batch, CookieChoice.position >= first)
    there = there.where(CookieChoice.position < first + count).order_by(CookieChoice.position)
    return [leaf_of(choice_of(row, asked)) for row in session().execute(there)]


def leaf_of(choice: ChoiceRow) -> Hash:
    """The hash of a choice in its batch."""
    return leaf_hash(canonical(choice.fields()))
