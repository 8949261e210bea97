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
from leadgate.staff.actions import second_factor, telling, tries, ways_in
from leadgate.staff.errors import StaffLinkUsed, WrongSignIn
from leadgate.staff.events import SignedInFromNewPlace
from leadgate.staff.models import (
    ABSOLUTE,
    CHANGES_KEPT,
    IDLE,
    PLACES_KEPT,
    StaffAccount,
    StaffLink,
    StaffPlace,
    StaffSession,
    StaffSpentChallenge,
)
from leadgate.staff.room import STAFF_LINK
from leadgate.staff.types import Arrival, Entrance, SignInChange

SEEN_EVERY = timedelta(minutes=2)


@cache
def _nobody(passwords: PasswordHasher) -> str:
    """Verified against when there is no such account, so that both answers take as long."""
    return passwords.hash("nobody has this password")


def sign_in(email: str, password: str, arrival: Arrival) -> Entrance:
    """Sign in with a password.

    Args:
        email: as typed.
        password: in clear.
        arrival: where the request came from, for its bounds and for telling of a new place.

    Returns:
        A new session, or that the second factor is asked for next.

    Raises:
        WrongSignIn: the two do not belong together.
        TriedTooOften: from this browser or from this network.
        TriedFromEverywhere: for this account from everywhere; a letter goes to whose it is.
    """
    email = email.strip().lower()
    account = session().scalar(select(StaffAccount).where(StaffAccount.email == email))
    offered = ways_in.offered("staff/passwords_tried", account.id if account else None, email)
    with offered, tries.counted(tries.of_password(account, email, arrival)):
        if not fits(account, password) or account is None or account.disabled_at:
            audit.record("staff:sign-in-refused", actor=account.id if account else None)
            raise WrongSignIn
    return enter(account.id, arrival)


def fits(account: StaffAccount | None, password: str) -> bool:
    """Whether a password is that of an account; takes as long when there is no account, or none with a password.

    Args:
        account: whose it should be.
        password: in clear.
    """
    known = account.password_hash if account else None
    try:
        passwords = installation().passwords
        return passwords.verify(known or _nobody(passwords), password) and known is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


@action
def sign_in_with_link(token: str, arrival: Arrival) -> Entrance:
    """Use a one-time link.

    Args:
        token: the end of the link.
        arrival: where the request came from.

    Returns:
        A new session, or that the second factor is asked for next.

    Raises:
        TokenInvalid: forged, cut short, or made for something else.
        TokenExpired: older than a day.
        StaffLinkUsed: it was used before.
    """
    link = locked(StaffLink, installation().tokens.read(STAFF_LINK, token)[0])
    if link is None or link.expires_at <= clock.now():
        raise StaffLinkUsed
    session().delete(link)
    return enter(link.account_id, arrival, by_link=True)


@action
def enter(account_id: UUID, arrival: Arrival, *, by_link: bool = False) -> Entrance:
    """Let somebody in.

    Args:
        account_id: who has proven to be its owner, by password or link.
        arrival: where the request came from.
        by_link: whether it was a link.

    Returns:
        A new session, or that the second factor is asked for next.
    """
    if second_factor.has_factor(account_id):
        return Entrance(account_id, None, by_link)
    return Entrance(account_id, open_session(account_id, arrival, by_link=by_link), by_link)


@action
def open_session(account_id: UUID, arrival: Arrival, *, by_link: bool = False) -> UUID:
    """Begin a session.

    Args:
        account_id: who has proven to be its owner.
        arrival: where the request came from; the network is kept with the session, and as a keyed hash for longer.
        by_link: whether a one-time link let them in, so that they may replace a password they have lost.

    Returns:
        Its id, random and new at every sign-in.
    """
    had_places = _note_place(account_id, arrival.network)
    account = session().get_one(StaffAccount, account_id)
    account.language = arrival.language or account.language
    second_factor.begin_grace(account)
    opened, now = uuid4(), clock.now()
    session().add(
        StaffSession(
            id=opened,
            account_id=account_id,
            started_at=now,
            seen_at=now,
            proven_at=now,
            by_link=by_link,
            network=arrival.network,
            browser=arrival.browser,
        )
    )
    audit.record("staff:sign-in", actor=account_id)
    if had_places and (arrival.known is None or arrival.known.account_id != account_id):
        telling.tell_owner(account_id, SignInChange.NEW_BROWSER, opened)
    return opened


def _note_place(account: UUID, network: str) -> bool:
    """Note where somebody signs in from; whether they have signed in before, wherever that was."""
    place = installation().vault.blind_index("staff-place", f"{account}/{network}")
    known = session().get(StaffPlace, (account, place))
    if known:
        known.seen_at = clock.now()
        return True
    # The first place of an account is no news.
    had_places = session().scalar(select(func.count()).where(StaffPlace.account_id == account))
    session().add(StaffPlace(account_id=account, place=place, seen_at=clock.now()))
    if had_places:
        tell(SignedInFromNewPlace(account))
    return bool(had_places)


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
def end_session(session_id: UUID, *, of: UUID) -> None:
    """End one session of somebody's own, as from another browser; ending it twice is fine.

    Args:
        session_id: which one.
        of: whose it has to be; nothing happens to that of anybody else.
    """
    own = delete(StaffSession).where(StaffSession.account_id == of)
    session().execute(own.where(StaffSession.id == session_id))
    audit.record("staff:session-ended", actor=of, subject=of)


@action
def end_other_sessions(account_id: UUID, *, keep: UUID) -> None:
    """End every session of an account but the one at hand.

    Args:
        account_id: whose.
        keep: the one at hand.
    """
    own = delete(StaffSession).where(StaffSession.account_id == account_id)
    session().execute(own.where(StaffSession.id != keep))
    audit.record("staff:session-ended", actor=account_id, subject=account_id)


@action
def end_all(account_id: UUID, *, by: UUID) -> None:
    """End every session of a colleague's account.

    Args:
        account_id: whose.
        by: the owner.
    """
    session().execute(delete(StaffSession).where(StaffSession.account_id == account_id))
    audit.record("staff:session-ended", actor=by, subject=account_id)


@action
def end_old() -> None:
    """Forget sessions, links, challenges, places and changes whose time is over."""
    now = clock.now()
    over = (StaffSession.seen_at <= now - IDLE) | (StaffSession.started_at <= now - ABSOLUTE)
    session().execute(delete(StaffSession).where(over))
    session().execute(delete(StaffLink).where(StaffLink.expires_at <= now))
    session().execute(delete(StaffSpentChallenge).where(StaffSpentChallenge.ends_at <= now))
    session().execute(delete(StaffPlace).where(StaffPlace.seen_at <= now - PLACES_KEPT))
    telling.forget(now - CHANGES_KEPT)
