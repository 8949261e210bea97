"""Every wording there is, with the hash it should have, for whoever verifies the ledger."""

from collections.abc import Iterator

from sqlalchemy import select

from leadgate.consent.actions.purposes import PurposeWords, hash_of
from leadgate.consent.models import Notice, Purpose
from leadgate.ledger.readable import MALFORMED, rows_by
from leadgate.ledger.types import KeptWording

ROWS_AT_ONCE = 1_000


def kept_wordings() -> Iterator[KeptWording]:
    """Each wording as it is stored now; one that cannot be read has no hash, and is no wording that anybody saw."""
    shown = select(Purpose.slug, Notice.version, Notice.language, Notice.title, Notice.text, Notice.sha256)
    for page in rows_by(Notice.id, shown.select_from(Notice).outerjoin(Purpose), ROWS_AT_ONCE):
        for number, row in page:
            if row is None:
                yield KeptWording(f"notice {number}", "", None)
            else:
                slug, version, language, title, text, sha256 = row
                shown_as = f"{slug}, version {version}, in {language}"
                yield KeptWording(shown_as, sha256, _hash(slug, version, PurposeWords(language, title, text)))


def _hash(purpose: str, version: int, words: PurposeWords) -> str | None:
    try:
        return hash_of(purpose, version, words)
    except MALFORMED:
        return None
