"""Reading letters."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import func, select

from leadgate.assets import leads as given
from leadgate.foundation.db import session
from leadgate.leads.finding import purposes
from leadgate.letters.errors import NoSuchLetterPicture
from leadgate.letters.models import LetterDraft, LetterEdition, LetterPicture, LetterWords
from leadgate.letters.types import LetterWording, read_wording


@dataclass(frozen=True, slots=True)
class LetterCopied:
    """A letter as it is kept.

    Args:
        purpose: its slug.
        changes: how often it was changed.
    """

    id: UUID
    slug: str
    name: str
    purpose_id: UUID
    changes: int
    made_at: datetime
    archived_at: datetime | None


@dataclass(frozen=True, slots=True)
class EditionKept:
    """What a letter said when it was sent.

    Args:
        wordings: by language.
    """

    id: UUID
    letter_id: UUID
    number: int
    sha256: str
    wordings: dict[str, LetterWording]


def letters() -> list[LetterCopied]:
    """All that are not put away, the newest first."""
    kept = select(LetterDraft).where(LetterDraft.archived_at.is_(None)).order_by(LetterDraft.id.desc())
    return [_copied(row) for row in session().scalars(kept)]


def letter(letter_id: UUID) -> LetterCopied | None:
    """One letter; None where there is none."""
    row = session().get(LetterDraft, letter_id)
    return _copied(row) if row else None


def letters_of(ids: Collection[UUID]) -> dict[UUID, LetterCopied]:
    """Some letters by their ids, put away or not."""
    rows = session().scalars(select(LetterDraft).where(LetterDraft.id.in_(ids)))
    return {row.id: _copied(row) for row in rows}


def letter_named(slug: str) -> LetterCopied | None:
    """The letter of that name in addresses; None where there is none."""
    row = session().scalar(select(LetterDraft).where(LetterDraft.slug == slug))
    return _copied(row) if row else None


def is_taken(slug: str) -> bool:
    """Whether a letter has that name in addresses."""
    return letter_named(slug) is not None


@dataclass(frozen=True, slots=True)
class LetterListed:
    """A letter of the list.

    Args:
        purpose: its title.
        languages: in which it is said.
        kept: when what it says was kept for sending last.
    """

    letter: LetterCopied
    purpose: str
    languages: tuple[str, ...]
    kept: datetime | None


def listed(language: str, *, archived: bool = False) -> list[LetterListed]:
    """All letters with what there is to say of each, the newest first.

    Args:
        language: of the purposes' titles.
        archived: whether those that were put away are meant.
    """
    put_away = LetterDraft.archived_at.is_not(None) if archived else LetterDraft.archived_at.is_(None)
    rows = session().scalars(select(LetterDraft).where(put_away).order_by(LetterDraft.id.desc())).all()
    spoken: dict[UUID, list[str]] = defaultdict(list)
    for letter_id, tag in session().execute(select(LetterWords.letter_id, LetterWords.language)):
        spoken[letter_id].append(tag)
    newest = select(LetterEdition.letter_id, func.max(LetterEdition.made_at)).group_by(LetterEdition.letter_id)
    kept: dict[UUID, datetime] = dict(iter(session().execute(newest)))
    titled = {one.purpose_id: one.title for one in purposes(language)}
    return [
        LetterListed(_copied(row), titled.get(row.purpose_id, ""), tuple(sorted(spoken[row.id])), kept.get(row.id))
        for row in rows
    ]


def picture_named(name: str, ending: str) -> bytes:
    """A picture of letters.

    Args:
        name: the SHA-256 of what is in it.
        ending: `png` or `jpg`.

    Raises:
        NoSuchLetterPicture: there is none of that name.
    """
    found = session().get(LetterPicture, name)
    if found is None or found.ending != ending:
        raise NoSuchLetterPicture
    return found.content


def wordings(letter_id: UUID) -> dict[str, LetterWording]:
    """What a letter says now, by language."""
    mine = select(LetterWords.language, LetterWords.wording).where(LetterWords.letter_id == letter_id)
    return {language: read_wording(said) for language, said in session().execute(mine.order_by(LetterWords.language))}


def newest_edition(letter_id: UUID) -> EditionKept | None:
    """What was kept of a letter last; None before that."""
    mine = select(LetterEdition).where(LetterEdition.letter_id == letter_id)
    row = session().scalar(mine.order_by(LetterEdition.number.desc()).limit(1))
    return _kept(row) if row else None


def edition(edition_id: UUID) -> EditionKept:
    """What a letter said when it was sent.

    Raises:
        LookupError: there is no such edition.
    """
    row = session().get(LetterEdition, edition_id)
    if row is None:
        raise LookupError(edition_id)
    return _kept(row)


def editions_of(ids: Collection[UUID]) -> dict[UUID, EditionKept]:
    """What some letters said when they were sent, by the editions' ids."""
    rows = session().scalars(select(LetterEdition).where(LetterEdition.id.in_(ids)))
    return {row.id: _kept(row) for row in rows}


def purpose_of_letters(slug: str) -> UUID | None:
    """A purpose by its slug, if letters are sent for it to whoever agrees; None otherwise."""
    return next((offer.purpose_id for offer in purposes("") if offer.slug == slug), None)


def known_fields() -> dict[str, object]:
    """The personal fields there are, and what each is called: what forms of assets ask."""
    return dict(given.asked_fields())


def _copied(row: LetterDraft) -> LetterCopied:
    return LetterCopied(row.id, row.slug, row.name, row.purpose_id, row.changes, row.made_at, row.archived_at)


def _kept(row: LetterEdition) -> EditionKept:
    said = msgspec.json.decode(row.document, type=dict[str, LetterWording])
    return EditionKept(row.id, row.letter_id, row.number, row.sha256, said)
