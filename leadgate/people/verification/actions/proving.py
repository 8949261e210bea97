"""Proving: from a letter's link, its six digits or a guardian's yes to whatever was asked for.

Done twice it is done once; the second time says so. "This wasn't me" ends it, and for a while the address is left
alone.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Update, bindparam, delete, select, update

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, run, session
from leadgate.foundation.house.rooms import Ref
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.people.asking import request_of_digits
from leadgate.people.verification.actions import identity
from leadgate.people.verification.actions.reading import ReadVerification, read
from leadgate.people.verification.actions.suppressing import leave_alone
from leadgate.people.verification.models import Verification
from leadgate.people.verification.types import OwnChoice, Proof, Seen, VerificationKind


@action
def prove(
    kind: VerificationKind, named: UUID, *, method: str, circumstances: object = None, choice: OwnChoice | None = None
) -> Any:
    """Take the proof that somebody reads the mailbox they typed; a second time is answered as the kind says (`again`).

    Args:
        kind: of the link.
        named: what the link names.
        method: how, in one word (`mail-link`, `confirm-page`, `mail-code`, `command`).
        circumstances: the evidence, for kinds that keep it.
        choice: what they want of what was ticked and typed with it, where they were asked; None for all of it.

    Returns:
        What the kind makes of it (`proven`).

    Raises:
        the kind's `over`: it is too late, was called off, or waits for a guardian.
        ErasedMeanwhile: they were erased after they had asked.
        Refusal: the kind itself refuses, and the proof is not taken.
    """
    asked = read(kind, named)
    if asked is None or asked.seen.for_guardian:
        raise kind.over
    if asked.seen.confirmed_at:
        return _again(kind, asked.seen)
    if asked.link_ends_at <= clock.now():
        raise kind.over
    return _take(kind, asked, kind.proven, method, circumstances, choice=choice)


@action
def guardian_agrees(kind: VerificationKind, named: UUID, *, circumstances: object = None) -> Any:
    """Take a guardian's yes; of the child nothing was kept.

    Args:
        kind: of the link.
        named: what the link names.
        circumstances: the evidence, for kinds that keep it.

    Returns:
        What the kind makes of it (`guardian_proven`).

    Raises:
        the kind's `over`: it is too late, or the guardian has said no.
        Refusal: the kind itself refuses, and the yes is not taken.
    """
    asked = read(kind, named)
    if asked is None or not asked.seen.for_guardian:
        raise kind.over
    if asked.seen.confirmed_at:
        return _again(kind, asked.seen)
    if asked.seen.expires_at is None or asked.seen.expires_at <= clock.now():
        raise kind.over
    return _take(kind, asked, kind.guardian_proven, "guardian", circumstances)


def _again(kind: VerificationKind, seen: Seen) -> Any:
    if not kind.again:
        raise kind.over
    return kind.call(kind.again, seen)


def _take(
    kind: VerificationKind,
    asked: ReadVerification,
    act: Ref,
    method: str,
    circumstances: object,
    *,
    choice: OwnChoice | None = None,
) -> Any:
    vault, seen = installation().vault, asked.seen
    own = key = vault.opened(seen.subject_id, asked.wrapped)
    if kind.meets and asked.person and asked.persons_wrapped:
        key = vault.opened(asked.person, asked.persons_wrapped)
    if not _is_first(kind, asked, key, method):
        return _after_all(kind, seen)
    if kind.meets:
        _meet(asked, own)
    payload = own.open(Verification.payload, seen.id, asked.payload) if asked.payload else ""
    if choice and kind.answers:
        payload = kind.answers.chosen(payload, choice)
    proof = Proof(
        id=seen.id,
        about=seen.about,
        made_at=seen.made_at,
        key=key,
        own=own,
        payload=payload,
        language=seen.language,
        source=asked.source,
        for_guardian=seen.for_guardian,
        method=method,
        read=asked.read,
    )
    done = kind.call(act, proof, circumstances)
    if key is not own:
        vault.destroy(own.owner)
    return done


def _meet(asked: ReadVerification, own: PersonKey) -> None:
    assert asked.address
    assert asked.address_index
    identity.find_or_create_proven(
        identity.AddressHolder(asked.address_index, asked.person, asked.erased_at),
        own.open(Verification.address, asked.seen.id, asked.address),
        key=own,
        language=asked.seen.language,
        asked_at=asked.seen.made_at,
    )


_WAITS = (Verification.id == bindparam("verification"), Verification.confirmed_at.is_(None))
_USE_UP = delete(Verification).where(*_WAITS)
_TAKE: Update = (
    update(Verification)
    .where(*_WAITS)
    .values(
        subject_id=bindparam("person"),
        confirmed_at=bindparam("now"),
        method=bindparam("how"),
        expires_at=bindparam("ends"),
        address_index=bindparam("index"),
        **dict.fromkeys(("address", "payload", "remind_at")),
    )
)


def _is_first(kind: VerificationKind, asked: ReadVerification, key: PersonKey, method: str) -> bool:
    """Mark it as proven, and let go of what was typed; False when somebody was here between reading and writing."""
    verification = {"verification": asked.seen.id}
    if kind.single_use:
        return run(_USE_UP, verification).rowcount == 1
    ends = None if kind.outlives else asked.seen.expires_at
    # Whoever has become a person is found by their address as such; others are found by it here.
    index = None if kind.meets else asked.address_index
    marked = {"person": key.owner, "now": clock.now(), "how": method, "ends": ends, "index": index}
    return run(_TAKE, verification | marked).rowcount == 1


_SUBJECT = select(Verification.subject_id).where(Verification.id == bindparam("verification"))


def _after_all(kind: VerificationKind, seen: Seen) -> Any:
    """What was said first stands."""
    subject = run(_SUBJECT, {"verification": seen.id}).scalar()
    if subject is None:
        raise kind.over
    return _again(kind, seen.of(subject))


def prove_with_code(kind: VerificationKind, named: Sequence[UUID], code: str, *, circumstances: object = None) -> Any:
    """As `prove`, with the six digits, in the browser that asked; they have to be right, the second time too.

    Args:
        kind: of the request.
        named: the requests of this browser that the digits may be of; each counts the try.
        code: as typed; blanks in it do not count.
        circumstances: of the act, as evidence.

    Raises:
        WrongCode: other digits.
        NoMoreTries: after five wrong ones; the link still works.
        Refusal: as `prove`, once the digits are right.
    """
    meant = request_of_digits(_count_try(kind, named), code, most=kind.most_tries)
    return prove(kind, meant, method="mail-code", circumstances=circumstances)


@action
def _count_try(kind: VerificationKind, verifications: Sequence[UUID]) -> dict[UUID, int]:
    mine = update(Verification).where(Verification.id.in_(verifications), Verification.kind == kind.word)
    counted = mine.values(code_tries=Verification.code_tries + 1).returning(Verification.id, Verification.code_tries)
    return dict(session().execute(counted.execution_options(synchronize_session=False)).all())


_CALLED_OFF = select(Verification.id, Verification.subject_id, Verification.about, Verification.address_index)


@action
def was_not_me(kind: VerificationKind, named: UUID) -> None:
    """End what its address never asked for, and leave that address alone for a week.

    Args:
        kind: of the link.
        named: the verification's own id.

    Raises:
        the kind's `over`: there is nothing that waits any more.
    """
    row = session().execute(_CALLED_OFF.where(Verification.id == named, Verification.kind == kind.word)).one_or_none()
    if row is None or run(_USE_UP, {"verification": named}).rowcount == 0:
        raise kind.over  # never was, or was proven just now: its key is a person's
    if row.address_index:
        leave_alone(row.address_index)
    audit.record(f"{kind.word}:not-me", actor=None, subject=row.about)
    if row.subject_id == row.id:
        installation().vault.destroy(row.id)
