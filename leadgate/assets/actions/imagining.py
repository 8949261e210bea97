"""Imagining: what publishing would make of what is typed, as its page would show it; nothing is written."""

from collections.abc import Iterator
from uuid import UUID

from leadgate.asked_fields.types import FieldKind
from leadgate.assets.actions.publishing import AssetPage
from leadgate.assets.actions.storing import StoredAsset
from leadgate.assets.models import AskedField, Asset, AssetVersion
from leadgate.assets.queries import AssetGate, offers_of
from leadgate.foundation import clock
from leadgate.foundation.ids import new_id


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
    same = ("title", "summary", "body", "language", "asks_age", "asks_why", "downloads_each")
    now = clock.now()
    asset = Asset(
        id=asset_id,
        slug=slug,
        motivations=[list(pair) for pair in page.motivations],
        design=page.design.plain(),
        opens_at=None,
        closes_at=None,
        made_at=now,
        published_at=now,
        retired_at=None,
        **{name: getattr(page, name) for name in same},
    )
    version = file if isinstance(file, AssetVersion) else _version(asset_id, file)
    delivery, *optional = offers_of(page.purposes, page.language)
    return AssetGate(asset, version, tuple(_fields(asset_id, page)), delivery, tuple(optional))


def _fields(asset_id: UUID, page: AssetPage) -> Iterator[AskedField]:
    for at, one in enumerate(page.asked):
        yield AskedField(
            id=new_id(),
            asset_id=asset_id,
            position=at,
            key=one.key,
            label=one.label,
            reason=one.reason,
            required=one.required,
            kind=FieldKind(one.kind),
            choices=list(one.choices),
        )


def _version(asset_id: UUID, file: StoredAsset | None) -> AssetVersion:
    known = file or StoredAsset("", "", 0, "", "", None)
    return AssetVersion(
        id=new_id(),
        asset_id=asset_id,
        number=0,
        file_name=known.file_name,
        media_type=known.media_type,
        size=known.size,
        sha256=known.sha256,
        stored_as=known.stored_as,
        picture=None,
        cover=None,
        pages=known.pages,
        made_at=clock.now(),
    )
