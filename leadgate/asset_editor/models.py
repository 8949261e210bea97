"""Drafts of assets, files on their way to one, and every version that was published."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation.sql.tables import Base


class AssetUpload(Base):
    """A file that comes in parts: where it ends by now, and what it turned out to be once it is whole."""

    __tablename__ = "asset_upload"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    by: Mapped[UUID]
    file_name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger)
    stored: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The fields of a `StoredAsset`, once it is whole."""
    title: Mapped[str] = mapped_column(String(200))
    """What it may be called, by what stands in it or by its name."""
    made_at: Mapped[datetime]


class AssetDraft(Base):
    """What is typed about an asset that is, or will be; what is live stays as it is until it is published."""

    __tablename__ = "asset_draft"
    asset_id: Mapped[UUID] = mapped_column(primary_key=True)
    """Of the asset, which need not be there yet."""
    typed: Mapped[str] = mapped_column(Text)
    """The fields of the editor's form as they were sent, as JSON: what is wrong with them is kept as well."""
    upload_id: Mapped[UUID | None] = mapped_column(ForeignKey("asset_upload.id"))
    link_id: Mapped[UUID] = mapped_column(unique=True)
    """Names it in links to it; another one takes them all back."""
    tab: Mapped[str] = mapped_column(String(40))
    by: Mapped[UUID]
    changed_at: Mapped[datetime]


class AssetPublication(Base):
    """One version as everybody saw it: all that was typed, and the file."""

    __tablename__ = "asset_publication"
    __table_args__ = (UniqueConstraint("asset_id", "number"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    asset_id: Mapped[UUID] = mapped_column(ForeignKey("asset.id", ondelete="CASCADE"))
    number: Mapped[int]
    version_id: Mapped[UUID] = mapped_column(ForeignKey("asset_version.id"))
    typed: Mapped[str] = mapped_column(Text)
    by: Mapped[UUID | None]
    note: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
