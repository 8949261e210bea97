"""Replaying: after a restore the door is as the database in use knew it last, and none of the old keys to it turn.

What happened to an account since the backup stands on the audit trail of the database in use: who was removed, whose
password, second factor, role or identity elsewhere is another one. That is carried over, each with its own moment, so
that going back and forth between backups ends with what was said last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, delete, or_, select, update

from leadgate.foundation import audit
from leadgate.foundation.audit import AuditNoted
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.permissions import Role
from leadgate.foundation.sql.tables import Base
from leadgate.staff.actions.accounts import remove_account
from leadgate.staff.errors import LastOwner
from leadgate.staff.models import StaffAccount, StaffIdentity, StaffLink, StaffPasskey, StaffSession
from leadgate.staff.types import StaffAct

FACTOR_TABLES = [Base.metadata.tables[name] for name in ("staff_totp", "staff_recovery_code", "staff_passkey")]
IDENTITIES = Base.metadata.tables[StaffIdentity.__tablename__]
FACTOR_ACTS = (
    *(StaffAct.FACTOR, StaffAct.FACTOR_RESET, StaffAct.RECOVERY_CODES, StaffAct.RECOVERY_CODE_USED),
    *(StaffAct.PASSKEY_ADDED, StaffAct.PASSKEY_REMOVED),
)
COLUMNS: dict[str, str] = {StaffAct.PASSWORD: "password_hash", StaffAct.ROLE: "role"}
COLUMNS |= dict.fromkeys(FACTOR_ACTS, "factor_due_at")
"""The column of the account that an act has changed."""
TABLES: dict[str, list[Table]] = {StaffAct.CONNECTED: [IDENTITIES], **dict.fromkeys(FACTOR_ACTS, FACTOR_TABLES)}
"""The tables whose rows of the account it has changed."""

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StaffNow:
    """An account something has happened to since a moment, as the database in use has it.

    Args:
        account_id: its id, also of one that was removed.
        noted: what happened, as the audit trail says it.
        columns: of the account; None where it was removed.
        rows: of the tables beside it.
        wrapped_key: what its second factor is sealed under, if it has one.
    """

    account_id: UUID
    noted: list[AuditNoted]
    columns: Values | None
    rows: Mapping[Table, list[Values]]
    wrapped_key: bytes | None


def known_ids() -> set[UUID]:
    """The accounts there are."""
    return set(session().scalars(select(StaffAccount.id)))


def known_since(moment: datetime) -> list[StaffNow]:
    """What happened to the staff of this database since a moment, in UTC."""
    happened: dict[UUID, list[AuditNoted]] = {}
    for one in audit.noted_since(moment, {StaffAct.REMOVED, *COLUMNS, *TABLES}):
        if one.subject:
            happened.setdefault(one.subject, []).append(one)
    return [_now(account_id, noted) for account_id, noted in happened.items()]


def _now(account_id: UUID, noted: list[AuditNoted]) -> StaffNow:
    mine = session().execute(select(StaffAccount.__table__).where(StaffAccount.id == account_id)).mappings().first()
    asked = {table: select(table).where(table.c.account_id == account_id) for table in (*FACTOR_TABLES, IDENTITIES)}
    rows: dict[Table, list[Values]] = {
        table: [dict(row) for row in session().execute(one).mappings()] for table, one in asked.items()
    }
    key = session().scalar(select(VaultKey.wrapped).where(VaultKey.id == account_id))
    return StaffNow(account_id, noted, dict(mine) if mine else None, rows, key)


@action
def shut() -> None:
    """Sign everybody out and end every link that lets in once: those ended or used since would be there again."""
    session().execute(delete(StaffSession))
    session().execute(delete(StaffLink))


@action
def replay(known: Iterable[StaffNow]) -> int:
    """Let the accounts that this database has be what they were last; one that was removed goes.

    Where the only owner this database has was removed, they stay, and nothing lets them in but a new link.

    Returns:
        How many accounts something happened to.
    """
    here = known_ids()
    mine = [one for one in known if one.account_id in here]
    for one in mine:
        if one.columns is None:
            _remove(one)
        else:
            _bring_up(one, one.columns)
    return len(mine)


def owners_without_way_in() -> list[str]:
    """The owners, where nothing lets any of them in but a link that is made anew."""
    others = (StaffIdentity, StaffPasskey)
    ways = [select(table.id).where(table.account_id == StaffAccount.id).exists() for table in others]
    has_way = or_(StaffAccount.password_hash.is_not(None), *ways)
    owners = select(StaffAccount.email, has_way).where(StaffAccount.role == Role.OWNER)
    found = session().execute(owners.where(StaffAccount.disabled_at.is_(None)).order_by(StaffAccount.email)).all()
    return [] if any(can_enter for _email, can_enter in found) else [email for email, _can_enter in found]


def _remove(one: StaffNow) -> None:
    try:
        remove_account(one.account_id)
    except LastOwner:
        for table in (*FACTOR_TABLES, IDENTITIES):
            session().execute(delete(table).where(table.c.account_id == one.account_id))
        account = session().get_one(StaffAccount, one.account_id)
        account.password_hash = account.factor_due_at = None
        for act in (StaffAct.PASSWORD, StaffAct.FACTOR_RESET, StaffAct.CONNECTED):  # what the next restore reads
            audit.record(act, actor=None, subject=one.account_id, at=one.noted[-1].at)


def _bring_up(one: StaffNow, columns: Values) -> None:
    acts = {each.act for each in one.noted}
    changed = [table for table in (*FACTOR_TABLES, IDENTITIES) if any(table in TABLES.get(act, ()) for act in acts)]
    if values := {COLUMNS[act]: columns[COLUMNS[act]] for act in acts if act in COLUMNS}:
        session().execute(update(StaffAccount).where(StaffAccount.id == one.account_id).values(values))
    if acts & {*FACTOR_ACTS}:
        _bring_key(one)
    for table in changed:
        session().execute(delete(table).where(table.c.account_id == one.account_id))
        for row in one.rows[table]:  # what another account has by now in this database stays theirs
            session().execute(upsert(table).values(row).on_conflict_do_nothing())
    for each in one.noted:
        audit.record(each.act, actor=each.actor, subject=each.subject, at=each.at)


def _bring_key(one: StaffNow) -> None:
    """What their second factor is sealed under; nothing else is."""
    if one.wrapped_key is not None:
        session().merge(VaultKey(id=one.account_id, wrapped=one.wrapped_key))
        session().flush()
