"""Bringing pages together that say the same in several languages, and apart again."""

from uuid import UUID

from sqlalchemy import delete, func, select

from leadgate.asset_editor.actions import copying
from leadgate.asset_editor.events import DraftDiscarded
from leadgate.asset_twins import queries
from leadgate.asset_twins.errors import LanguageThere, TwinElsewhere
from leadgate.asset_twins.models import AssetTwin
from leadgate.assets import queries as assets
from leadgate.assets.events import AssetDeleted
from leadgate.assets.queries import AssetGate
from leadgate.foundation import audit
from leadgate.foundation.databases import page_cache
from leadgate.foundation.databases.locking import lock_name
from leadgate.foundation.db import action, add_row, after_commit, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.slugs import free_slug

LOCK = "asset-twins"


@action
def begin(gate: AssetGate, language: str, *, by: UUID) -> UUID:
    """Begin an asset's page in another language, as a draft with the texts, the look and the file of this one.

    Args:
        gate: the asset's, as everybody sees it.
        language: of the new page.
        by: the member of staff.

    Returns:
        The id of the asset that the draft is to be.

    Raises:
        LanguageThere: the page is there in that language.
    """
    lock_name(LOCK)
    _refuse_there(gate.asset.id, gate.asset.language, language)
    slug = free_slug(f"{gate.asset.slug} {language}", language.lower(), assets.is_taken)
    new = copying.duplicate(gate, instead={"title": [gate.asset.title], "language": [language], "slug": [slug]}, by=by)
    _join(gate.asset.id, new, by)
    return new


@action
def add(gate: AssetGate, other: UUID, *, by: UUID) -> None:
    """Have an asset that is there be another one's page in its language.

    Args:
        gate: the asset's.
        other: of the asset that says the same.
        by: the member of staff.

    Raises:
        TwinElsewhere: there is none of that id, or it has pages in other languages itself.
        LanguageThere: the page is there in that language.
    """
    lock_name(LOCK)
    found, taken = assets.with_ids([other]), session().get(AssetTwin, other)
    if not found or taken:
        raise TwinElsewhere
    _refuse_there(gate.asset.id, gate.asset.language, found[0].language)
    _join(gate.asset.id, other, by)


def _refuse_there(asset_id: UUID, own: str, language: str) -> None:
    if language in {own, *(one.language for one in queries.family_of(asset_id))}:
        raise LanguageThere


def _join(asset_id: UUID, other: UUID, by: UUID) -> None:
    family = session().scalar(select(AssetTwin.family_id).where(AssetTwin.asset_id == asset_id))
    if family is None:
        family = new_id()
        add_row(AssetTwin, asset_id=asset_id, family_id=family, position=0)
    last = session().scalar(select(func.max(AssetTwin.position)).where(AssetTwin.family_id == family)) or 0
    add_row(AssetTwin, asset_id=other, family_id=family, position=last + 1)
    audit.record("asset:add-language", actor=by, subject=asset_id)
    after_commit(page_cache.forget)


@action
def take_out(asset_id: UUID, *, by: UUID) -> None:
    """Let an asset's page stand alone again; it stays as it is, and so do the others.

    Args:
        asset_id: of an asset, or of one that is to be.
        by: the member of staff.
    """
    lock_name(LOCK)
    row = session().get(AssetTwin, asset_id)
    if row is None:
        return
    mine, family = AssetTwin.family_id == row.family_id, row.family_id
    session().delete(row)
    session().flush()
    if session().scalar(select(func.count()).where(AssetTwin.family_id == family)) == 1:
        session().execute(delete(AssetTwin).where(mine))
    audit.record("asset:remove-language", actor=by, subject=asset_id)
    after_commit(page_cache.forget)


def forget_deleted(event: AssetDeleted) -> None:
    """What is gone belongs to no other page."""
    take_out(event.asset_id, by=event.by)


def forget_discarded(event: DraftDiscarded) -> None:
    """Nor does what was thrown away before it was ever published."""
    if not assets.with_ids([event.asset_id]):
        take_out(event.asset_id, by=event.by)
