"""Alerts, incidents with every step, who is affected, and the records nobody should ever touch."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.db import Base
from leadgate.foundation.register import Erased, Holds, OfPerson, impersonal, personal

TELLING = _("telling people about a breach, and proving that they were told")
WATCHING = _("noticing that somebody touches what nobody should")
AUTHORITY_HOURS = timedelta(hours=72)


class Scope(StrEnum):
    """Whose data an incident is about."""

    LOOKS = "looks"
    """Those whom certain accounts looked at."""
    EVERYBODY = "everybody"
    NOBODY = "nobody"


class Risk(StrEnum):
    """What it may mean for the people concerned; decides who has to be told (GDPR art. 33(1), 34(1))."""

    UNKNOWN = "unknown"
    NONE = "none"
    SOME = "some"
    HIGH = "high"


class Alert(Base):
    """One thing a rule noticed, once; somebody looks at it and says what it was."""

    __tablename__ = "incident_alert"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(160), unique=True)
    rule: Mapped[str] = mapped_column(String(30))
    account: Mapped[UUID | None]
    since: Mapped[datetime]
    at: Mapped[datetime] = mapped_column(index=True)
    count: Mapped[int]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    closed_by: Mapped[UUID | None]
    why: Mapped[str | None] = mapped_column(String(300))
    incident_id: Mapped[UUID | None] = mapped_column(ForeignKey("incident.id"))


class Incident(Base):
    """A breach, or what may be one. Its texts name nobody; who is concerned stands in `incident_affected`."""

    __tablename__ = "incident"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    kinds: Mapped[list[str]] = mapped_column(JSON)
    happened_from: Mapped[datetime]
    happened_until: Mapped[datetime | None]
    aware_at: Mapped[datetime] = mapped_column(index=True)
    scope: Mapped[Scope] = mapped_column(String(12))
    accounts: Mapped[list[str]] = mapped_column(JSON)
    readable: Mapped[bool]
    risk: Mapped[Risk] = mapped_column(String(12))
    what: Mapped[str] = mapped_column(Text)
    consequences: Mapped[str] = mapped_column(Text)
    measures: Mapped[str] = mapped_column(Text)
    why_late: Mapped[str] = mapped_column(Text)
    words: Mapped[dict[str, str]] = mapped_column(JSON)
    computed_at: Mapped[datetime | None]
    authority_told_at: Mapped[datetime | None]
    people_told_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)


class IncidentStep(Base):
    """One thing that was done about an incident: when, by whom, and the text that left the house."""

    __tablename__ = "incident_step"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    incident_id: Mapped[UUID] = mapped_column(ForeignKey("incident.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[UUID | None]
    what: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)


class Affected(Base):
    """That an incident concerns a person, and when they were told."""

    __tablename__ = "incident_affected"
    __personal__ = OfPerson(
        subject="person_id", erased=Erased.DELETED, kept_for=_("three years, as long as claims can be made")
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, TELLING, exported=False),
    )
    incident_id: Mapped[UUID] = mapped_column(
        ForeignKey("incident.id"), primary_key=True, index=True, info=personal(Holds.ACTIVITY, TELLING)
    )
    found_at: Mapped[datetime] = mapped_column(index=True, info=personal(Holds.ACTIVITY, TELLING))
    told_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, TELLING))


class HoneyRecord(Base):
    """A person who is none: whatever happens to their rows was done by somebody who had no reason to."""

    __tablename__ = "honey_record"
    __personal__ = OfPerson(subject="person_id", erased=Erased.DELETED, kept_for=_("until it is taken away"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, WATCHING, exported=False),
    )
    planted_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WATCHING))
    rows: Mapped[dict[str, int]] = mapped_column(JSON, info=impersonal("how many rows each table had"))
