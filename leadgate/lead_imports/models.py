"""Imports of leads: each file and how far it came, its rows until they are taken in, and who came by it."""

from datetime import datetime
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import JSON, Boolean, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import Text
from leadgate.lead_imports.types import LeadImportAsks, LeadImportState, OrderInDays

BRINGING = _("taking over whom you agreed to hear from elsewhere")
PROVING = _("proving what you agreed to elsewhere")


class LeadImport(Base):
    """One file of leads: who brought it, what its columns are, and what becomes of its lines."""

    __tablename__ = "lead_import"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    by: Mapped[UUID | None]
    file_name: Mapped[str] = mapped_column(String(200))
    purpose: Mapped[str] = mapped_column(String(80))
    """The slug of what they agreed to; empty until it is chosen."""
    language: Mapped[str] = mapped_column(String(12))
    """Of the letters to those who are new."""
    state: Mapped[LeadImportState] = mapped_column(String(10))
    asks: Mapped[LeadImportAsks] = mapped_column(String(10))
    """Who is asked by letter."""
    days: Mapped[OrderInDays] = mapped_column(String(12), server_default=OrderInDays.UNSAID)
    """In which order day and month stand, where a day could be two."""
    names: Mapped[list[str]] = mapped_column(JSON)
    columns: Mapped[list[str]] = mapped_column(JSON)
    """What each column is read as (`targets`)."""
    rows: Mapped[int]
    parts: Mapped[int]
    looked: Mapped[int]
    """So many parts were looked through."""
    taken: Mapped[int]
    """So many parts were taken in."""
    looks: Mapped[int]
    """How often it was looked through, so that an older look is known as one."""
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    """How many lines become what, by `LineFate`: what the look found, then what was done."""
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]

    @property
    def stands(self) -> Text:
        """How far it has come, in words."""
        return LeadImportState(self.state).words


class LeadImportPart(Base):
    """Some rows of a file until they are taken in, sealed under a key of the import's own."""

    __tablename__ = "lead_import_part"
    __personal__ = OfPerson(
        subject="subject_id",
        erased=OnErasure.DELETED,
        kept_for=_("until it is taken in, a week at most"),
        expires_by="expires_at",
        own_key=True,
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    subject_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        index=True,
        info=personal(Holds.IDENTIFIER, BRINGING, exported=False),
    )
    number: Mapped[int] = mapped_column(info=impersonal("its place in the file"))
    content: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.CONTACT, BRINGING))
    addresses: Mapped[Ciphertext | None] = mapped_column(
        Sealed, info=personal(Holds.IDENTIFIER, BRINGING, exported=False)
    )
    """Short hashes of the addresses in it, by which the parts behind it know who stands twice; once looked through."""
    twice: Mapped[list[int]] = mapped_column(JSON, info=impersonal("numbers of lines"))
    """The lines whose address stands further up in the file."""
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))


class LeadImported(Base):
    """That somebody agreed to something by the proof in a line of an import, or came by it."""

    __tablename__ = "lead_imported"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the person is known"))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"),
        primary_key=True,
        info=personal(Holds.IDENTIFIER, PROVING, exported=False),
    )
    import_id: Mapped[UUID] = mapped_column(
        ForeignKey("lead_import.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
        info=personal(Holds.ACTIVITY, PROVING),
    )
    is_new: Mapped[bool] = mapped_column(Boolean, info=personal(Holds.ACTIVITY, PROVING))
    was_asked: Mapped[bool] = mapped_column(Boolean, info=personal(Holds.ACTIVITY, PROVING))
    """Whether they said so themselves when a letter asked them; undoing the import takes nothing of that back."""
    entry: Mapped[UUID] = mapped_column(info=personal(Holds.CONSENT, PROVING))
    proof: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.CONSENT, PROVING))
    """When, where and to which words they agreed, as the line says it."""
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, PROVING))
