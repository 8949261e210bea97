"""Writing what a page says once its asset has ended."""

from collections.abc import Sequence
from uuid import UUID

from leadgate.asset_endings.models import ClosedPage
from leadgate.foundation import audit
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, add_row


@action
def write(asset: UUID, headline: str, words: str, instead: Sequence[str], *, by: UUID) -> None:
    """Have an asset's page say this once it has ended.

    Args:
        asset: the asset's id.
        headline: empty for what is usual.
        words: below it; empty for what is usual.
        instead: what it leads on to, each by its name (`NextStep.name`), in the order it is read.
        by: the member of staff.
    """
    row = locked(ClosedPage, asset)
    if row is None:
        add_row(ClosedPage, asset_id=asset, headline=headline, words=words, instead=[*instead])
    else:
        row.headline, row.words, row.instead = headline, words, [*instead]
    audit.record("asset:closed-page", actor=by, subject=asset)
