"""Who an account is at a provider of OpenID Connect: by issuer and subject; an address only makes the first link."""

from uuid import UUID

from sqlalchemy import delete, or_, select

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.openid.errors import WrongIdentity
from leadgate.foundation.openid.types import Attested
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, proving, sessions, telling
from leadgate.staff.errors import TakenIdentity, UnknownIdentity
from leadgate.staff.models import StaffAccount, StaffIdentity, StaffPasskey, StaffSession, StaffTotp
from leadgate.staff.types import Arrival, Entrance, SignInChange, StaffAct

FRESH_SECONDS = 120


def enter(who: Attested, arrival: Arrival, *, by_role: bool) -> Entrance:
    """Let somebody in whom the provider attests; whoever has a second factor here is asked for it besides.

    An account without a password of its own has the role that the provider says; one with a password is local, and the
    provider changes nothing of it, so that a local owner can always get in.

    Args:
        who: what the provider says.
        arrival: where the request came from.
        by_role: whether the settings map a claim to roles: then a role makes an account, and none ends the sessions of
            an account that is not local.

    Returns:
        A new session, or that the second factor is asked for next.

    Raises:
        UnknownIdentity: nobody invited them, their address is not verified, or no role of theirs is one here.
    """
    if by_role and who.role is None and _end_unmapped(who):
        raise UnknownIdentity
    return _let_in(who, arrival, by_role=by_role)


@action
def _end_unmapped(who: Attested) -> bool:
    account = _linked(who)
    is_local = account is not None and account.password_hash is not None
    if account and not is_local:
        session().execute(delete(StaffSession).where(StaffSession.account_id == account.id))
        audit.record("staff:identity-refused", actor=account.id)
    return not is_local


@action
def _let_in(who: Attested, arrival: Arrival, *, by_role: bool) -> Entrance:
    account = _linked(who) or _invited(who) or (_made(who) if by_role else None)
    if account is None or account.disabled_at:
        raise UnknownIdentity
    if by_role and who.role and account.password_hash is None:
        _follow(account, who.role)
    return sessions.enter(account.id, arrival)


def _follow(account: StaffAccount, role: Role) -> None:
    """Give an account the role that the provider says; the last owner stays one, for nobody else could make another."""
    if role == account.role:
        return
    if account.role == Role.OWNER and accounts.is_last_owner(account.id):
        audit.record("staff:last-owner-kept", actor=account.id, subject=account.id)
        return
    account.role = role
    audit.record(StaffAct.ROLE, actor=account.id, subject=account.id)


def _linked(who: Attested) -> StaffAccount | None:
    known = select(StaffIdentity.account_id).where(
        StaffIdentity.issuer == who.issuer, StaffIdentity.subject == who.subject
    )
    return session().scalar(select(StaffAccount).where(StaffAccount.id == known.scalar_subquery()))


def _invited(who: Attested) -> StaffAccount | None:
    """An account that was made for their verified address and that nobody has entered yet: an invitation.

    An address alone opens no account that is somebody's: whoever gets an address later would get the account.
    """
    if who.email is None:
        return None
    entered = or_(
        StaffAccount.password_hash.is_not(None),
        *(
            select(table.id).where(table.account_id == StaffAccount.id).exists()
            for table in (StaffIdentity, StaffPasskey, StaffTotp, StaffSession)
        ),
    )
    account = session().scalar(select(StaffAccount).where(StaffAccount.email == who.email, ~entered))
    if account:
        _link(account.id, who)
    return account


def _made(who: Attested) -> StaffAccount | None:
    taken = select(StaffAccount.id).where(StaffAccount.email == who.email)
    if who.email is None or who.role is None or session().scalar(taken):
        return None
    account_id = accounts.add_account(who.email, who.role)
    _link(account_id, who)
    return session().get_one(StaffAccount, account_id)


def _link(account_id: UUID, who: Attested) -> None:
    session().add(
        StaffIdentity(id=new_id(), account_id=account_id, issuer=who.issuer, subject=who.subject, made_at=clock.now())
    )
    audit.record(StaffAct.CONNECTED, actor=account_id, subject=account_id)


@action
def connect(account_id: UUID, who: Attested, session_id: UUID | None = None) -> None:
    """Connect somebody's own account with who they are elsewhere.

    Args:
        account_id: of whoever is signed in.
        who: what the provider says.
        session_id: the session at hand.

    Raises:
        TakenIdentity: it is another account's, or the account has another one of this provider.
    """
    known = or_(StaffIdentity.subject == who.subject, StaffIdentity.account_id == account_id)
    held = session().scalars(select(StaffIdentity).where(StaffIdentity.issuer == who.issuer, known)).all()
    if any((one.account_id, one.subject) != (account_id, who.subject) for one in held):
        raise TakenIdentity
    if not held:
        _link(account_id, who)
        telling.tell_owner(account_id, SignInChange.IDENTITY, session_id)


@action
def prove(account_id: UUID, session_id: UUID, who: Attested) -> None:
    """Take a fresh sign-in over there for showing that it is still them.

    Args:
        account_id: of whoever is signed in.
        session_id: the session at hand.
        who: what the provider says.

    Raises:
        WrongIdentity: it is somebody else, or the provider does not say that they proved it within two minutes.
    """
    account = _linked(who)
    fresh = who.proven_at is not None and clock.now().timestamp() - who.proven_at <= FRESH_SECONDS
    if account is None or account.id != account_id or not fresh:
        raise WrongIdentity
    proving.note_proof(session_id)
