"""Ending an asset for good, where nothing anywhere needs it."""

from uuid import UUID

from leadgate.assets.actions import ending
from leadgate.assets.errors import AssetNeeded
from leadgate.foundation.db import action
from leadgate.surveys import follow_ups


@action
def delete(asset_id: UUID, *, by: UUID) -> None:
    """Delete an asset nobody asked for and no survey asks about.

    Args:
        asset_id: which.
        by: the member of staff.

    Raises:
        NoSuchAsset: there is none of that id.
        AssetNeeded: somebody asked for it, or may just have, or a survey asks whoever has it.
    """
    if follow_ups.asking_after(asset_id):
        raise AssetNeeded
    ending.delete(asset_id, by=by)
