"""Sessions: signing in with a password or a link, staying signed in, and the end of it."""

from datetime import timedelta
from functools import cache
from uuid import UUID, uuid4

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from sqlalchemy import delete, func, select

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.events import tell
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, spend
from leadgate.staff.errors import StaffLinkUsed, WrongSignIn
from leadgate.staff.events import SignedInFromNewPlace
from leadgate.staff.models import ABSOLUTE, IDLE, PLACES_KEPT, StaffAccount, StaffLink, StaffPlace, StaffSession
from leadgate.staff.room import STAFF_LINK

SEEN_EVERY = timedelta(minutes=2)
PER_ACCOUNT = Limit("staff/account", 10, timedelta(minutes=15))
PER_NETWORK = Limit("staff/network", 40, timedelta(minutes=15))


@cache
def _nobody(passwords: PasswordHasher) -> str:
    """Verified against when there is no such account, so that both answers take as long."""
    return passwords.hash("nobody has this password")


def sign_in(email: str, password: str, network: str) -> UUID:
    """Sign in with a password.

    Args:
        email: as typed.
        password: in clear.
        network: the request came from (`limits.network_of`), for its bound and for telling of a new place.

    Returns:
        The id of a new session.

    Raises:
        WrongSignIn: the two do not belong together.
        TooMany: guessed too often for this account or from this network.
    """
    email = email.strip().lower()
    spend((PER_ACCOUNT, email), (PER_NETWORK, network))
    account = session().scalar(select(StaffAccount).where(StaffAccount.email == email))
    if not _fits(account, password) or account is None or account.disabled_at:
        audit.record("staff:sign-in-refused", actor=account.id if account else None)
        raise WrongSignIn
    return open_session(account.id, network)


def _fits(account: StaffAccount | None, password: str) -> bool:
    known = account.password_hash if account else None
    try:
        passwords = installation().passwords
        return passwords.verify(known or _nobody(passwords), password) and known is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


@action
def sign_in_with_link(token: str, network: str) -> UUID:
    """Use a one-time link.

    Args:
        token: the end of the link.
        network: the request came from, for telling of a new place.

    Returns:
        The id of a new session.

    Raises:
        TokenInvalid: forged, cut short, or made for something else.
        TokenExpired: older than a day.
        StaffLinkUsed: it was used before.
    """
    link = locked(StaffLink, installation().tokens.read(STAFF_LINK, token)[0])
    if link is None or link.expires_at <= clock.now():
        raise StaffLinkUsed
    session().delete(link)
    return open_session(link.account_id, network)


@action
def open_session(account: UUID, network: str) -> UUID:
    """Begin a session.

    Args:
        account: who has proven to be its owner.
        network: the request came from; kept as a keyed hash.

    Returns:
        Its id, random and new at every sign-in.
    """
    _note_place(account, network)
    opened = StaffSession(id=uuid4(), account_id=account, started_at=clock.now(), seen_at=clock.now())
    session().add(opened)
    audit.record("staff:sign-in", actor=account)
    return opened.id


def _note_place(account: UUID, network: str) -> None:
    place = installation().vault.blind_index("staff-place", f"{account}/{network}")
    known = session().get(StaffPlace, (account, place))
    if known:
        known.seen_at = clock.now()
        return
    # The first place of an account is no news.
    is_news = session().scalar(select(func.count()).where(StaffPlace.account_id == account))
    session().add(StaffPlace(account_id=account, place=place, seen_at=clock.now()))
    if is_news:
        tell(SignedInFromNewPlace(account))


@action
def stay(session_id: UUID) -> None:
    """Note that somebody is still there."""
    if row := session().get(StaffSession, session_id):
        row.seen_at = clock.now()


@action
def sign_out(session_id: UUID) -> None:
    """End a session on the server; ending it twice is fine."""
    session().execute(delete(StaffSession).where(StaffSession.id == session_id))


@action
def end_old() -> None:
    """Forget sessions, links and places whose time is over."""
    now = clock.now()
    over = (StaffSession.seen_at <= now - IDLE) | (StaffSession.started_at <= now - ABSOLUTE)
    session().execute(delete(StaffSession).where(over))
    session().execute(delete(StaffLink).where(StaffLink.expires_at <= now))
    session().execute(delete(StaffPlace).where(StaffPlace.seen_at <= now - PLACES_KEPT))
