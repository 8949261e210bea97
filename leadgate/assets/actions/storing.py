"""Storing: a file that was sent is looked at and kept before anything is written about it."""

import secrets
from dataclasses import dataclass
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import func, select

from leadgate.assets.actions.previewing import DRAWERS
from leadgate.assets.models import AssetVersion
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases import page_cache
from leadgate.foundation.db import after_commit, session
from leadgate.foundation.files.attachments import attached
from leadgate.foundation.files.errors import FileTooLarge
from leadgate.foundation.files.kinds import recognise
from leadgate.foundation.files.soundness import pages_if_sound
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation

UNPACKED_TIMES_LIMIT = 20


@dataclass(frozen=True, slots=True)
class StoredAsset:
    """A file that lies in storage; fields as in `models.AssetVersion`."""

    file_name: str
    media_type: str
    size: int
    sha256: str
    stored_as: str
    pages: int | None


def store(file: BinaryIO, file_name: str) -> StoredAsset:
    """Keep a file, so that a row never names one that is not there.

    Args:
        file: the content; its size is found by seeking.
        file_name: as the uploader calls it; the ending has to fit the content.

    Returns:
        Where it lies, and what it is.

    Raises:
        FileTooLarge: it has more bytes than are taken here.
        FileRefused: the file is too large, empty, damaged, of no kind that is taken, or not what its name says.
        StorageFull: the store does not take it.
    """
    here = installation()
    limit = here.settings.upload_limit_bytes
    size = file.seek(0, 2)
    file.seek(0)
    if size > limit:
        raise FileTooLarge(limit)
    known = recognise(file, file_name, unpacked_limit=limit * UNPACKED_TIMES_LIMIT)
    pages = pages_if_sound(file, known.media_type)
    stored_as = f"assets/{secrets.token_hex(16)}"
    told = {"Content-Type": known.media_type, "Content-Disposition": attached(known.name)}
    return StoredAsset(known.name, known.media_type, size, here.storage.put(stored_as, file, told), stored_as, pages)


def files_of(asset: UUID) -> list[StoredAsset]:
    """Every file an asset ever had, each once."""
    rows = session().scalars(select(AssetVersion.id).where(AssetVersion.asset_id == asset)).all()
    return list({one.stored_as: one for one in map(stored_in, rows)}.values())


def stored_in(version: UUID) -> StoredAsset:
    """The file of a version, to be made the newest again."""
    row = session().get_one(AssetVersion, version)
    return StoredAsset(row.file_name, row.media_type, row.size, row.sha256, row.stored_as, row.pages)


def version_of(asset: UUID, stored: StoredAsset, number: int) -> AssetVersion:
    """A stored file as a version of an asset, which no session knows of.

    Args:
        asset: the asset's id.
        stored: the file.
        number: of the version.
    """
    return AssetVersion(
        id=new_id(),
        asset_id=asset,
        number=number,
        file_name=stored.file_name,
        media_type=stored.media_type,
        size=stored.size,
        sha256=stored.sha256,
        stored_as=stored.stored_as,
        picture=None,
        cover=None,
        pages=stored.pages,
        made_at=clock.now(),
    )


def add_version(asset: UUID, stored: StoredAsset) -> None:
    """Make a stored file the newest of an asset; inside an act.

    Args:
        asset: the asset's id.
        stored: the file.
    """
    newest = session().scalar(select(func.max(AssetVersion.number)).where(AssetVersion.asset_id == asset)) or 0
    version = version_of(asset, stored, newest + 1)
    session().add(version)
    session().flush()
    if stored.media_type in DRAWERS and not version.is_locked:
        outbox.put("assets.preview", {"version": version.id}, key=f"assets.preview/{version.id}")
    after_commit(page_cache.forget)
