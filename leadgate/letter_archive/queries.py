"""Reading the archive."""

from collections.abc import Mapping, Sequence
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
from leadgate.letters.types import LetterWording


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


def put_up(language: str) -> list[SentLetter]:
    """Letters everybody may read, the newest first, each in the language that suits best.

    Args:
        language: the reader's.
    """
    shown = session().scalars(select(ArchivedLetter.letter_id)).all()
    runs = [(letter_id, sending.run(letter_id)) for letter_id in shown]
    found = [(letter_id, run.edition_id, run.started_at or run.asked_at) for letter_id, run in runs]
    return _listed(found, language)


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


def _listed(found: Sequence[tuple[UUID, UUID, datetime]], language: str) -> list[SentLetter]:
    several = []
    for letter_id, edition_id, at in sorted(found, key=lambda one: one[2], reverse=True):
        letter, said = letters.letter(letter_id), letters.edition(edition_id).wordings
        if letter is not None:
            several.append(_one(letter_id, letter.slug, edition_id, at, said, language))
    return several


def _one(
    letter_id: UUID, slug: str, edition_id: UUID, at: datetime, said: Mapping[str, LetterWording], language: str
) -> SentLetter:
    tag = language_for(language, said)
    subject, preheader = without_fields(said[tag].subject), without_fields(said[tag].preheader)
    return SentLetter(letter_id, slug, edition_id, tag, subject, preheader, at)
