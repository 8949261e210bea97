"""Ending: an asset goes out of the way, or is deleted where nobody ever asked for it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete as delete_rows

from leadgate.assets import figures
from leadgate.assets.errors import AssetNeeded, NoSuchAsset
from leadgate.assets.events import AssetDeleted
from leadgate.assets.models import AskedField, Asset, AssetPurpose, AssetVersion, SpentAddress
from leadgate.foundation import audit, clock
from leadgate.foundation.databases import page_cache
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row, after_commit, session
from leadgate.foundation.events import tell

STILL_ASKED_FOR = timedelta(minutes=1)
"""So long after it was taken down a request for it may still be on its way."""


@action
def archive(asset_id: UUID, *, by: UUID) -> None:
    """Take an asset down, and out of the way of whoever works here; its people, their proof and its figures stay.

    Args:
        asset_id: which.
        by: the member of staff.

    Raises:
        NoSuchAsset: there is none of that id.
    """
    asset = locked(Asset, asset_id)
    if asset is None:
        raise NoSuchAsset
    now = clock.now()
    asset.retired_at, asset.archived_at = asset.retired_at or now, now
    audit.record("asset:archive", actor=by, subject=asset_id)
    after_commit(page_cache.forget)


def may_be_deleted(asset: Asset) -> bool:
    """Whether nobody asked for an asset, nor can any more."""
    was_open = asset.published_at is not None and (asset.retired_at or clock.now()) > clock.now() - STILL_ASKED_FOR
    return not was_open and not figures.hanging_on(asset.id).is_needed


@action
def delete(asset_id: UUID, *, by: UUID) -> None:
    """Delete an asset nobody asked for, with its file; an address that was public never means another one.

    Args:
        asset_id: which.
        by: the member of staff.

    Raises:
        NoSuchAsset: there is none of that id.
        AssetNeeded: somebody asked for it, or may just have.
    """
    asset = locked(Asset, asset_id)
    if asset is None:
        raise NoSuchAsset
    if not may_be_deleted(asset):
        raise AssetNeeded
    tell(AssetDeleted(asset_id, by))
    if asset.published_at:
        add_row(SpentAddress, slug=asset.slug, spent_at=clock.now())
    for table in (AskedField, AssetPurpose, AssetVersion):
        session().execute(delete_rows(table).where(table.asset_id == asset_id))
    session().delete(asset)
    audit.record("asset:delete", actor=by, subject=asset_id)
    after_commit(page_cache.forget)
