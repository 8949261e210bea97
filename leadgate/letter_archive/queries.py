"""Reading the archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.letter_archive.errors import NotInArchive
from leadgate.letter_archive.models import ArchivedLetter
from leadgate.letter_sending import queries as sending
from leadgate.letter_sending.as_sent import without_fields
from leadgate.letter_sending.editions import language_for
from leadgate.letters import queries as letters
from leadgate.letters.queries import EditionKept, LetterCopied


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter that was sent, as a list shows it.

    Args:
        subject, preheader: in `language`, with other words for what differs from reader to reader.
        at: when it began to leave, or left to somebody.
    """

    letter_id: UUID
    slug: str
    edition_id: UUID
    language: str
    subject: str
    preheader: str
    at: datetime


def is_up(letter_id: UUID) -> bool:
    """Whether everybody may read a letter on the site."""
    return session().get(ArchivedLetter, letter_id) is not None


def put_up(language: str, most: int | None = None) -> list[SentLetter]:
    """Letters everybody may read.

    Args:
        language: the reader's.
        most: how many; all when None.

    Returns:
        The newest first, each in the language that suits best.
    """
    runs = sending.runs_of(_shown())[:most]
    return _listed([(run.letter_id, run.edition_id, run.started_at or run.asked_at) for run in runs], language)


def names_put_up() -> list[str]:
    """The names in addresses of letters everybody may read."""
    return [letter.slug for letter in letters.letters_of(_shown()).values()]


def _shown() -> Sequence[UUID]:
    return session().scalars(select(ArchivedLetter.letter_id)).all()


def put_up_as(slug: str, language: str) -> SentLetter:
    """A letter everybody may read.

    Args:
        slug: of the letter.
        language: the reader's.

    Raises:
        NotInArchive: there is none, or it is for nobody else.
    """
    letter = letters.letter_named(slug)
    if letter is None or not is_up(letter.id):
        raise NotInArchive
    run = sending.run(letter.id)
    return _listed([(letter.id, run.edition_id, run.started_at or run.asked_at)], language)[0]


def sent_to(person_id: UUID, language: str) -> list[SentLetter]:
    """Letters that left to somebody in the last 400 days, the newest first.

    Args:
        person_id: theirs.
        language: in which they were written to.

    Returns:
        Each as it was sent to them.
    """
    return _listed(sending.sent_to(person_id), language)


def sent_as(person_id: UUID, slug: str, language: str) -> SentLetter:
    """A letter that left to somebody.

    Args:
        person_id: theirs.
        slug: of the letter.
        language: in which they are written to.

    Raises:
        NotInArchive: none of that name left to them.
    """
    letter = letters.letter_named(slug)
    mine = [one for one in sending.sent_to(person_id) if letter is not None and one[0] == letter.id]
    if not mine:
        raise NotInArchive
    return _listed(mine, language)[0]


def _listed(found: Sequence[tuple[UUID, UUID, datetime]], language: str) -> list[SentLetter]:
    """What was sent, the newest first: which letter, its edition, and when."""
    named, said = letters.letters_of([one[0] for one in found]), letters.editions_of([one[1] for one in found])
    newest = sorted(found, key=lambda one: one[2], reverse=True)
    return [_one(named[letter], said[edition], at, language) for letter, edition, at in newest]


def _one(letter: LetterCopied, kept: EditionKept, at: datetime, language: str) -> SentLetter:
    tag = language_for(language, kept.wordings)
    said = kept.wordings[tag]
    return SentLetter(
        letter.id, letter.slug, kept.id, tag, without_fields(said.subject), without_fields(said.preheader), at
    )
