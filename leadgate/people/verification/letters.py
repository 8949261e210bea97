"""The letters that ask for a proof. Nothing anybody typed stands in them."""

from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.mail.letters import add_new_letter
from leadgate.people.verification import queries
from leadgate.people.verification.models import Verification
from leadgate.people.verification.types import Seen, VerificationKind


def ask(kind: VerificationKind, row: Verification) -> None:
    """Send the letter that asks for the proof, to the mailbox itself or to a guardian's."""
    _put(kind.guardian_letter if row.for_guardian else kind.letter, row)


def remind(kind: VerificationKind, row: Verification) -> None:
    """Send it once more, after a while."""
    _put(kind.reminder, row)


def _put(letter: str, row: Verification) -> None:
    add_new_letter(letter, f"{row.id}/{row.mails}", owner=row.subject_id, verification=row.id)


def to_prove(kind: VerificationKind, verification: UUID) -> Letter | None:
    """What asks a mailbox to prove itself; nothing once it has, or is too late."""
    row = queries.with_id(kind, verification)
    if row is None or row.for_guardian:
        return None
    named = name_of(kind, row)
    links = {"url": kind.link.to(named), "code": installation().tokens.digits(row.id)}
    if kind.not_me:
        links["not_me_url"] = kind.not_me.to(named)
    return _letter(kind, row, links)


def to_guardian(kind: VerificationKind, verification: UUID) -> Letter | None:
    """What asks a guardian about a child; nothing once they have answered, or it is too late."""
    row = queries.with_id(kind, verification)
    if row is None or not row.for_guardian or kind.guardian is None:
        return None
    return _letter(kind, row, {"url": kind.guardian.to(name_of(kind, row))})


def _letter(kind: VerificationKind, row: Seen, links: dict[str, str]) -> Letter:
    context = {**links, "ticked": queries.ticked(kind, row), **kind.shown(row.about, row.language)}
    return Letter(row.subject_id, partial(queries.address_of, row.id), row.language, context)


def name_of(kind: VerificationKind, row: Seen) -> UUID:
    """What the links of a verification name."""
    if kind.own_key:
        return row.id
    assert row.about
    return row.about
