"""How a letter begins: from a starter, or as a copy of another one."""

from uuid import UUID

from flask_babel import gettext

from leadgate.consent import queries as consent
from leadgate.foundation import languages
from leadgate.letter_editor.starters import begun
from leadgate.letters import queries
from leadgate.letters.actions import writing
from leadgate.letters.queries import LetterCopied

LONGEST_NAME = 200


def begin(name: str, purpose: str, starter: str, *, by: UUID) -> UUID:
    """Begin a letter, in the language of whoever begins it.

    Args:
        name: what staff call it.
        purpose: the slug of what it is for.
        starter: what it begins with (`LetterStarter`).
        by: the staff account.

    Raises:
        NoPurposeOfLetters: as it says.
    """
    language = languages.of_request()
    return writing.begin(name, purpose, {language: begun(starter, language)}, by=by)


def copied(letter: LetterCopied, *, by: UUID) -> UUID:
    """Begin a letter with all that another one says.

    Args:
        letter: the other one.
        by: the staff account.

    Raises:
        NoPurposeOfLetters: letters are not sent for its purpose any more.
    """
    name = gettext("%(name)s (copy)", name=letter.name)[:LONGEST_NAME]
    purpose = consent.offers_of([letter.purpose_id], languages.of_request())[letter.purpose_id].slug
    return writing.begin(name, purpose, queries.wordings(letter.id), by=by)
