"""Imagining: what publishing would make of what is typed, as its page would show it; nothing is written."""

from uuid import UUID

from leadgate.assets.actions.publishing import AssetPage, asked_of, columns_of
from leadgate.assets.actions.storing import StoredAsset, version_of
from leadgate.assets.models import Asset, AssetVersion
from leadgate.assets.queries import AssetGate, offers_of
from leadgate.foundation import clock

NO_FILE = StoredAsset("", "", 0, "", "", None)


def gate(asset_id: UUID, slug: str, page: AssetPage, file: AssetVersion | StoredAsset | None) -> AssetGate:
    """The gate there would be.

    Args:
        asset_id: that it has, or will have.
        slug: of its address.
        page: everything about it but its file.
        file: that it has; None where there is none yet.

    Returns:
        A gate like one that is there, open now, of rows that belong to no session.
    """
    now = clock.now()
    asset = Asset(
        id=asset_id,
        slug=slug,
        made_at=now,
        published_at=now,
        retired_at=None,
        **{**columns_of(page), "opens_at": None, "closes_at": None},
    )
    version = file if isinstance(file, AssetVersion) else version_of(asset_id, file or NO_FILE, 0)
    delivery, *optional = offers_of(page.purposes, page.language)
    return AssetGate(asset, version, tuple(asked_of(asset_id, page)), delivery, tuple(optional))
