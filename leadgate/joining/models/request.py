"""A request to join, from the proof of an address to the decision.

Until then there is a `Verification` and no request. Its answers are a row of their own, because they end long before
the decision does.
"""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import (
    A_COUNT,
    A_MOMENT,
    AN_ID,
    STAFF,
    Holds,
    OfPerson,
    OnErasure,
    impersonal,
    personal,
)
from leadgate.foundation.sql.tables import Base
from leadgate.joining.types import JoinState

JOINING = _("deciding on a request to join a group")
_WAITS = text("state in ('pending', 'needs-answer')")


class MembershipRequest(Base):
    """Somebody's request to join a group."""

    __tablename__ = "membership_request"
    __table_args__ = (
        Index(
            *("uq_membership_request_live", "group_id", "subject_id"),
            unique=True,
            sqlite_where=_WAITS,
            postgresql_where=_WAITS,
        ),
        Index("ix_membership_request_queue", "group_id", "state", "waiting_since", "id"),
        Index("ix_membership_request_decided", "group_id", "decided_at"),
    )
    __personal__ = OfPerson(
        subject="subject_id",
        erased=OnErasure.DELETED,
        kept_for=_("half a year after the decision"),
        expires_by="expires_at",
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, JOINING, exported=False),
    )
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), info=personal(Holds.ACTIVITY, JOINING))
    name: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.IDENTIFIER, JOINING))
    language: Mapped[str] = mapped_column(String(12), info=personal(Holds.CONTACT, JOINING))
    rules_version: Mapped[int] = mapped_column(info=personal(Holds.CONSENT, JOINING))
    invited_by: Mapped[UUID | None] = mapped_column(info=impersonal("the invitation or link it came by"))
    state: Mapped[JoinState] = mapped_column(String(16), info=personal(Holds.ACTIVITY, JOINING))
    version: Mapped[int] = mapped_column(info=impersonal(A_COUNT))
    """Grows with every move, so that nobody decides on what they have not seen."""
    made_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, JOINING))
    waiting_since: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, JOINING))
    decided_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, JOINING))
    decided_by: Mapped[UUID | None] = mapped_column(info=impersonal(STAFF))
    decision: Mapped[UUID | None] = mapped_column(info=impersonal(AN_ID))
    """The step that holds the newest decision; a letter about an older one is not sent."""
    heard_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, JOINING))
    """When the decision can no longer be undone and the person is told."""
    reason: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ANSWER, JOINING))
    lapses_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))
    """When it expires undecided."""
    warned_at: Mapped[datetime | None] = mapped_column(info=impersonal(A_MOMENT))
    expires_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))


class RequestAnswers(Base):
    """What somebody answered to a group's questions; ends so many days after the decision, for the approved too."""

    __tablename__ = "membership_request_answers"
    __personal__ = OfPerson(
        subject="subject_id",
        erased=OnErasure.DELETED,
        kept_for=_("so many days after the decision as stood beside the questions"),
        expires_by="expires_at",
    )
    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("membership_request.id", ondelete="CASCADE"), primary_key=True, info=impersonal(AN_ID)
    )
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, JOINING, exported=False),
    )
    answers: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, JOINING))
    kept_days: Mapped[int] = mapped_column(info=personal(Holds.ACTIVITY, JOINING))
    """As was promised when they were given."""
    expires_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))


class RequestMessage(Base):
    """A word between an applicant and the moderators while a request waits; ends with its answers."""

    __tablename__ = "membership_request_message"
    __personal__ = OfPerson(
        subject="subject_id",
        erased=OnErasure.DELETED,
        kept_for=_("as long as the answers"),
        expires_by="expires_at",
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("membership_request.id", ondelete="CASCADE"), index=True, info=impersonal(AN_ID)
    )
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, JOINING, exported=False),
    )
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, JOINING))
    by: Mapped[UUID | None] = mapped_column(info=impersonal(STAFF))
    text: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, JOINING))
    expires_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal(A_MOMENT))


class MembershipStep(Base):
    """One thing that happened to a request: when, what, by whom; never in whose words."""

    __tablename__ = "membership_request_step"
    __personal__ = OfPerson(subject="subject_id", erased=OnErasure.DELETED, kept_for=_("as long as the request"))
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    request_id: Mapped[UUID] = mapped_column(
        ForeignKey("membership_request.id", ondelete="CASCADE"), index=True, info=impersonal(AN_ID)
    )
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, JOINING, exported=False),
    )
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, JOINING))
    what: Mapped[str] = mapped_column(String(20), info=personal(Holds.ACTIVITY, JOINING))
    by: Mapped[UUID | None] = mapped_column(info=impersonal(STAFF))
    rule: Mapped[str] = mapped_column(String(60), info=personal(Holds.ACTIVITY, JOINING))
    """Which rule decided, where no human did."""


class Applicant(Base):
    """That somebody asked a group before, as a keyed hash of that group's own: it names nobody, and has its own end."""

    __tablename__ = "group_applicant"
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), primary_key=True)
    address_key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    outcome: Mapped[JoinState] = mapped_column(String(16))
    times: Mapped[int]
    at: Mapped[datetime]
    again_from: Mapped[datetime | None]
    """Before then the group is not asked again."""
    expires_at: Mapped[datetime] = mapped_column(index=True)
