"""Erasures, their steps, and the holds that keep something from them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.erasure.types import KnowsBy, Why
from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base

KEEPING = _("keeping what a law forbids to destroy")
TELLING = _("telling those who were given the data")


class Erasure(Base):
    """One erasure, of one person or of a batch that expired together; ends in a certificate.

    What was erased is searched for afterwards; until then the words to look for lie sealed under a key of the
    erasure's own, which the certificate ends.
    """

    __tablename__ = "erasure"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    why: Mapped[Why] = mapped_column(String(12))
    by: Mapped[UUID | None]
    request: Mapped[UUID | None] = mapped_column(index=True)
    people: Mapped[int]
    asked_at: Mapped[datetime]
    finished_at: Mapped[datetime | None] = mapped_column(index=True)
    certificate: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Needle(Base):
    """What to search for once it should be gone, sealed; lives from the erasure to its certificate."""

    __tablename__ = "erasure_needle"
    __personal__ = OfPerson(subject="owner", erased=OnErasure.DELETED, kept_for=_("until the erasure is certified"))
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    owner: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, _("proving that it is gone"), exported=False),
    )
    words: Mapped[Ciphertext] = mapped_column(
        Sealed, info=personal(Holds.CONTACT, _("proving that it is gone"), exported=False)
    )


class ErasurePerson(Base):
    """Whom an erasure ends, until its certificate: a hold may keep it waiting, and stores are emptied by this id."""

    __tablename__ = "erasure_person"
    __personal__ = OfPerson(
        subject="erasure_id", erased=OnErasure.DELETED, kept_for=_("until the erasure is certified")
    )
    person_id: Mapped[UUID] = mapped_column(
        primary_key=True, info=personal(Holds.IDENTIFIER, _("proving that it is gone"), exported=False)
    )
    erasure_id: Mapped[UUID] = mapped_column(ForeignKey("erasure.id"), index=True, info=impersonal("a random id"))


class ErasureStep(Base):
    """One thing an erasure did: when, and how much it found."""

    __tablename__ = "erasure_step"
    erasure_id: Mapped[UUID] = mapped_column(ForeignKey("erasure.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(80), primary_key=True)
    at: Mapped[datetime]
    count: Mapped[int]


class Hold(Base):
    """That one kind of a person's data (or one row of it) must stay for now: since when, why, and until when."""

    __tablename__ = "legal_hold"
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.KEPT_UNLINKABLE,
        kept_for=_("three years after it was lifted"),
        ground=_("GDPR art. 17(3)(e): that something was held, and when it was lifted"),
        left=_("That something of yours was held, and when; not what, and not why."),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    person_id: Mapped[UUID | None] = mapped_column(index=True, info=personal(Holds.IDENTIFIER, KEEPING, exported=False))
    """None once the person was erased."""
    held_table: Mapped[str] = mapped_column(String(60), info=personal(Holds.ACTIVITY, KEEPING))
    held_row: Mapped[UUID | None] = mapped_column(info=impersonal("a random id"))
    reason: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ACTIVITY, KEEPING, exported=False))
    placed_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING))
    placed_by: Mapped[UUID | None] = mapped_column(info=impersonal("a member of staff"))
    review_at: Mapped[datetime] = mapped_column(index=True, info=impersonal("when to ask whether it is still needed"))
    lifted_at: Mapped[datetime | None] = mapped_column(info=personal(Holds.ACTIVITY, KEEPING))
    lifted_by: Mapped[UUID | None] = mapped_column(info=impersonal("a member of staff"))


class Processor(Base):
    """Somebody outside who was given data and must be told when it is erased."""

    __tablename__ = "processor"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    url: Mapped[str] = mapped_column(String(500))
    knows_by: Mapped[str] = mapped_column(String(12))
    """By what they know a person: `email` or `sha256` of it."""
    made_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]

    @property
    def knows(self) -> KnowsBy:
        """The same, with its words."""
        return KnowsBy(self.knows_by)


class ProcessorNotice(Base):
    """That one processor was told of one erasure, and what they answered. Whom it is about dies with the answer."""

    __tablename__ = "processor_notice"
    __personal__ = OfPerson(
        subject="id",
        erased=OnErasure.KEPT_UNLINKABLE,
        kept_for=_("as long as the certificate"),
        ground=_("GDPR art. 19: that processors were told"),
        left=_("That others who had your data were told to delete it, and what they answered."),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=personal(Holds.IDENTIFIER, TELLING, exported=False))
    erasure_id: Mapped[UUID] = mapped_column(ForeignKey("erasure.id"), index=True, info=impersonal("a random id"))
    processor_id: Mapped[UUID] = mapped_column(ForeignKey("processor.id"), info=impersonal("who is told"))
    subject: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.CONTACT, TELLING, exported=False))
    made_at: Mapped[datetime] = mapped_column(index=True, info=impersonal("a moment"))
    told_at: Mapped[datetime | None] = mapped_column(info=impersonal("a moment"))
    answered_at: Mapped[datetime | None] = mapped_column(index=True, info=impersonal("a moment"))
    answer: Mapped[str | None] = mapped_column(String(20), info=impersonal("done or refused"))
