"""Uploading: a file comes in parts, goes on where it was cut, and is looked at once it is whole."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from io import BytesIO
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.asset_editor.errors import PartAstray, UploadOverfull
from leadgate.asset_editor.models import AssetDraft, AssetPublication, AssetUpload
from leadgate.asset_editor.queries import upload as upload_of
from leadgate.assets import queries as assets
from leadgate.assets.actions import storing
from leadgate.assets.actions.storing import StoredAsset, store
from leadgate.assets.events import AssetDeleted
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.files import child
from leadgate.foundation.files.errors import EmptyFile, FileTooLarge
from leadgate.foundation.files.kinds import PDF
from leadgate.foundation.files.names import safe_name
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation

PART_BYTES = 4_000_000
IN_MEMORY_BYTES = 8_000_000
KEPT = timedelta(days=7)
"""So long a file nobody goes on with, or nobody publishes, is kept."""


@action
def begin(name: str, size: int, *, by: UUID) -> UUID:
    """Announce a file.

    Args:
        name: as the uploader calls it.
        size: in bytes.
        by: the member of staff who sends it.

    Returns:
        The upload's id.

    Raises:
        FileTooLarge, EmptyFile: it could not be taken.
    """
    limit = installation().settings.upload_limit_bytes
    if size > limit:
        raise FileTooLarge(limit)
    if size == 0:
        raise EmptyFile
    row = _row(name, size, by)
    session().add(row)
    return row.id


def _row(name: str, size: int, by: UUID) -> AssetUpload:
    return AssetUpload(
        id=new_id(),
        by=by,
        file_name=safe_name(name)[:255],
        size=size,
        received=0,
        stored=None,
        title="",
        made_at=clock.now(),
    )


def add_part(upload_id: UUID, at: int, part: bytes, *, by: UUID) -> None:
    """Take the next part of a file; the last one makes it whole, and then it is looked at.

    Args:
        upload_id: the upload's.
        at: where the part begins.
        part: the bytes.
        by: who sends it.

    Raises:
        NothingToSend: there is no such upload.
        PartAstray: the part does not begin where what is there ends.
        UploadOverfull: more came than was announced.
        FileRefused: the whole file cannot be taken; it is not kept.
        StorageFull: the store does not take it.
    """
    row = upload_of(upload_id, by)
    if row.stored:
        return
    if at != row.received:
        raise PartAstray
    if not part or at + len(part) > row.size:
        raise UploadOverfull
    installation().storage.put(_part_name(upload_id, at), BytesIO(part))
    if _note_received(upload_id, at, at + len(part)) == row.size:
        _finish(upload_id, row.file_name)


@action
def _note_received(upload_id: UUID, at: int, end: int) -> int:
    row = locked(AssetUpload, upload_id)
    if row is None or row.received != at:
        raise PartAstray
    row.received = end
    return end


def _finish(upload_id: UUID, name: str) -> None:
    with SpooledTemporaryFile(max_size=IN_MEMORY_BYTES) as whole:
        for part in _parts(upload_id):
            whole.write(part)
        whole.seek(0)
        file = cast(BinaryIO, whole)
        try:
            stored = store(file, name)
        finally:
            _forget_parts(upload_id)
            _forget_unfinished(upload_id)
        _note_whole(upload_id, stored, guessed_title(file, stored))


def _parts(upload_id: UUID) -> Iterator[bytes]:
    storage = installation().storage
    for name, size in storage.files(_folder(upload_id)):
        yield from storage.read(name, 0, size)


def keep(file: BinaryIO, name: str, *, by: UUID) -> UUID:
    """Take a file that came at once, from a browser without a script.

    Args:
        file: the content.
        name: as the uploader calls it.
        by: the member of staff who sends it.

    Returns:
        The id of an upload that is whole.

    Raises:
        FileRefused: the file cannot be taken.
        StorageFull: the store does not take it.
    """
    stored = store(file, name)
    return _keep(stored, guessed_title(file, stored), by)


@action
def _keep(stored: StoredAsset, title: str, by: UUID) -> UUID:
    row = whole_row(stored, title, by)
    session().add(row)
    return row.id


def take_back(event: AssetDeleted) -> None:
    """Forget drafts and versions of an asset that is deleted; its files go with the uploads nobody publishes."""
    for table in (AssetDraft, AssetPublication):
        session().execute(delete(table).where(table.asset_id == event.asset_id))
    for stored in storing.files_of(event.asset_id):
        row = whole_row(stored, "", event.by)
        row.made_at -= KEPT
        session().add(row)
    session().flush()


def whole_row(stored: StoredAsset, title: str, by: UUID) -> AssetUpload:
    """A file that lies in storage, as one that came whole; a row no session knows of.

    Args:
        stored: the file.
        title: what it may be called.
        by: the member of staff it is for.
    """
    row = _row(stored.file_name, stored.size, by)
    row.received, row.stored, row.title = stored.size, asdict(stored), title
    return row


@action
def _note_whole(upload_id: UUID, stored: StoredAsset, title: str) -> None:
    row = session().get_one(AssetUpload, upload_id)
    row.received, row.stored, row.title = row.size, asdict(stored), title


@action
def _forget_unfinished(upload_id: UUID) -> None:
    """A file that cannot be taken begins anew, should somebody send it once more."""
    session().get_one(AssetUpload, upload_id).received = 0


def guessed_title(file: BinaryIO, stored: StoredAsset) -> str:
    """What a file may be called: a PDF says it, others by their name.

    Args:
        file: the content.
        stored: what it turned out to be.
    """
    said = b""
    if stored.media_type == PDF:
        file.seek(0)
        try:
            said, _ = child.drawn_by("pdf-title", file.read())
        except child.NotRead:
            said = b""
    words = (
        " ".join(said.decode(errors="ignore").split())
        or re.sub(r"[\s_-]+", " ", PurePosixPath(stored.file_name).stem).strip()
    )
    readable = "".join(one for one in words if one.isprintable())[:200].strip()
    return readable[:1].upper() + readable[1:]


def forget_old() -> None:
    """Delete files nobody went on with, or published, for a week."""
    in_use = select(AssetDraft.upload_id).where(AssetDraft.upload_id.is_not(None))
    old = select(AssetUpload.id, AssetUpload.stored).where(
        AssetUpload.made_at < clock.now() - KEPT, AssetUpload.id.not_in(in_use)
    )
    for upload_id, stored in session().execute(old).all():
        _forget_parts(upload_id)
        if stored and not _is_needed(stored["stored_as"], upload_id):
            installation().storage.delete(stored["stored_as"])
        _forget(upload_id)


def _is_needed(stored_as: str, upload_id: UUID) -> bool:
    """Whether an asset, or another copy of one that is not published yet, needs the file of an upload."""
    others = session().scalars(select(AssetUpload.stored).where(AssetUpload.id != upload_id))
    return assets.is_published_file(stored_as) or any(one and one["stored_as"] == stored_as for one in others)


@action
def _forget(upload_id: UUID) -> None:
    session().execute(delete(AssetUpload).where(AssetUpload.id == upload_id))


def _forget_parts(upload_id: UUID) -> None:
    storage = installation().storage
    for name, _size in list(storage.files(_folder(upload_id))):
        storage.delete(name)


def _folder(upload_id: UUID) -> str:
    return f"uploads/{upload_id.hex}"


def _part_name(upload_id: UUID, at: int) -> str:
    return f"{_folder(upload_id)}/{at:015d}"
