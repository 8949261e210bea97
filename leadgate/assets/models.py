"""Assets, their files, the people who asked and the grants they were given."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.asked_fields.types import FieldKind
from leadgate.foundation import clock
from leadgate.foundation.files.soundness import LOCKED
from leadgate.foundation.keys.vault import Ciphertext, Sealed
from leadgate.foundation.privacy.register import A_MOMENT, AN_ID, Holds, OfPerson, OnErasure, impersonal, personal
from leadgate.foundation.sql.tables import Base
from leadgate.foundation.words import text as _

WHY = _("delivering what was asked for")


class Asset(Base):
    """Something worth having behind a gate. Draft until `published_at`, over from `retired_at`."""

    __tablename__ = "asset"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(500))
    body: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(12))
    asks_age: Mapped[bool]
    asks_why: Mapped[bool]
    motivations: Mapped[list[list[str]]] = mapped_column(JSON)
    downloads_each: Mapped[int | None]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    design: Mapped[dict[str, Any]] = mapped_column(JSON)
    """How its page is laid out, and what stands on it beside the text: `types.Design`."""
    made_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    """Since when it is out of the way of whoever works here, retired as well."""

    @property
    def is_over(self) -> bool:
        """Whether it was retired or its closing date has passed."""
        return is_over(self.retired_at, self.closes_at)

    @property
    def is_open(self) -> bool:
        """Whether somebody can opt in now."""
        began = self.opens_at is None or self.opens_at <= clock.now()
        return self.published_at is not None and began and not self.is_over


class SpentAddress(Base):
    """The name an asset had in its address before it was deleted; it never means another one."""

    __tablename__ = "spent_address"
    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    spent_at: Mapped[datetime]


def is_over(retired_at: datetime | None, closes_at: datetime | None) -> bool:
    """Whether an asset with these two dates can be had no more."""
    return retired_at is not None or (closes_at is not None and closes_at <= clock.now())


class AssetVersion(Base):
    """One file of an asset; the newest is what every link gives."""

    __tablename__ = "asset_version"
    __table_args__ = (UniqueConstraint("asset_id", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id"))
    number: Mapped[int]
    file_name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    sha256: Mapped[str] = mapped_column(String(64))
    stored_as: Mapped[str] = mapped_column(String(100))
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)
    """A PNG of what it looks like; without one, its page shows a designed cover."""
    cover: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The same for its page, light enough for a phone: `page_pictures.types.PagePicture`."""
    pages: Mapped[int | None]
    """Of a PDF; `LOCKED` where only a password opens it."""
    made_at: Mapped[datetime]

    @property
    def is_locked(self) -> bool:
        """Whether nobody can open it without a password."""
        return self.pages == LOCKED

    @property
    def kind(self) -> str:
        """What people call files of its kind: their ending."""
        return kind_of(self.file_name)


def kind_of(file_name: str) -> str:
    """What people call files of a kind: their ending, in capital letters."""
    return file_name.rpartition(".")[2].upper()


class AskedField(Base):
    """One thing a form asks beside the address, with the reason shown next to it."""

    __tablename__ = "asked_field"
    __table_args__ = (UniqueConstraint("asset_id", "key"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(String(300))
    required: Mapped[bool]
    kind: Mapped[FieldKind] = mapped_column(String(10))
    choices: Mapped[list[str]] = mapped_column(JSON)
    """The answers to choose from, where it is a choice."""

    @property
    def offered(self) -> str:
        """The same, as a part of the wording of its form."""
        return f" [{' | '.join(self.choices)}]" if self.choices else ""


class AssetPurpose(Base):
    """An optional purpose offered on an asset's form."""

    __tablename__ = "asset_purpose"
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id"), primary_key=True)
    purpose_id: Mapped[UUID] = mapped_column(ForeignKey("purpose.id"), primary_key=True)
    position: Mapped[int]


class Grant(Base):
    """A person's right to one asset, with what they answered when they asked for it."""

    __tablename__ = "asset_grant"
    __table_args__ = (UniqueConstraint("person_id", "asset_id"),)
    __personal__ = OfPerson(
        subject="person_id",
        erased=OnErasure.DELETED,
        kept_for=_("two years after it was last asked for"),
        expires_by="expires_at",
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id"), index=True, info=personal(Holds.ACTIVITY, WHY))
    answers: Mapped[Ciphertext] = mapped_column(Sealed, info=personal(Holds.ANSWER, WHY))
    granted_at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    origin: Mapped[str | None] = mapped_column(String(205), info=impersonal("which campaign a page was reached from"))
    """None where the visit was not counted."""
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))


class Revocation(Base):
    """That a grant was taken back: by whom, when, why."""

    __tablename__ = "grant_revocation"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the grant"))
    grant_id: Mapped[UUID] = mapped_column(
        ForeignKey("asset_grant.id", ondelete="CASCADE"), primary_key=True, info=impersonal(AN_ID)
    )
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), index=True, info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    at: Mapped[datetime] = mapped_column(info=personal(Holds.ACTIVITY, WHY))
    by: Mapped[UUID | None] = mapped_column(info=impersonal("a member of staff"))
    reason: Mapped[Ciphertext | None] = mapped_column(Sealed, info=personal(Holds.ACTIVITY, WHY))


class Download(Base):
    """One file that came whole: counted when the last byte that was missing was taken."""

    __tablename__ = "download"
    __personal__ = OfPerson(subject="person_id", erased=OnErasure.DELETED, kept_for=_("as long as the grant"))
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), index=True, info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    grant_id: Mapped[UUID] = mapped_column(
        ForeignKey("asset_grant.id", ondelete="CASCADE"), index=True, info=impersonal(AN_ID)
    )
    version_id: Mapped[UUID] = mapped_column(ForeignKey("asset_version.id"), info=personal(Holds.ACTIVITY, WHY))
    at: Mapped[datetime] = mapped_column(index=True, info=personal(Holds.ACTIVITY, WHY))


class DownloadUnderWay(Base):
    """Bytes of a file with a limit that are being sent: they count until they came or broke off, or for an hour."""

    __tablename__ = "download_under_way"
    __personal__ = OfPerson(
        subject="person_id", erased=OnErasure.DELETED, kept_for=_("an hour at most"), expires_by="expires_at"
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, info=impersonal(AN_ID))
    person_id: Mapped[UUID] = mapped_column(
        ForeignKey("vault_key.id", ondelete="CASCADE"), index=True, info=personal(Holds.IDENTIFIER, WHY, exported=False)
    )
    grant_id: Mapped[UUID] = mapped_column(
        ForeignKey("asset_grant.id", ondelete="CASCADE"), index=True, info=impersonal(AN_ID)
    )
    bytes: Mapped[int] = mapped_column(BigInteger, info=personal(Holds.ACTIVITY, WHY))
    expires_at: Mapped[datetime] = mapped_column(index=True, info=impersonal(A_MOMENT))
