"""Going live: a draft becomes what everybody sees, as a version one can go back to."""

from uuid import UUID

from leadgate.asset_editor import queries
from leadgate.asset_editor.actions import drafting, noting
from leadgate.asset_editor.errors import AssetDraftChanged
from leadgate.asset_editor.models import AssetDraft
from leadgate.asset_editor.typed import stands
from leadgate.assets import queries as assets
from leadgate.assets.actions import publishing, storing
from leadgate.assets.actions.publishing import AssetPage
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.db import action, session
from leadgate.foundation.files.errors import NoFileChosen


@action
def go_live(asset_id: UUID, seen: str, page: AssetPage, slug: str, *, upload: str, note: str, by: UUID) -> None:
    """Publish what is typed.

    Args:
        asset_id: of an asset that is there, or of one that is to be.
        seen: what `typed.stands` said of what they have before them.
        page: everything about it but its file.
        slug: of its address.
        upload: the id of its new file; nothing where it stays the one it has.
        note: what is said of this version.
        by: the member of staff.

    Raises:
        AssetDraftChanged: somebody else changed or published it meanwhile.
        NoFileChosen: it has no file yet.
        SlugTaken: another asset has that address.
        BadSlug: it is no address.
        BadFieldKey: a field that cannot have that name, or two of one name.
        UnknownPurpose: a purpose that is not offered.
    """
    row = locked(AssetDraft, asset_id)
    if seen != stands(drafting.now_typed(asset_id, row)):
        raise AssetDraftChanged
    found = queries.whole_upload(upload)
    stored, gate = queries.stored_of(found) if found else None, assets.gate_with_id(asset_id, page.language)
    if gate:
        noting.note_first(gate)
        publishing.edit(asset_id, page, by=by, stored=stored, slug=slug, note=note)
        if gate.asset.published_at is None:
            publishing.open_gate(asset_id, by=by)
    elif stored:
        publishing.make(asset_id, slug, page, stored, by=by)
    else:
        raise NoFileChosen
    if row:
        session().delete(row)
        session().flush()
    if found:
        session().delete(found)


@action
def go_back(publication_id: UUID, asset_id: UUID, page: AssetPage, *, note: str, by: UUID) -> None:
    """Make an older version what everybody sees, as a new one.

    Args:
        publication_id: the version.
        asset_id: the asset's.
        page: what that version says.
        note: what is said of the new one.
        by: the member of staff.

    Raises:
        NothingToSend: it has no such version.
        BadFieldKey: a field that cannot have that name any more.
        UnknownPurpose: a purpose that is not offered any more.
    """
    version = queries.publication(publication_id, asset_id).version_id
    newest = assets.newest_version(asset_id)
    stored = None if version == newest.id else storing.stored_in(version)
    publishing.edit(asset_id, page, by=by, stored=stored, note=note)
