"""What happens to assets that rooms above may want to know."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class AssetPublished:
    """What everybody sees of an asset has just become something else.

    Args:
        asset_id: of the asset.
        by: the member of staff; None on the command line.
        note: what they say of it.
    """

    asset_id: UUID
    by: UUID | None
    note: str


@dataclass(frozen=True, slots=True)
class AssetDeleted:
    """An asset nobody ever asked for is about to be gone, with all that hangs on it.

    Args:
        asset_id: of the asset, which is still there.
        by: the member of staff.
    """

    asset_id: UUID
    by: UUID
