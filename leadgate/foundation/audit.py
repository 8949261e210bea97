"""The audit trail: who of the staff looked at or changed what. Ids only, append-only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.sql.tables import Base


class AuditEntry(Base):
    """One look or one change; names rows, never what is in them."""

    __tablename__ = "audit_entry"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[UUID | None]
    act: Mapped[str] = mapped_column(String(80))
    subject: Mapped[UUID | None] = mapped_column(index=True)


@dataclass(frozen=True, slots=True)
class AuditNoted:
    """What an entry says."""

    act: str
    at: datetime
    actor: UUID | None
    subject: UUID | None


@action
def record(act: str, *, actor: UUID | None, subject: UUID | None = None, at: datetime | None = None) -> None:
    """Note an act.

    Args:
        act: what was done, as `thing:verb` (`grant:revoke`); at most 80 characters.
        actor: the staff account that did it; None for the command line, a person's own page and the machine itself.
        subject: the id of the row or person it was done to; None where it concerns nobody in particular.
        at: when, in UTC, where a restore carries over what the database knew that it takes the place of.
    """
    add_row(AuditEntry, id=new_id(), at=at or clock.now(), actor=actor, act=act, subject=subject)


def newest(act: str) -> datetime | None:
    """When something was last done; None when it never was."""
    return session().scalar(select(func.max(AuditEntry.at)).where(AuditEntry.act == act))


def noted_since(moment: datetime, acts: Collection[str]) -> list[AuditNoted]:
    """What was done since a moment, oldest first.

    Args:
        moment: in UTC; what was done then itself is left out.
        acts: which kinds, as `record` took them.
    """
    columns = select(AuditEntry.act, AuditEntry.at, AuditEntry.actor, AuditEntry.subject)
    found = columns.where(AuditEntry.at > moment, AuditEntry.act.in_(acts))
    return [AuditNoted(*row) for row in session().execute(found.order_by(AuditEntry.at))]


def is_noted(act: str, subject: UUID) -> bool:
    """Whether something was done to a row.

    Args:
        act: what, as `record` took it.
        subject: the id of the row.
    """
    columns = select(AuditEntry.id).where(AuditEntry.act == act, AuditEntry.subject == subject)
    return session().scalar(columns.limit(1)) is not None


def count(act: str) -> int:
    """How often something was done."""
    return session().scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.act == act)) or 0
