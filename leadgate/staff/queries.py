"""Who is behind a session, and who works here."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

import pyotp
from sqlalchemy import ScalarSelect, SQLColumnExpression, bindparam, exists, func, or_, select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.tokens import TokenExpired
from leadgate.foundation.permissions import Role
from leadgate.staff.models import (
    ABSOLUTE,
    IDLE,
    StaffAccount,
    StaffIdentity,
    StaffLink,
    StaffPasskey,
    StaffRecoveryCode,
    StaffSession,
    StaffTotp,
)
from leadgate.staff.room import STAFF_LINK, STAFF_WAY_IN
from leadgate.staff.types import AppToSetUp, PasskeyRow, SecondStep, SessionRow, TeamRow


class SignedIn:
    """The member of staff behind the request at hand, as Flask-Login asks for one; known by their session."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(
        self, account: StaffAccount, session: StaffSession, has_app: bool, has_passkey: bool, is_known_elsewhere: bool
    ) -> None:
        self.id = account.id
        self.email = account.email
        self.role = Role(account.role)
        self.session_id = session.id
        self.seen_at = session.seen_at
        self.proven_at = session.proven_at
        self.by_link = session.by_link
        self.has_app, self.has_passkey = has_app, has_passkey
        self.has_factor = has_app or has_passkey
        self.is_known_elsewhere = is_known_elsewhere
        self.factor_due_at = account.factor_due_at
        self.has_password = account.password_hash is not None

    def get_id(self) -> str:
        """What the browser's signed cookie holds."""
        return str(self.session_id)


def anybody() -> bool:
    """Whether there is an account at all."""
    return bool(session().scalar(select(exists().where(StaffAccount.id.is_not(None)))))


def password_mark(account_id: UUID) -> UUID:
    """What tells one password of an account from the next, and nothing else."""
    kept = session().scalar(select(StaffAccount.password_hash).where(StaffAccount.id == account_id)) or ""
    return UUID(bytes=hashlib.sha256(kept.encode()).digest()[:16])


_HAS_APP = exists().where(StaffTotp.account_id == StaffAccount.id, StaffTotp.confirmed_at.is_not(None))
_HAS_PASSKEY = exists().where(StaffPasskey.account_id == StaffAccount.id)
_IS_KNOWN_ELSEWHERE = exists().where(StaffIdentity.account_id == StaffAccount.id)
_WAS_ENTERED = or_(StaffAccount.password_hash.is_not(None), StaffAccount.language.is_not(None), _IS_KNOWN_ELSEWHERE)
_HAS_FACTOR = or_(_HAS_APP, _HAS_PASSKEY)
_BEHIND = (
    select(StaffAccount, StaffSession, _HAS_APP, _HAS_PASSKEY, _IS_KNOWN_ELSEWHERE)
    .join(StaffSession, StaffSession.account_id == StaffAccount.id)
    .where(StaffSession.id == bindparam("held"), StaffAccount.disabled_at.is_(None))
)


def behind(session_id: UUID) -> SignedIn | None:
    """The member of staff behind a session that has not ended."""
    found = session().execute(_BEHIND, {"held": session_id}).one_or_none()
    now = clock.now()
    if found is None or found[1].seen_at <= now - IDLE or found[1].started_at <= now - ABSOLUTE:
        return None
    return SignedIn(*found)


def has_to_show_password(who: SignedIn) -> bool:
    """Whether a new password takes the old one: there is one, and no link let them in to replace it."""
    return who.has_password and not who.by_link


def sessions_of(who: SignedIn) -> Sequence[SessionRow]:
    """Where somebody is signed in, the session at hand first, then by when they were last seen there.

    Args:
        who: whose session is at hand.
    """
    now = clock.now()
    there = StaffSession.seen_at > now - IDLE, StaffSession.started_at > now - ABSOLUTE
    own = select(StaffSession).where(StaffSession.account_id == who.id, *there).order_by(StaffSession.seen_at.desc())
    rows = [
        SessionRow(row.id, row.network, row.browser, row.started_at, row.seen_at, row.id == who.session_id)
        for row in session().scalars(own)
    ]
    return sorted(rows, key=lambda row: not row.is_here)


def is_held_to_factor(who: SignedIn) -> bool:
    """Whether nothing but setting up a second factor is open to somebody: their days of grace are over."""
    return not who.has_factor and who.factor_due_at is not None and who.factor_due_at <= clock.now()


def second_step_of(account_id: UUID) -> SecondStep:
    """What the second step at the door asks an account for."""
    held = session().execute(select(_HAS_APP, _HAS_PASSKEY).where(StaffAccount.id == account_id)).first()
    has_app, has_passkey = held or (False, False)
    owners = [one.id for one in accounts(Role.OWNER) if one.disabled_at is None]
    return SecondStep(has_app, has_passkey, is_only_owner=owners == [account_id])


def app_to_set_up(who: SignedIn) -> AppToSetUp | None:
    """The app somebody has begun to set up; None when there is none, or it is confirmed."""
    waits = select(StaffTotp).where(StaffTotp.account_id == who.id, StaffTotp.confirmed_at.is_(None))
    if (app := session().scalar(waits)) is None:
        return None
    here = installation()
    secret = here.vault.key_of(who.id).open(StaffTotp.secret, app.id, app.secret)
    uri = pyotp.TOTP(secret).provisioning_uri(name=who.email, issuer_name=here.settings.controller.name)
    return AppToSetUp(secret, uri)


def recovery_codes_left(account_id: UUID) -> int:
    """How many recovery codes somebody has not used yet."""
    return session().scalar(select(func.count()).where(StaffRecoveryCode.account_id == account_id)) or 0


def signs_in_elsewhere(account_id: UUID) -> bool:
    """Whether an account is let in by a provider of identities and has no password of its own here."""
    found = select(StaffAccount.id).where(
        StaffAccount.id == account_id, StaffAccount.password_hash.is_(None), _IS_KNOWN_ELSEWHERE
    )
    return session().scalar(found) is not None


def was_entered(account_id: UUID) -> bool:
    """Whether somebody has ever had a password here, or signed in: then a link is a second way in, and no welcome."""
    return session().scalar(select(StaffAccount.id).where(StaffAccount.id == account_id, _WAS_ENTERED)) is not None


def account_of_link(link: UUID) -> StaffAccount | None:
    """Whom a one-time link lets in; None once it was used or its day is over."""
    row = session().get(StaffLink, link)
    return account(row.account_id) if row and row.expires_at > clock.now() else None


def role_comes_from_elsewhere(account: StaffAccount) -> bool:
    """Whether the provider somebody signs in by says what they are trusted with, at each sign-in."""
    provider = installation().settings.openid
    maps_roles = provider is not None and provider.role_claim is not None
    return maps_roles and account.password_hash is None and signs_in_elsewhere(account.id)


def is_link_open(token: str) -> bool:
    """Whether a one-time link still signs somebody in.

    Args:
        token: the end of the link.

    Raises:
        TokenInvalid: forged, cut short, or made for something else.
    """
    try:
        link = session().get(StaffLink, installation().tokens.read(STAFF_LINK, token)[0])
    except TokenExpired:
        return False
    return link is not None and link.expires_at > clock.now()


def is_way_in_open(token: str) -> bool:
    """Whether the link of a letter still lets a browser be known.

    Args:
        token: the end of the link.

    Raises:
        TokenInvalid: forged, cut short, or made for something else.
    """
    try:
        return bool(installation().tokens.read(STAFF_WAY_IN, token))
    except TokenExpired:
        return False


def passkeys_of(account_id: UUID) -> list[PasskeyRow]:
    """Somebody's passkeys, the oldest first."""
    own = select(StaffPasskey).where(StaffPasskey.account_id == account_id).order_by(StaffPasskey.id)
    return [PasskeyRow(one.id, one.name, one.made_at, one.used_at, one.backed_up) for one in session().scalars(own)]


def team() -> list[TeamRow]:
    """Everybody who works here, by address, and whether they have a second factor."""
    sessions = select(func.count()).where(StaffSession.account_id == StaffAccount.id).scalar_subquery()
    rows = select(StaffAccount, _HAS_FACTOR, sessions, _WAS_ENTERED).order_by(StaffAccount.email)
    return [TeamRow(one.id, one.email, Role(one.role), *about) for one, *about in session().execute(rows)]


def account(account_id: UUID) -> StaffAccount | None:
    """One member of staff; None once the account is disabled."""
    found = session().get(StaffAccount, account_id)
    return found if found and found.disabled_at is None else None


def language_of(account: StaffAccount) -> str:
    """In which language a letter to a member of staff is written (BCP 47): of the pages they signed in on last.

    Args:
        account: theirs; the first language of the site until they have signed in.
    """
    spoken = installation().settings.languages
    return account.language if account.language in spoken else spoken[0]


def accounts(role: Role | None = None) -> Sequence[StaffAccount]:
    """Who works here, by address."""
    everybody = select(StaffAccount).order_by(StaffAccount.email)
    return session().scalars(everybody.where(StaffAccount.role == role) if role else everybody).all()


def officers() -> list[StaffAccount]:
    """Who answers for privacy: every officer, the owners when there is none."""
    found = [one for role in (Role.OFFICER, Role.OWNER) for one in accounts(role) if one.disabled_at is None]
    return [one for one in found if one.role == found[0].role]


def email_in(account_id: SQLColumnExpression[UUID]) -> ScalarSelect[str]:
    """The address of an account, as a part of a statement over a table that holds its id."""
    of_account = select(StaffAccount.email).where(StaffAccount.id == account_id)
    return of_account.correlate_except(StaffAccount).scalar_subquery()
