"""Alerts, incidents with every step, who is affected, and the records nobody should ever touch."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _

TELLING = _("telling people about a breach, and proving that they were told")
WATCHING = _("noticing that somebody touches what nobody should")
AUTHORITY_HOURS = timedelta(hours=72)


class Scope(Words):
    """Whose data an incident is about."""

    LOOKS = "looks", _("those whom the accounts below looked at in this time")
    """Those whom certain accounts looked at."""
    EVERYBODY = "everybody", _("everybody who was known here by then")
    NOBODY = "nobody", _("nobody")


class Risk(Words):
    """What it may mean for the people concerned; decides who has to be told (GDPR art. 33(1), 34(1))."""

    UNKNOWN = "unknown", _("not known yet")
    NONE = "none", _("unlikely")
    SOME = "some", _("possible: the authority is told")
    HIGH = "high", _("high: the people are told, too")


class BreachKind(Words):
    """What became of the data."""

    CONFIDENTIALITY = "confidentiality", _("somebody may have seen it who should not")
    INTEGRITY = "integrity", _("it may have been changed")
    AVAILABILITY = "availability", _("it may be lost")


class AlertRule(Words):
    """What the watch looks for."""

    MANY_SEEN = "many-seen", _("An account looked at unusually many people.")
    NEW_PLACE = "new-place", _("Somebody signed in from a network this account was never seen in.")
    GUESSES = "guesses", _("Links, codes or passwords were tried out in bulk.")
    HONEY = "honey", _("A honey record was touched, which nobody has a reason to.")
    SITE_LEAKS = "site-leaks", _("Another site of yours stores or reaches something before its visitors said yes.")


class IncidentStepKind(Words):
    """What happens in the course of an incident."""

    OPENED = "opened", _("The incident was written down.")
    COMPLETED = "completed", _("What is known was completed.")
    REMARK = "remark", _("Written down:")
    AUTHORITY = "authority", _("The authority was told:")
    PEOPLE = "people", _("Letters to the people concerned were put on their way; so many:")
    CLOSED = "closed", _("It was closed.")


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
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("three years, as long as claims can be made")
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
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("until it is taken away"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, WATCHING, exported=False),
    )
    planted_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WATCHING))
    rows: Mapped[dict[str, int]] = mapped_column(JSON, info=impersonal("how many rows each table had"))
