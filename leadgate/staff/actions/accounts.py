"""Accounts: making one, its one-time link, its password."""

from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.foundation import audit, clock
from leadgate.foundation.databases.locking import locked_rows
from leadgate.foundation.db import action, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.staff import queries
from leadgate.staff.actions import telling, tries
from leadgate.staff.actions.sessions import fits
from leadgate.staff.errors import (
    AccountTaken,
    LastOwner,
    NoPasswordHere,
    RoleFromElsewhere,
    UnknownAccount,
    WrongCurrentPassword,
)
from leadgate.staff.events import StaffLeaving
from leadgate.staff.models import StaffAccount, StaffLink, StaffSession
from leadgate.staff.passwords import refuse_weak
from leadgate.staff.room import STAFF_LINK
from leadgate.staff.types import SignInChange, StaffAct


@action
def add_account(email: str, role: Role, password: str | None = None, *, by: UUID | None = None) -> UUID:
    """Make an account; without a password it is entered through a one-time link.

    Args:
        email: as typed; kept in small letters.
        role: what they are trusted with.
        password: in clear; kept as its Argon2id hash.
        by: the owner; None on the command line.

    Returns:
        The account's id.

    Raises:
        AccountTaken: the address has one.
        WeakPassword: the password is too easy to guess.
    """
    email = email.strip().lower()
    if session().scalar(select(StaffAccount.id).where(StaffAccount.email == email)):
        raise AccountTaken
    account = StaffAccount(
        id=new_id(),
        email=email,
        role=role,
        password_hash=None,
        made_at=clock.now(),
        disabled_at=None,
        factor_due_at=None,
        language=None,
    )
    session().add(account)
    session().flush()
    if password is not None:
        set_password(account.id, password)
    audit.record("staff:add", actor=by, subject=account.id)
    return account.id


def account_with(email: str) -> UUID:
    """The id of the account with this address.

    Raises:
        UnknownAccount: there is none.
    """
    found = session().scalar(select(StaffAccount.id).where(StaffAccount.email == email.strip().lower()))
    if found is None:
        raise UnknownAccount
    return found


@action
def is_last_owner(account_id: UUID) -> bool:
    """Whether an account is the only owner; all owners are locked, so that it stays true for the act at work.

    Args:
        account_id: of an account that is there.
    """
    owners = locked_rows(select(StaffAccount).where(StaffAccount.role == Role.OWNER).order_by(StaffAccount.id))
    return [one.id for one in owners if one.disabled_at is None] == [account_id]


@action
def change_role(account_id: UUID, role: Role, *, by: UUID) -> None:
    """Trust somebody with something else from now on.

    Args:
        account_id: of an account that is there.
        role: the new one.
        by: the owner.

    Raises:
        LastOwner: nobody else would be one.
        RoleFromElsewhere: the provider they sign in by says it, at each sign-in.
    """
    account = session().get_one(StaffAccount, account_id)
    if role == account.role:
        return
    if account.role == Role.OWNER and is_last_owner(account_id):
        raise LastOwner
    if queries.role_comes_from_elsewhere(account):
        raise RoleFromElsewhere
    account.role = role
    audit.record(StaffAct.ROLE, actor=by, subject=account_id)


@action
def remove_account(account_id: UUID, *, by: UUID | None = None) -> None:
    """Remove an account with its sessions; what it answered for is handed over first.

    Args:
        account_id: of an account that is there.
        by: the owner; None on the command line.

    Raises:
        LastOwner: there is no other owner.
    """
    if is_last_owner(account_id):
        raise LastOwner
    tell(StaffLeaving(account_id))
    installation().vault.destroy(account_id)
    session().execute(delete(StaffAccount).where(StaffAccount.id == account_id))
    audit.record(StaffAct.REMOVED, actor=by, subject=account_id)


def make_link(account: UUID) -> str:
    """The address of a page that signs an account in, once, within a day."""
    return address_of(add_link(account))


@action
def add_link(account: UUID, *, by: UUID | None = None) -> UUID:
    """Let an account be entered once, within a day.

    Args:
        account: whose.
        by: the owner; None on the command line.

    Returns:
        The link's id.
    """
    link = StaffLink(id=new_id(), account_id=account, expires_at=clock.now() + STAFF_LINK.lifetime)
    session().add(link)
    audit.record("staff:link", actor=by, subject=account)
    if queries.was_entered(account):
        telling.tell_owner(account, SignInChange.LINK)
    return link.id


def address_of(link: UUID) -> str:
    """The address a link leads to."""
    here = installation()
    return f"{here.settings.base_url}/staff/welcome/{here.tokens.make(STAFF_LINK, link)}"


@action
def set_password(account_id: UUID, password: str, *, keep: UUID | None = None) -> None:
    """Set a password, end every session but the one at hand, and tell its owner by letter where there is one at hand.

    Args:
        account_id: of an account that is there.
        password: in clear; kept as its Argon2id hash.
        keep: the session at hand; none when None.

    Raises:
        WeakPassword: shorter than twelve characters, or easy to guess (`passwords.refuse_weak`).
    """
    account = session().get_one(StaffAccount, account_id)
    settings = installation().settings
    host = urlsplit(settings.base_url).hostname or ""
    refuse_weak(password, (account.email, "leadgate", settings.controller.name, host))
    account.password_hash = installation().passwords.hash(password)
    others = delete(StaffSession).where(StaffSession.account_id == account_id)
    session().execute(others.where(StaffSession.id != keep) if keep else others)
    audit.record(StaffAct.PASSWORD, actor=account_id, subject=account_id)
    if keep:
        telling.tell_owner(account_id, SignInChange.PASSWORD, keep)


def choose_password(session_id: UUID, password: str, current: str | None) -> None:
    """Choose a password for one's own account; every other session ends.

    Args:
        session_id: the session at hand, which goes on.
        password: in clear.
        current: the one that is there, in clear; None where the page did not ask, which only counts for an account
            without a password, or in a session that a one-time link opened.

    Raises:
        WrongCurrentPassword: it is not the one that is there.
        TriedTooOften: it was guessed too often in this session.
        NoPasswordHere: they sign in elsewhere, and no one-time link let them in.
        WeakPassword: the new one is too easy to guess.
    """
    row = session().get_one(StaffSession, session_id)
    account = session().get_one(StaffAccount, row.account_id)
    if account.password_hash and not row.by_link:
        with tries.counted(tries.of_session(session_id)):
            if not fits(account, current or ""):
                raise WrongCurrentPassword
    elif not row.by_link and queries.signs_in_elsewhere(account.id):
        raise NoPasswordHere
    set_password(account.id, password, keep=session_id)
