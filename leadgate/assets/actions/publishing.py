"""Publishing: files become assets, assets are edited, opened, retired; what is delivered is always the newest file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO
from uuid import UUID

from sqlalchemy import delete

from leadgate.asked_fields.types import FieldKind
from leadgate.assets import queries
from leadgate.assets.actions.storing import StoredAsset, add_version, store
from leadgate.assets.errors import BadFieldKey, NoSuchAsset
from leadgate.assets.events import AssetPublished
from leadgate.assets.models import AskedField, Asset, AssetPurpose
from leadgate.consent.errors import UnknownPurpose
from leadgate.consent.queries import offers
from leadgate.foundation import audit, clock
from leadgate.foundation.databases import page_cache
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.foundation.slugs import SlugTaken, checked
from leadgate.page_pictures.types import Design

FIELD_KEY = r"(?!validate|populate|process|post_process|hidden|submit)[a-z][a-z0-9_]{0,39}"
RESERVED = set(
    "age_band agreements altcha answer asker code consent country csrf_token data email errors everything first_wrong "
    "form_errors guardian_email is_robot is_submitted kept_address lang language meant meant_address meta motivation "
    "motivation_text offer pace refusal refuse source started status token turn_back typed website".split()
)
"""Names the form itself uses."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field a marketer wants on the form."""

    key: str
    label: str
    reason: str
    required: bool = False
    kind: str = FieldKind.TEXT
    choices: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class AssetPage:
    """Everything about an asset but its file."""

    title: str
    summary: str = ""
    body: str = ""
    language: str = "en"
    purposes: Sequence[str] = ()
    asked: Sequence[FormField] = ()
    asks_age: bool = False
    asks_why: bool = False
    motivations: Sequence[tuple[str, str]] = field(default_factory=tuple)
    downloads_each: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    design: Design = field(default_factory=Design)


def publish(
    slug: str, page: AssetPage, file: BinaryIO, file_name: str, *, by: UUID | None = None, as_draft: bool = False
) -> UUID:
    """Put a file behind a gate.

    The file is stored before anything is written about it, so a row never names a file that is not there.

    Args:
        slug: of its address: small letters, digits and hyphens, 80 at most.
        page: everything about it but its file.
        file: the content; its size is found by seeking.
        file_name: as the uploader calls it; the ending has to fit the content.
        by: the member of staff; None on the command line.
        as_draft: whether it stays closed until `open_gate`.

    Returns:
        The asset's id.

    Raises:
        SlugTaken: another asset has it.
        BadSlug: it is not one.
        BadFieldKey: a field that cannot have that name, or two of one name.
        UnknownPurpose: a purpose that is not offered.
        FileRefused: the file is too large, empty, damaged, of no kind that is taken, or not what its name says.
        StorageFull: the store does not take it.
    """
    _refuse_taken(slug)
    return make(new_id(), slug, page, store(file, file_name), by=by, as_draft=as_draft)


def _refuse_taken(slug: str) -> None:
    if queries.is_taken(checked(slug)):
        raise SlugTaken


@action
def make(
    asset_id: UUID, slug: str, page: AssetPage, stored: StoredAsset, *, by: UUID | None, as_draft: bool = False
) -> UUID:
    """Put a stored file behind a gate.

    Args:
        asset_id: that it shall have.
        slug, page, by, as_draft: as for `publish`.
        stored: its file.

    Returns:
        The same id.

    Raises:
        SlugTaken: another asset has it.
        BadSlug: it is none.
        BadFieldKey: a field that cannot have that name, or two of one name.
        UnknownPurpose: a purpose that is not offered.
    """
    _refuse_taken(slug)
    now = clock.now()
    asset = Asset(
        id=asset_id,
        slug=slug,
        made_at=now,
        published_at=None if as_draft else now,
        retired_at=None,
        **columns_of(page),
    )
    session().add(asset)
    session().flush()
    _write_form(asset.id, page)
    add_version(asset.id, stored)
    _published(asset, "asset:publish", by)
    return asset.id


def columns_of(page: AssetPage) -> dict[str, Any]:
    """What a page fills of its asset's row, by the column's name."""
    names = ["title", "summary", "body", "language", "asks_age", "asks_why", "downloads_each", "opens_at", "closes_at"]
    same = {name: getattr(page, name) for name in names}
    return same | {"motivations": [list(pair) for pair in page.motivations], "design": page.design.plain()}


def _write_form(asset: UUID, page: AssetPage) -> None:
    for table in (AskedField, AssetPurpose):
        session().execute(delete(table).where(table.asset_id == asset))
    found = {offer.slug: offer.purpose_id for offer in offers(list(page.purposes), page.language)}
    for at, slug in enumerate(dict.fromkeys(page.purposes)):
        if slug not in found:
            raise UnknownPurpose
        session().add(AssetPurpose(asset_id=asset, purpose_id=found[slug], position=at))
    keys = [asked.key for asked in page.asked]
    if len({*keys} - RESERVED) < len(keys) or not all(re.fullmatch(FIELD_KEY, key) for key in keys):
        raise BadFieldKey
    session().add_all(asked_of(asset, page))
    session().flush()
    after_commit(page_cache.forget)


def asked_of(asset: UUID, page: AssetPage) -> list[AskedField]:
    """The fields of a page's form as rows, which no session knows of.

    Args:
        asset: the asset's id.
        page: everything about it but its file.
    """
    return [
        AskedField(
            id=new_id(),
            asset_id=asset,
            position=at,
            key=asked.key,
            label=asked.label,
            reason=asked.reason,
            required=asked.required,
            kind=FieldKind(asked.kind),
            choices=list(asked.choices),
        )
        for at, asked in enumerate(page.asked)
    ]


def _published(asset: Asset, act: str, by: UUID | None, note: str = "") -> None:
    """Put it on record, and tell whoever listens that everybody sees something else from now on."""
    audit.record(act, actor=by, subject=asset.id)
    after_commit(page_cache.forget)
    if asset.published_at:
        tell(AssetPublished(asset.id, by, note))


@action
def edit(
    asset_id: UUID,
    page: AssetPage,
    *,
    by: UUID | None = None,
    stored: StoredAsset | None = None,
    slug: str | None = None,
    note: str = "",
) -> None:
    """Change an asset.

    Args:
        asset_id: of an asset that is there.
        page: how it is from now on, its fields and purposes included.
        by: the member of staff; None on the command line.
        stored: its newest file from now on; without one, its file stays.
        slug: of its address from now on, while nobody has seen it.
        note: what is said of the change.

    Raises:
        UnknownPurpose: a purpose that is not offered.
        BadFieldKey: a field that cannot have that name, or two of one name.
        SlugTaken, BadSlug: it cannot have that address.
    """
    asset = session().get_one(Asset, asset_id)
    if slug and slug != asset.slug and asset.published_at is None:
        _refuse_taken(slug)
        asset.slug = slug
    for name, value in columns_of(page).items():
        setattr(asset, name, value)
    _write_form(asset_id, page)
    if stored:
        add_version(asset_id, stored)
    _published(asset, "asset:edit", by, note)


@action
def open_gate(asset_id: UUID, *, by: UUID | None = None) -> None:
    """Publish a draft, or an asset that was retired.

    Args:
        asset_id: of an asset that is there.
        by: the member of staff; None on the command line.
    """
    asset = session().get_one(Asset, asset_id)
    asset.published_at, asset.retired_at, asset.archived_at = asset.published_at or clock.now(), None, None
    audit.record("asset:open", actor=by, subject=asset_id)
    after_commit(page_cache.forget)


@action
def retire(asset_id: UUID, *, by: UUID | None = None) -> None:
    """Take an asset down: its page and every link to it answer that it is over.

    Args:
        asset_id: which.
        by: the member of staff; None on the command line.

    Raises:
        NoSuchAsset: there is none of that id.
    """
    asset = session().get(Asset, asset_id)
    if asset is None:
        raise NoSuchAsset
    asset.retired_at = clock.now()
    audit.record("asset:retire", actor=by, subject=asset_id)
    after_commit(page_cache.forget)
