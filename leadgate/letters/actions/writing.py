"""Writing: a letter begins, is said in its languages, copied, put away, and frozen when it leaves."""

from collections.abc import Mapping
from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import delete, func, select

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.databases.upserting import put_row
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.slugs import free_slug
from leadgate.letters import queries
from leadgate.letters.errors import LetterChanged, NoPurposeOfLetters, NoSuchLetter, SaysNothing
from leadgate.letters.framing import compose_here
from leadgate.letters.models import LetterDraft, LetterEdition, LetterWords
from leadgate.letters.types import LetterWording, written_wording


@action
def begin(name: str, purpose: str, wordings: Mapping[str, LetterWording], *, by: UUID | None = None) -> UUID:
    """Begin a letter.

    Args:
        name: what staff call it.
        purpose: the slug of the one whoever reads it has to agree to.
        wordings: what it says to begin with, by language.
        by: the staff account; None for the command line.

    Returns:
        Its id.

    Raises:
        NoPurposeOfLetters: there is no such purpose, or no letters are sent for it.
    """
    purpose_id, made = _purpose(purpose), new_id()
    add_row(
        LetterDraft,
        id=made,
        slug=free_slug(name, "letter", queries.is_taken),
        name=name,
        purpose_id=purpose_id,
        changes=0,
        made_by=by,
        made_at=clock.now(),
        archived_at=None,
    )
    for language, wording in wordings.items():
        _say(made, language, wording, by=by)
    audit.record("letter:begin", actor=by, subject=made)
    return made


@action
def say(letter_id: UUID, wordings: Mapping[str, LetterWording], *, changes: int, by: UUID | None = None) -> int:
    """Write down what a letter says; a language that is not among them is left as it is.

    Args:
        letter_id: which.
        wordings: by language.
        changes: how often it had been changed when whoever writes saw it last.
        by: the staff account.

    Returns:
        How often it has been changed now.

    Raises:
        NoSuchLetter: there is none.
        LetterChanged: somebody changed it meanwhile.
    """
    letter = _letter(letter_id)
    if letter.changes != changes:
        raise LetterChanged
    for language, wording in wordings.items():
        _say(letter_id, language, wording, by=by)
    letter.changes += 1
    return letter.changes


@action
def lock(letter_id: UUID) -> None:
    """Wait for whoever changes a letter at the moment, and have whoever wants to wait for the act at work.

    Args:
        letter_id: which.

    Raises:
        NoSuchLetter: there is none.
    """
    _letter(letter_id)


@action
def say_only(letter_id: UUID, wordings: Mapping[str, LetterWording], *, by: UUID | None = None) -> None:
    """Let a letter say this and nothing else: a language that is not among them has no words any more.

    Args:
        letter_id: which.
        wordings: by language.
        by: the staff account.

    Raises:
        NoSuchLetter: there is none.
    """
    gone = (LetterWords.letter_id == letter_id, LetterWords.language.not_in(wordings))
    session().execute(delete(LetterWords).where(*gone))
    say(letter_id, wordings, changes=_letter(letter_id).changes, by=by)


def _say(letter_id: UUID, language: str, wording: LetterWording, *, by: UUID | None) -> None:
    said = {"wording": written_wording(wording), "edited_at": clock.now(), "edited_by": by}
    put_row(LetterWords, {"letter_id": letter_id, "language": language}, said)


@action
def rename(letter_id: UUID, name: str, *, purpose: str | None = None, by: UUID | None = None) -> None:
    """Call a letter otherwise, for staff, and say what it is for.

    Args:
        letter_id: which.
        name: what it is called.
        purpose: the slug of another one; None to leave it.
        by: the staff account.

    Raises:
        NoSuchLetter: there is none.
        NoPurposeOfLetters: there is no such purpose, or no letters are sent for it.
    """
    letter = _letter(letter_id)
    letter.name = name
    if purpose is not None:
        letter.purpose_id = _purpose(purpose)
    audit.record("letter:rename", actor=by, subject=letter_id)


@action
def archive(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Put a letter away: it stands in no list; what was sent of it is kept.

    Args:
        letter_id: which.
        by: the staff account.

    Raises:
        NoSuchLetter: there is none.
    """
    letter = _letter(letter_id)
    letter.archived_at = letter.archived_at or clock.now()
    audit.record("letter:archive", actor=by, subject=letter_id)


@action
def restore(letter_id: UUID, *, by: UUID | None = None) -> None:
    """Take a letter out again that was put away.

    Args:
        letter_id: which.
        by: the staff account.

    Raises:
        NoSuchLetter: there is none.
    """
    _letter(letter_id).archived_at = None
    audit.record("letter:restore", actor=by, subject=letter_id)


@action
def freeze(letter_id: UUID, *, by: UUID | None = None) -> UUID:
    """Keep what a letter says now, for good: this is what is sent. What is kept already is not kept again.

    Args:
        letter_id: which.
        by: the staff account.

    Returns:
        The edition's id.

    Raises:
        NoSuchLetter: there is none.
        SaysNothing: not in one language has it a subject and a block.
        UnknownField, BrokenField, FieldInAddress: something in it cannot be filled in.
    """
    letter = _letter(letter_id)
    said = {language: one for language, one in queries.wordings(letter_id).items() if one.subject and one.blocks}
    if not said:
        raise SaysNothing
    for language, one in said.items():
        compose_here(one, language, letter.purpose_id)
    document = msgspec.json.encode(said, order="deterministic").decode()
    mark = sha256(document.encode()).hexdigest()
    last = queries.newest_edition(letter_id)
    if last and last.sha256 == mark:
        return last.id
    made = new_id()
    numbers = select(func.coalesce(func.max(LetterEdition.number), 0) + 1).where(LetterEdition.letter_id == letter_id)
    add_row(
        LetterEdition,
        id=made,
        letter_id=letter_id,
        number=session().scalars(numbers).one(),
        document=document,
        sha256=mark,
        made_at=clock.now(),
        made_by=by,
    )
    audit.record("letter:freeze", actor=by, subject=letter_id)
    return made


def _purpose(slug: str) -> UUID:
    found = queries.purpose_of_letters(slug)
    if found is None:
        raise NoPurposeOfLetters
    return found


def _letter(letter_id: UUID) -> LetterDraft:
    found = locked(LetterDraft, letter_id)
    if found is None:
        raise NoSuchLetter
    return found
