"""From an id to the letter, or to the refusal."""

from uuid import UUID

from leadgate.letters import queries
from leadgate.letters.errors import NoSuchLetter
from leadgate.letters.queries import LetterCopied


def letter_named(slug: str) -> LetterCopied:
    """A letter by its slug.

    Raises:
        NoSuchLetter: there is none.
    """
    found = queries.letter_named(slug)
    if found is None:
        raise NoSuchLetter
    return found


def letter(letter_id: UUID) -> LetterCopied:
    """A letter, put away or not.

    Raises:
        NoSuchLetter: there is none of that id.
    """
    found = queries.letter(letter_id)
    if found is None:
        raise NoSuchLetter
    return found
