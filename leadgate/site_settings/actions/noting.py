"""Noting what was found about the sender of letters: the newest look is the one that counts."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.site_settings.models import SenderCheck
from leadgate.site_settings.sender import LETTER, RECORDS, letter_about, records_about
from leadgate.site_settings.trying import TriedLetter
from leadgate.site_settings.types import FoundRecord


@action
def note_records(found: Sequence[FoundRecord], *, by: UUID | None) -> None:
    """Keep what the name servers said of the sender's domain.

    Args:
        found: what they said.
        by: the staff account that asked.
    """
    _note(RECORDS, records_about(), [asdict(one) for one in found])
    audit.record("mail:look-up", actor=by)


@action
def note_letter(tried: TriedLetter, *, by: UUID | None) -> None:
    """Keep how a test letter went.

    Args:
        tried: how it went.
        by: the staff account it was sent to.
    """
    _note(LETTER, letter_about(), [asdict(tried)])
    audit.record("mail:test", actor=by)


def _note(kind: str, about: str, found: list[dict[str, str]]) -> None:
    session().merge(SenderCheck(kind=kind, about=about, at=clock.now(), found=found))
