"""Drafts, uploads and versions, as pages show them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from leadgate.asset_editor.errors import NothingToSend
from leadgate.asset_editor.models import AssetDraft, AssetPublication, AssetUpload
from leadgate.asset_editor.rows import Typed
from leadgate.assets.actions.storing import StoredAsset
from leadgate.foundation.db import session
from leadgate.staff import queries as staff


def draft_of(asset_id: UUID) -> AssetDraft | None:
    """What is typed about an asset and not published yet; None where there is nothing."""
    return session().get(AssetDraft, asset_id)


def draft_linked(link_id: UUID) -> AssetDraft | None:
    """The draft a link leads to; None where the link was taken back, or the draft is gone."""
    return session().scalar(select(AssetDraft).where(AssetDraft.link_id == link_id))


def typed_in(row: AssetDraft | AssetPublication) -> Typed:
    """The fields that a draft or a version keeps."""
    typed: Typed = json.loads(row.typed)
    return typed


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list: what it is about, what it is called so far, who changed it last."""

    asset_id: UUID
    title: str
    changed_at: datetime
    by: str | None


def drafts() -> list[DraftRow]:
    """Everything that is typed and not published, what was changed last first."""
    rows = session().execute(
        select(AssetDraft, staff.email_in(AssetDraft.by)).order_by(AssetDraft.changed_at.desc()).limit(100)
    )
    return [DraftRow(one.asset_id, typed_in(one).get("title", [""])[0], one.changed_at, by) for one, by in rows]


def upload(upload_id: UUID, by: UUID) -> AssetUpload:
    """A file on its way, for whoever sends it.

    Args:
        upload_id: as it came in the address.
        by: the member of staff.

    Raises:
        NothingToSend: there is none of that id, or it is somebody else's.
    """
    row = session().get(AssetUpload, upload_id)
    if row is None or row.by != by:
        raise NothingToSend
    return row


def whole_upload(name: str) -> AssetUpload | None:
    """A file that came whole, by its id as a form has it."""
    try:
        row = session().get(AssetUpload, UUID(name))
    except ValueError:
        return None
    return row if row and row.stored else None


def stored_of(row: AssetUpload) -> StoredAsset:
    """What a whole file turned out to be."""
    return StoredAsset(**(row.stored or {}))


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version in the list of all, with who published it."""

    row: AssetPublication
    by: str | None


def publications_of(asset_id: UUID) -> Sequence[VersionShown]:
    """Every version of an asset, newest first."""
    found = select(AssetPublication, staff.email_in(func.coalesce(AssetPublication.by, AssetPublication.id)))
    mine = found.where(AssetPublication.asset_id == asset_id).order_by(AssetPublication.number.desc())
    return [VersionShown(row, by) for row, by in session().execute(mine)]


def changed_last_by(asset_id: UUID, *, but: UUID) -> str | None:
    """The address of whoever changed a draft last, or published its asset; None where nobody is known.

    Args:
        asset_id: of an asset that is there, or of one that is to be.
        but: who is not named, since it is they who ask.
    """
    newest = select(AssetPublication.by).where(AssetPublication.asset_id == asset_id)
    draft = draft_of(asset_id)
    by = draft.by if draft else session().scalar(newest.order_by(AssetPublication.number.desc()).limit(1))
    account = staff.account(by) if by and by != but else None
    return account.email if account else None


def publication(publication_id: UUID, asset_id: UUID) -> AssetPublication:
    """One version of an asset.

    Args:
        publication_id: as it came in the address.
        asset_id: whose it is.

    Raises:
        NothingToSend: it has none of that id.
    """
    row = session().get(AssetPublication, publication_id)
    if row is None or row.asset_id != asset_id:
        raise NothingToSend
    return row
