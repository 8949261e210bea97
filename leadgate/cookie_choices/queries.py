"""Finding choices by their number, and batches with their proofs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select

from leadgate.cookie_choices import rows
from leadgate.cookie_choices.errors import NoSuchBatch, NoSuchChoice
from leadgate.cookie_choices.models import CookieBatch, CookieChoice, CookieWording
from leadgate.cookie_choices.sent import hash_of_number, is_number
from leadgate.cookie_choices.types import ChoiceRow, How
from leadgate.cookies.documents import Shown
from leadgate.foundation.db import session

ENTRIES_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class KnownChoice:
    """A choice with what was shown.

    Args:
        number: that its visitor holds.
        choice: what was chosen.
        shown: the notice.
        sha256: by which that is known.
        batch: it is in; None while it waits for one, or that is being closed.
        position: in the batch.
    """

    number: str
    choice: ChoiceRow
    shown: Shown
    sha256: str
    batch: CookieBatch | None
    position: int | None

    @property
    def words(self) -> dict[str, str]:
        """The banner's, in the language of the choice."""
        return self.shown.described.words[self.choice.language]

    @property
    def how(self) -> How:
        """Which button it was."""
        return How(self.choice.how)

    @property
    def asked(self) -> tuple[str, ...]:
        """The purposes that were asked for."""
        return rows.asked_of(self.shown)


def choice_of(number: str, site: str | None = None) -> KnownChoice:
    """The choice of a number.

    Args:
        number: as it stands in the visitor's cookie.
        site: the name of the site in addresses, where it has to be that one's.

    Raises:
        NoSuchChoice: there is none, or it is over.
    """
    hashed = hash_of_number(number) if is_number(number) else b""
    both = rows.READ.add_columns(CookieWording.site_id, CookieWording.notice_id, CookieBatch)
    both = both.outerjoin(CookieBatch, CookieBatch.id == CookieChoice.batch).where(CookieChoice.id == hashed)
    found: Any = session().execute(both).one_or_none()
    if found is None:
        raise NoSuchChoice
    *row, site_id, notice_id, batch = found
    shown, sha256 = rows.document_of(site_id, notice_id)
    if site is not None and shown.site != site:
        raise NoSuchChoice
    choice = rows.choice_of(row, rows.asked_of(shown))
    closed = batch if batch and batch.root else None
    return KnownChoice(number, choice, shown, sha256, closed, row[-1])


def site_of_choice(number: str) -> str:
    """The name in addresses of the site on which a choice was made.

    Args:
        number: of the choice.

    Raises:
        NoSuchChoice: there is none, or it is over.
    """
    return choice_of(number).shown.site


@dataclass(frozen=True, slots=True)
class ClosedBatch:
    """A batch with what it is about, for the page of the office."""

    batch: CookieBatch
    title: str


def closed_batch(number: int) -> CookieBatch:
    """A batch that is closed.

    Raises:
        NoSuchBatch: there is none of this number.
    """
    found = session().get(CookieBatch, number)
    if found is None or found.entry is None:
        raise NoSuchBatch
    return found


def closed_batches(most: int) -> list[ClosedBatch]:
    """The newest batches that are closed, newest first.

    Args:
        most: how many.
    """
    closed = select(CookieBatch).where(CookieBatch.entry.is_not(None)).order_by(CookieBatch.id.desc())
    found = session().scalars(closed.limit(most)).all()
    titles = {one: rows.document_of(*one)[0].title for one in {(each.site_id, each.notice_id) for each in found}}
    return [ClosedBatch(each, titles[each.site_id, each.notice_id]) for each in found]


def wordings() -> Iterator[dict[str, Any]]:
    """Every notice that a batch is about, as it stands in what is handed out."""
    for site_id, notice_id in _batched_notices():
        shown, sha256 = rows.document_of(site_id, notice_id)
        yield msgspec.to_builtins(shown) | {"sha256": sha256}


def batches_of(entries: Sequence[UUID]) -> Iterator[dict[str, Any]]:
    """The batches that some entries of the ledger stand for, as they stand in what is handed out.

    Args:
        entries: their ids.
    """
    for at in range(0, len(entries), ENTRIES_AT_ONCE):
        some = CookieBatch.entry.in_(entries[at : at + ENTRIES_AT_ONCE])
        for batch in session().scalars(select(CookieBatch).where(some).order_by(CookieBatch.id)):
            yield {"entry": str(batch.entry), "root": (batch.root or b"").hex(), "size": batch.size}


def _batched_notices() -> list[tuple[UUID, UUID]]:
    named = select(CookieBatch.site_id, CookieBatch.notice_id).where(CookieBatch.entry.is_not(None)).distinct()
    return [(site, notice) for site, notice in session().execute(named.order_by(CookieBatch.notice_id))]
