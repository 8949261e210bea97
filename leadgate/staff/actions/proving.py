"""Showing once more who sits there: the second step at the door, and before what cannot be taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.web.ceremonies import WrongPasskey
from leadgate.staff import queries
from leadgate.staff.actions import passkeys, second_factor, sessions, telling, tries, ways_in
from leadgate.staff.errors import WrongFactor, WrongProof
from leadgate.staff.models import StaffAccount, StaffSession
from leadgate.staff.types import Arrival, Entrance, PasskeyAnswer, SignInChange


def sign_in_with_code(account_id: UUID, code: str, arrival: Arrival, *, by_link: bool) -> Entrance:
    """Finish a sign-in with the second factor.

    Args:
        account_id: whose password or link was shown just before.
        code: of the app, or a recovery code.
        arrival: where the request came from.
        by_link: whether it was a link.

    Returns:
        A new session.

    Raises:
        WrongFactor: it is neither, or was used already.
        TriedTooOften: from this browser or from this network.
        TriedFromEverywhere: for this account from everywhere; a letter goes to whose it is.
    """
    try:
        with _code_counted(account_id, arrival):
            return _entered_with_code(account_id, code, arrival, by_link=by_link)
    except WrongFactor:
        audit.record("staff:code-refused", actor=account_id)
        raise


@contextmanager
def _code_counted(account_id: UUID, arrival: Arrival) -> Iterator[None]:
    offered = ways_in.offered("staff/codes_tried", account_id, str(account_id))
    with offered, tries.counted(tries.of_code(account_id, arrival)):
        yield


@action
def _entered_with_code(account_id: UUID, code: str, arrival: Arrival, *, by_link: bool) -> Entrance:
    # One act: a code that is used up has let its owner in, and their letter waits.
    by_recovery_code = second_factor.use_code(account_id, code)
    opened = sessions.open_session(account_id, arrival, by_link=by_link)
    if by_recovery_code:
        telling.tell_owner(account_id, SignInChange.RECOVERY_CODE_USED, opened)
    return Entrance(account_id, opened, by_link, by_recovery_code)


def sign_in_with_passkey(answer: PasskeyAnswer, half: Entrance | None, arrival: Arrival) -> Entrance:
    """Sign in with a passkey: as the whole of it, or as the second factor.

    Args:
        answer: what the browser brought back.
        half: whose password or link was shown just before; None for nobody's, and then the passkey says whose it is
            and has to verify its owner, which is two factors in one.
        arrival: where the request came from.

    Returns:
        A new session.

    Raises:
        WrongPasskey: it does not hold, or its account is disabled.
        TriedTooOften, TriedFromEverywhere: as `sign_in_with_code`.
    """
    account_id = half.account_id if half else None
    with _code_counted(account_id, arrival) if account_id else tries.counted(tries.of_passkey(arrival)):
        shown_by = _accepted(answer, account_id)
    by_link = half is not None and half.by_link
    return Entrance(shown_by, sessions.open_session(shown_by, arrival, by_link=by_link), by_link)


def _accepted(answer: PasskeyAnswer, account_id: UUID | None) -> UUID:
    try:
        shown_by = passkeys.use(answer, account_id or passkeys.NOBODY, account_id)
        if queries.account(shown_by) is None:
            raise WrongPasskey
    except WrongPasskey:
        audit.record("staff:passkey-refused", actor=account_id)
        raise
    return shown_by


def prove(session_id: UUID, typed: str) -> None:
    """Show, inside a session, who sits there; holds for ten minutes.

    Args:
        session_id: the session at hand.
        typed: the password, or a code of the app.

    Raises:
        WrongProof: it is neither.
        TriedTooOften: guessed too often in this session.
    """
    account = session().get_one(StaffAccount, session().get_one(StaffSession, session_id).account_id)
    with tries.counted(tries.of_session(session_id)):
        if not sessions.fits(account, typed):
            try:
                second_factor.use_code(account.id, typed, or_recovery=False)
            except WrongFactor as refusal:
                raise WrongProof from refusal
    note_proof(session_id)


def prove_with_passkey(session_id: UUID, answer: PasskeyAnswer) -> None:
    """As `prove`, with a passkey of the account's.

    Args:
        session_id: the session at hand.
        answer: what the browser brought back.

    Raises:
        WrongPasskey: it does not hold, or is somebody else's.
        TriedTooOften: tried too often in this session.
    """
    account_id = session().get_one(StaffSession, session_id).account_id
    with tries.counted(tries.of_session(session_id)):
        passkeys.use(answer, session_id, account_id)
    note_proof(session_id)


@action
def note_proof(session_id: UUID) -> None:
    """Note that whoever sits in a session has just shown who they are.

    Args:
        session_id: the session at hand.
    """
    row = session().get_one(StaffSession, session_id)
    row.proven_at = clock.now()
    audit.record("staff:proof", actor=row.account_id)
