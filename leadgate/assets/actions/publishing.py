"""Publishing: files become assets, assets are edited, opened, retired; what is delivered is always the newest file."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import delete, func, select

from leadgate.assets import landing_cache
from leadgate.assets.actions.previewing import DRAWERS
from leadgate.assets.errors import BadFieldKey, NoSuchAsset
from leadgate.assets.models import AskedField, Asset, AssetPurpose, AssetVersion
from leadgate.consent.errors import UnknownPurpose
from leadgate.consent.queries import offers
from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, after_commit, session
from leadgate.foundation.files.attachments import attached
from leadgate.foundation.files.errors import FileTooLarge
from leadgate.foundation.files.kinds import recognise
from leadgate.foundation.files.soundness import pages_if_sound
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.slugs import SlugTaken, checked

UNPACKED_TIMES_LIMIT = 20
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
    checked(slug)
    if session().scalar(select(Asset.id).where(Asset.slug == slug)):
        raise SlugTaken
    stored = _store(file, file_name)
    return _make(slug, page, stored, by=by, as_draft=as_draft)


@dataclass(frozen=True, slots=True)
class _Stored:
    file_name: str
    media_type: str
    size: int
    sha256: str
    stored_as: str
    pages: int | None


def _store(file: BinaryIO, file_name: str) -> _Stored:
    here = installation()
    limit = here.settings.upload_limit_bytes
    size = file.seek(0, 2)
    file.seek(0)
    if size > limit:
        raise FileTooLarge(limit)
    known = recognise(file, file_name, unpacked_limit=limit * UNPACKED_TIMES_LIMIT)
    pages = pages_if_sound(file, known.media_type)
    stored_as = f"assets/{secrets.token_hex(16)}"
    told = {"Content-Type": known.media_type, "Content-Disposition": attached(known.name)}
    return _Stored(known.name, known.media_type, size, here.storage.put(stored_as, file, told), stored_as, pages)


@action
def _make(slug: str, page: AssetPage, stored: _Stored, *, by: UUID | None, as_draft: bool) -> UUID:
    if session().scalar(select(Asset.id).where(Asset.slug == slug)):
        raise SlugTaken
    now = clock.now()
    asset = Asset(
        id=new_id(),
        slug=slug,
        made_at=now,
        published_at=None if as_draft else now,
        retired_at=None,
        title=page.title,
        summary=page.summary,
        body=page.body,
        language=page.language,
        asks_age=page.asks_age,
        asks_why=page.asks_why,
        motivations=[list(pair) for pair in page.motivations],
        downloads_each=page.downloads_each,
        opens_at=page.opens_at,
        closes_at=page.closes_at,
    )
    session().add(asset)
    session().flush()
    _write_form(asset.id, page)
    _add_version(asset.id, stored)
    audit.record("asset:publish", actor=by, subject=asset.id)
    return asset.id


def _columns(page: AssetPage) -> dict[str, object]:
    names = ["title", "summary", "body", "language", "asks_age", "asks_why", "downloads_each", "opens_at", "closes_at"]
    return {name: getattr(page, name) for name in names} | {"motivations": [list(pair) for pair in page.motivations]}


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
    for at, asked in enumerate(page.asked):
        field = AskedField(
            id=new_id(),
            asset_id=asset,
            position=at,
            key=asked.key,
            label=asked.label,
            reason=asked.reason,
            required=asked.required,
        )
        session().add(field)
    session().flush()
    after_commit(landing_cache.forget)


def _add_version(asset: UUID, stored: _Stored) -> None:
    newest = session().scalar(select(func.max(AssetVersion.number)).where(AssetVersion.asset_id == asset)) or 0
    version = AssetVersion(
        id=new_id(),
        asset_id=asset,
        number=newest + 1,
        file_name=stored.file_name,
        media_type=stored.media_type,
        size=stored.size,
        sha256=stored.sha256,
        stored_as=stored.stored_as,
        picture=None,
        pages=stored.pages,
        made_at=clock.now(),
    )
    session().add(version)
    session().flush()
    if stored.media_type in DRAWERS and not version.is_locked:
        outbox.put("assets.preview", {"version": version.id}, key=f"assets.preview/{version.id}")
    after_commit(landing_cache.forget)


def replace_file(asset: UUID, file: BinaryIO, file_name: str, *, by: UUID | None = None) -> None:
    """Give an asset a corrected file; links that are out already lead to it.

    Args:
        asset: the asset's id.
        file: the content; its size is found by seeking.
        file_name: as the uploader calls it; the ending has to fit the content.
        by: the member of staff; None on the command line.

    Raises:
        FileRefused: the file is too large, empty, damaged, of no kind that is taken, or not what its name says.
        StorageFull: the store does not take it.
    """
    _replace(asset, _store(file, file_name), by)


@action
def _replace(asset: UUID, stored: _Stored, by: UUID | None) -> None:
    _add_version(asset, stored)
    audit.record("asset:replace-file", actor=by, subject=asset)


@action
def edit(asset_id: UUID, page: AssetPage, *, by: UUID | None = None) -> None:
    """Change everything but the file.

    Args:
        asset_id: of an asset that is there.
        page: how it is from now on, its fields and purposes included.
        by: the member of staff; None on the command line.

    Raises:
        UnknownPurpose: a purpose that is not offered.
        BadFieldKey: a field that cannot have that name, or two of one name.
    """
    asset = session().get_one(Asset, asset_id)
    for name, value in _columns(page).items():
        setattr(asset, name, value)
    _write_form(asset_id, page)
    audit.record("asset:edit", actor=by, subject=asset_id)


@action
def open_gate(asset_id: UUID, *, by: UUID | None = None) -> None:
    """Publish a draft, or an asset that was retired.

    Args:
        asset_id: of an asset that is there.
        by: the member of staff; None on the command line.
    """
    asset = session().get_one(Asset, asset_id)
    asset.published_at, asset.retired_at = asset.published_at or clock.now(), None
    audit.record("asset:open", actor=by, subject=asset_id)
    after_commit(landing_cache.forget)


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
    after_commit(landing_cache.forget)
