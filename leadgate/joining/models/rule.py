"""Rules that let people in without a moderator."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base
from leadgate.joining.types import RuleCondition


class AdmissionRule(Base):
    """Whom a group lets in without a moderator: one condition, which anybody can read."""

    __tablename__ = "group_admission_rule"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("private_group.id"), index=True)
    condition: Mapped[RuleCondition] = mapped_column(String(10))
    value: Mapped[str] = mapped_column(String(300))
    """The domain, the id of the asset, or the answer."""
    question_id: Mapped[UUID | None]
    by: Mapped[UUID | None]
    made_at: Mapped[datetime]
