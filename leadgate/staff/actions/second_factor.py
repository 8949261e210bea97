"""The second factor: an authenticator app (TOTP, RFC 6238) and ten recovery codes, each of which works once.

Passkeys are one as well, and their own acts (`passkeys`).
"""

import hmac
import secrets
from base64 import b32encode
from datetime import timedelta
from uuid import UUID

import pyotp
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Select, delete, select, update

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked_one
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.errors import KeyDestroyed
from leadgate.foundation.keys.tokens import typed_code
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import telling
from leadgate.staff.errors import NoSecondFactor, NothingToConfirm, WrongFactor, WrongRecoveryCode
from leadgate.staff.models import StaffAccount, StaffPasskey, StaffRecoveryCode, StaffSession, StaffTotp
from leadgate.staff.types import SignInChange, StaffAct

GRACE = timedelta(days=14)
NEED_IT = frozenset({Role.OWNER, Role.OFFICER})
STEP_SECONDS = 30
STEPS_ASIDE = (0, -1, 1)
RECOVERY_CODES = 10


@action
def begin(account_id: UUID) -> None:
    """Make the secret of a new app; what is there already works until the new one is confirmed.

    Args:
        account_id: whose.
    """
    session().execute(delete(StaffTotp).where(StaffTotp.account_id == account_id, StaffTotp.confirmed_at.is_(None)))
    made, key = new_id(), _key_of(account_id)
    secret = key.seal(StaffTotp.secret, made, pyotp.random_base32())
    session().add(StaffTotp(id=made, account_id=account_id, secret=secret, confirmed_at=None, last_step=0))


@action
def confirm(account_id: UUID, code: str, session_id: UUID | None = None) -> list[str]:
    """Take the new app into use, in the place of an earlier one.

    Args:
        account_id: whose.
        code: six digits of the new app.
        session_id: the session at hand.

    Returns:
        Ten recovery codes; they are kept as hashes, so nobody sees them again.

    Raises:
        NothingToConfirm: no app was begun.
        WrongFactor: the digits are not the app's, or were used already.
    """
    waits = select(StaffTotp).where(StaffTotp.account_id == account_id, StaffTotp.confirmed_at.is_(None))
    new = session().scalar(waits)
    if new is None:
        raise NothingToConfirm
    if not _takes(new, typed_code(code)):
        raise WrongFactor
    earlier = delete(StaffTotp).where(StaffTotp.account_id == account_id, StaffTotp.id != new.id)
    had_one = session().execute(earlier).rowcount > 0  # type: ignore[attr-defined]
    new.confirmed_at = clock.now()
    audit.record(StaffAct.FACTOR, actor=account_id, subject=account_id)
    telling.tell_owner(account_id, SignInChange.ANOTHER_APP if had_one else SignInChange.APP, session_id)
    return new_recovery_codes(account_id)


@action
def renew_recovery_codes(account_id: UUID, session_id: UUID | None = None) -> list[str]:
    """As `new_recovery_codes`, and tell their owner by letter.

    Args:
        account_id: whose.
        session_id: the session at hand.
    """
    telling.tell_owner(account_id, SignInChange.RECOVERY_CODES, session_id)
    return new_recovery_codes(account_id)


@action
def new_recovery_codes(account_id: UUID) -> list[str]:
    """Make ten recovery codes; earlier ones work no longer.

    Args:
        account_id: whose.

    Returns:
        The codes, of 80 random bits each; kept as Argon2id hashes (ASVS 5.0, 6.5.2).
    """
    session().execute(delete(StaffRecoveryCode).where(StaffRecoveryCode.account_id == account_id))
    codes = [b32encode(secrets.token_bytes(10)).decode().lower() for _ in range(RECOVERY_CODES)]
    passwords = installation().passwords
    for code in codes:
        session().add(StaffRecoveryCode(id=new_id(), account_id=account_id, code_hash=passwords.hash(code)))
    audit.record(StaffAct.RECOVERY_CODES, actor=account_id, subject=account_id)
    return ["-".join(code[at : at + 4] for at in range(0, 16, 4)) for code in codes]


@action
def use_code(account_id: UUID, code: str, *, or_recovery: bool = True) -> bool:
    """Use up a code of the app, or a recovery code.

    Args:
        account_id: whose.
        code: as typed; spaces and hyphens do not matter.
        or_recovery: whether a recovery code will do.

    Returns:
        Whether it was a recovery code.

    Raises:
        WrongFactor: it is neither, or was used already.
        WrongRecoveryCode: the same, of what cannot be the app's.
    """
    typed = typed_code(code)
    app = session().scalar(_confirmed(account_id))
    if app and _takes(app, typed):
        return False
    if not or_recovery or not _takes_recovery(account_id, typed):
        raise WrongFactor if typed.isdigit() or not or_recovery else WrongRecoveryCode
    return True


def _takes(app: StaffTotp, typed: str) -> bool:
    """Whether a code is the app's now (or one step aside, for clocks that differ), and counts for the first time."""
    key = installation().vault.key_of(app.account_id)
    totp = pyotp.TOTP(key.open(StaffTotp.secret, app.id, app.secret))
    here = int(clock.now().timestamp()) // STEP_SECONDS
    # Compared as bytes: what was typed may hold signs that are no digits.
    matches = (here + aside for aside in STEPS_ASIDE if _same(totp.generate_otp(here + aside), typed))
    step = next(matches, None)
    if step is None:
        return False
    # One statement that names what it expects: of two processes with the same code exactly one changes a row.
    unused = update(StaffTotp).where(StaffTotp.id == app.id, StaffTotp.last_step < step)
    taken = session().execute(unused.values(last_step=step))
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]


def _takes_recovery(account_id: UUID, typed: str) -> bool:
    if len(typed) != 16:
        return False
    passwords = installation().passwords
    for row in session().scalars(select(StaffRecoveryCode).where(StaffRecoveryCode.account_id == account_id)):
        try:
            passwords.verify(row.code_hash, typed)
        except VerifyMismatchError:
            continue
        used = session().execute(delete(StaffRecoveryCode).where(StaffRecoveryCode.id == row.id))
        audit.record(StaffAct.RECOVERY_CODE_USED, actor=account_id, subject=account_id)
        return bool(used.rowcount == 1)  # type: ignore[attr-defined]
    return False


def _same(right: str, typed: str) -> bool:
    return hmac.compare_digest(right.encode(), typed.encode())


@action
def reset(account_id: UUID, *, by: UUID | None) -> None:
    """Take the second factor from an account whose owner lost it; it is set up anew before anything else is done.

    Args:
        account_id: whose.
        by: the owner who does it; None for the command line.

    Raises:
        NoSecondFactor: there is none; nothing changes, and nobody is told.
    """
    account = locked_one(StaffAccount, account_id)
    if not has_factor(account_id):
        raise NoSecondFactor
    for table in (StaffTotp, StaffPasskey, StaffRecoveryCode, StaffSession):
        session().execute(delete(table).where(table.account_id == account_id))
    account.factor_due_at = clock.now()
    audit.record(StaffAct.FACTOR_RESET, actor=by, subject=account_id)
    telling.tell_owner(account_id, SignInChange.FACTOR_RESET)


@action
def begin_grace(account: StaffAccount) -> None:
    """Say until when somebody who needs a second factor can do without; the days begin with their first sign-in."""
    if account.role in NEED_IT and account.factor_due_at is None:
        account.factor_due_at = clock.now() + GRACE


def has_factor(account_id: UUID) -> bool:
    """Whether a second factor is asked for at the door."""
    passkey = select(StaffPasskey.id).where(StaffPasskey.account_id == account_id)
    return session().scalar(_confirmed(account_id)) is not None or session().scalar(passkey.limit(1)) is not None


def _confirmed(account_id: UUID) -> Select[StaffTotp]:
    return select(StaffTotp).where(StaffTotp.account_id == account_id, StaffTotp.confirmed_at.is_not(None))


def _key_of(account_id: UUID) -> PersonKey:
    try:
        return installation().vault.key_of(account_id)
    except KeyDestroyed:
        return installation().vault.new_key(account_id)
