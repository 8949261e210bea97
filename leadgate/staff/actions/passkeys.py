"""Passkeys (WebAuthn): adding one, using one, taking one away."""

from hashlib import sha256
from uuid import UUID, uuid4

from sqlalchemy import delete, literal, or_, select, update

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired, TokenInvalid
from leadgate.foundation.web import ceremonies
from leadgate.foundation.web.ceremonies import WrongPasskey
from leadgate.staff import queries
from leadgate.staff.actions import second_factor, telling
from leadgate.staff.errors import KnownPasskey
from leadgate.staff.models import StaffAccount, StaffPasskey, StaffRecoveryCode, StaffSpentChallenge
from leadgate.staff.room import STAFF_CHALLENGE
from leadgate.staff.types import PasskeyAnswer, SignInChange, StaffAct

NOBODY = UUID(int=0)
"""Whom a challenge is made for before anybody has said who they are."""


def challenge_for(whom: UUID) -> str:
    """A challenge for one answer within five minutes: 256 random bits, signed here together with whom it is for.

    Args:
        whom: the session at hand, the account that was half let in, or `NOBODY`.
    """
    return installation().tokens.make(STAFF_CHALLENGE, uuid4(), uuid4(), whom)


def options_to_add(account_id: UUID, challenge: str) -> str:
    """What the browser of a member of staff asks for a new passkey with, as JSON.

    Args:
        account_id: whose it will be; those they have already are named, so that no device makes a second one.
        challenge: the token it has to sign.
    """
    email = session().get_one(StaffAccount, account_id).email
    return ceremonies.creation_options(challenge, account_id.bytes, email, _known(account_id))


def options_to_use(account_id: UUID | None, challenge: str) -> str:
    """What a browser asks a passkey with, as JSON.

    Args:
        account_id: whose it has to be; None when the passkey says it, and so has to verify its owner.
        challenge: the token it has to sign.
    """
    known = _known(account_id) if account_id else []
    return ceremonies.request_options(challenge, known, verified=account_id is None)


def _known(account_id: UUID) -> list[bytes]:
    return list(session().scalars(select(StaffPasskey.credential_id).where(StaffPasskey.account_id == account_id)))


def add(account_id: UUID, session_id: UUID, name: str, answer: PasskeyAnswer) -> list[str]:
    """Register a passkey.

    Args:
        account_id: whose.
        session_id: the session its challenge was made in.
        name: to know it by.
        answer: what the browser brought back.

    Returns:
        Ten recovery codes when there are none yet; nothing otherwise.

    Raises:
        WrongPasskey: the answer does not hold (`ceremonies.registered`), or its challenge was used or is too old.
        KnownPasskey: it is registered already, whoever's it is.
    """
    spend(answer.challenge, session_id)
    return _keep(account_id, session_id, name, ceremonies.registered(answer.challenge, answer.credential))


@action
def _keep(account_id: UUID, session_id: UUID, name: str, new: ceremonies.Registered) -> list[str]:
    added = upsert(StaffPasskey).values(
        id=new_id(),
        account_id=account_id,
        name=name,
        credential_id=new.credential_id,
        public_key=new.public_key,
        sign_count=new.sign_count,
        verifies=new.verified,
        backup_eligible=new.backup_eligible,
        backed_up=new.backed_up,
        made_at=clock.now(),
        used_at=None,
    )
    if not session().scalar(added.on_conflict_do_nothing().returning(StaffPasskey.id)):
        raise KnownPasskey
    audit.record(StaffAct.PASSKEY_ADDED, actor=account_id, subject=account_id)
    telling.tell_owner(account_id, SignInChange.PASSKEY_ADDED, session_id)
    codes = select(StaffRecoveryCode.id).where(StaffRecoveryCode.account_id == account_id)
    has_codes = session().scalar(codes.limit(1)) is not None
    return [] if has_codes else second_factor.new_recovery_codes(account_id)


def use(answer: PasskeyAnswer, made_for: UUID, account_id: UUID | None) -> UUID:
    """Check what a passkey signed, and note it.

    Args:
        answer: what the browser brought back.
        made_for: whom its challenge was made for.
        account_id: whose passkey it has to be; None when the passkey says it: then it has to name its account, and
            must have verified its owner, now and before (WebAuthn Level 3, section 7.2, `uvInitialized`).

    Returns:
        Whose it is.

    Raises:
        WrongPasskey: nobody's, another's, a copy's (its counter did not grow), or as `ceremonies.asserted` says.
    """
    spend(answer.challenge, made_for)
    credential_id, handle = ceremonies.named_in(answer.credential)
    held = session().scalar(select(StaffPasskey).where(StaffPasskey.credential_id == credential_id))
    owner = account_id or (held.account_id if held and held.verifies and handle else None)
    if held is None or held.account_id != owner or (handle and handle != owner.bytes):
        raise WrongPasskey
    # Who signs in elsewhere is let go there: a passkey stands beside that, and not in its place.
    if account_id is None and queries.signs_in_elsewhere(held.account_id):
        raise WrongPasskey
    said = ceremonies.asserted(
        answer.challenge, answer.credential, held.public_key, held.sign_count, verified=account_id is None
    )
    # What a passkey can be backed up to is settled when it is made; one that says otherwise now is another one.
    if said.backup_eligible != held.backup_eligible:
        raise WrongPasskey
    _note_use(held.id, said)
    return held.account_id


@action
def _note_use(passkey_id: UUID, said: ceremonies.Asserted) -> None:
    # The counter is compared once more where it is written: of two answers at once with one count, one is a copy's.
    grows = or_(StaffPasskey.sign_count < said.sign_count, StaffPasskey.sign_count == 0)
    own = update(StaffPasskey).where(StaffPasskey.id == passkey_id, grows)
    noted = own.values(
        sign_count=said.sign_count,
        backed_up=said.backed_up,
        used_at=clock.now(),
        # A password or a session was shown besides wherever this can turn from no to yes.
        verifies=or_(StaffPasskey.verifies, literal(said.verified)),
    )
    if session().execute(noted).rowcount != 1:  # type: ignore[attr-defined]
        raise WrongPasskey


@action
def spend(challenge: str, made_for: UUID) -> None:
    """Use up a challenge, whatever becomes of the answer.

    Args:
        challenge: the token this browser holds.
        made_for: whom it has to be made for.

    Raises:
        WrongPasskey: it is none, was made for somebody else, is older than five minutes, or was answered before.
    """
    try:
        *_random, whom = installation().tokens.read(STAFF_CHALLENGE, challenge)
    except (TokenInvalid, TokenExpired) as refusal:
        raise WrongPasskey from refusal
    digest, ends_at = sha256(challenge.encode()).digest(), clock.now() + STAFF_CHALLENGE.lifetime
    spent = upsert(StaffSpentChallenge).values(digest=digest, ends_at=ends_at).on_conflict_do_nothing()
    if not session().scalar(spent.returning(StaffSpentChallenge.digest)) or whom != made_for:
        raise WrongPasskey


@action
def remove(account_id: UUID, passkey_id: UUID, session_id: UUID | None = None) -> bool:
    """Take a passkey away; recovery codes go with the last factor. Taking it away twice is fine.

    Args:
        account_id: whose it has to be; nothing happens to that of anybody else.
        passkey_id: which one.
        session_id: the session at hand.

    Returns:
        Whether it was there.
    """
    own = delete(StaffPasskey).where(StaffPasskey.account_id == account_id, StaffPasskey.id == passkey_id)
    if session().execute(own).rowcount == 0:  # type: ignore[attr-defined]
        return False
    telling.tell_owner(account_id, SignInChange.PASSKEY_REMOVED, session_id)
    if not second_factor.has_factor(account_id):
        session().execute(delete(StaffRecoveryCode).where(StaffRecoveryCode.account_id == account_id))
    audit.record(StaffAct.PASSKEY_REMOVED, actor=account_id, subject=account_id)
    return True
