"""What happens to drafts of assets that rooms above may want to know."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class DraftDiscarded:
    """What was typed about an asset, and not published, has just been thrown away.

    Args:
        asset_id: of the asset, which may never have been there.
        by: the member of staff.
    """

    asset_id: UUID
    by: UUID
