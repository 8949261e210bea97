"""What is sent, composed once for everybody in each language, and kept while this process sends it."""

from collections.abc import Collection, Mapping
from functools import lru_cache
from uuid import UUID

from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.letters import framing
from leadgate.letters import queries as letters
from leadgate.letters.composing.message import ComposedLetter


def composed(edition_id: UUID) -> Mapping[str, ComposedLetter]:
    """A letter as it was kept, by language.

    Args:
        edition_id: of what was kept.

    Raises:
        LookupError: there is no such edition.
    """
    return _composed(edition_id, installation().settings.version)


@lru_cache(maxsize=8)
def _composed(edition_id: UUID, _version: int) -> Mapping[str, ComposedLetter]:
    kept = letters.edition(edition_id)
    letter = letters.letter(kept.letter_id)
    assert letter is not None
    return {tag: framing.compose_here(one, tag, letter.purpose_id, letter.slug) for tag, one in kept.wordings.items()}


def language_for(reads: str, written: Collection[str]) -> str:
    """In which language of a letter somebody reads it.

    Args:
        reads: the language they are written to in.
        written: those the letter has.
    """
    if reads in written:
        return reads
    offered = [tag for tag in installation().settings.languages if tag in written]
    return languages.read_better(written, reads) or next(iter(offered or written))
