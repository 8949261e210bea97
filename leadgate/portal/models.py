"""The table of a person's own page: the digits that prove a second time who takes everything along."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.privacy.register import Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base

A_MOMENT = "a moment"


class ExportCode(Base):
    """Six digits on their way to the inbox: the second step before an export is handed out."""

    __tablename__ = "export_code"
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("ten minutes"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal("a random id"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, _("handing out an export"), exported=False),
    )
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))
    tries: Mapped[int] = mapped_column(info=impersonal("a count"))
