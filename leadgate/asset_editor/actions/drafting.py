"""Drafting: what is typed is kept as it is typed, and nobody overwrites what somebody else changed meanwhile."""

import json
from uuid import UUID

from sqlalchemy import delete

from leadgate.asset_editor import queries
from leadgate.asset_editor.errors import AssetDraftChanged, NothingToSend
from leadgate.asset_editor.events import DraftDiscarded
from leadgate.asset_editor.models import AssetDraft
from leadgate.asset_editor.rows import Typed
from leadgate.asset_editor.typed import stands, typed_of
from leadgate.assets import queries as assets
from leadgate.foundation import clock
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id

LONGEST_TAB = 40


@action
def save(asset_id: UUID, seen: str, typed: Typed, *, tab: str = "", by: UUID) -> None:
    """Keep what is typed; what is live stays as it is.

    Args:
        asset_id: of an asset that is there, or of one that is to be.
        seen: what `stands` said of what whoever types has before them.
        typed: the fields of the editor.
        tab: what the window calls itself it is typed in; it may have before it what it has changed itself since.
        by: the member of staff.

    Raises:
        AssetDraftChanged: it is not what they have before them.
    """
    row = locked(AssetDraft, asset_id)
    now = now_typed(asset_id, row)
    if typed == now:
        return
    is_own = row is not None and tab != "" and row.tab == tab[:LONGEST_TAB]
    if seen != stands(now) and not is_own:
        raise AssetDraftChanged
    upload = queries.whole_upload(typed.get("upload", [""])[0])
    if row is None:
        row = AssetDraft(
            asset_id=asset_id, typed="", upload_id=None, link_id=new_id(), tab="", by=by, changed_at=clock.now()
        )
        session().add(row)
    row.typed, row.upload_id = json.dumps(typed), upload.id if upload else None
    row.tab, row.by, row.changed_at = tab[:LONGEST_TAB], by, clock.now()


def now_typed(asset_id: UUID, row: AssetDraft | None) -> Typed | None:
    """What is typed about an asset by now: in its draft, or as it is live; None where there is neither.

    Args:
        asset_id: of an asset that is there, or of one that is to be.
        row: its draft.
    """
    if row:
        return queries.typed_in(row)
    gate = assets.gate_with_id(asset_id, "en")
    return typed_of(gate) if gate else None


@action
def discard(asset_id: UUID, *, by: UUID) -> None:
    """Throw away what was typed and not published.

    Args:
        asset_id: the draft's.
        by: the member of staff.
    """
    session().execute(delete(AssetDraft).where(AssetDraft.asset_id == asset_id))
    tell(DraftDiscarded(asset_id, by))


@action
def change_link(asset_id: UUID) -> None:
    """Take back every link to a draft; a new one is made at once.

    Args:
        asset_id: the draft's.

    Raises:
        NothingToSend: there is no draft of it.
    """
    row = locked(AssetDraft, asset_id)
    if row is None:
        raise NothingToSend
    row.link_id = new_id()
