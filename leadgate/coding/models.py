"""The codebook of a question, and what coders decided about answers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.privacy.register import AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base

LEARNING = _("learning from you what you want and how it was")


class SurveyCode(Base):
    """A motivation answers to a question in words can show: one entry of its codebook."""

    __tablename__ = "survey_code"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    question: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(120))
    meaning: Mapped[str] = mapped_column(Text)
    """When coders give it, and when not."""
    marks: Mapped[list[str]] = mapped_column(JSON)
    """Words that mean it."""
    learnt: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]


class SurveyCoding(Base):
    """Which codes one coder gave to one answer; none of them is a decision, too."""

    __tablename__ = "survey_coding"
    __personal__ = OfPerson(
        subject="subject_id", erased=OnErasure.DELETED, kept_for=_("as long as the answer it is about")
    )
    response_id: Mapped[UUID] = mapped_column(
        ForeignKey("survey_response.id", ondelete="CASCADE"), primary_key=True, info=impersonal(AN_ID)
    )
    question: Mapped[str] = mapped_column(String(40), primary_key=True, info=personal(Holds.ACTIVITY, LEARNING))
    account_id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("who of the staff decided"))
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, LEARNING, exported=False),
    )
    survey_id: Mapped[UUID] = mapped_column(
        ForeignKey("survey.id"), index=True, info=personal(Holds.ACTIVITY, LEARNING)
    )
    codes: Mapped[list[str]] = mapped_column(JSON, info=personal(Holds.ACTIVITY, LEARNING))
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, LEARNING))
