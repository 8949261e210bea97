"""Reading assets: for their page, for their list, for their funnel, for those who asked."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from leadgate.assets.models import AskedField, Asset, AssetPurpose, AssetVersion, Grant, SpentAddress, kind_of
from leadgate.consent import queries as consent
from leadgate.consent.queries import Offer
from leadgate.consent.wording import DELIVERY
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.page_pictures.types import Design, PagePicture, picture_of
from leadgate.people.queries import restricted_people


class AssetRow(Protocol):
    """An asset, as far as naming and linking it need; fields as in `models.Asset`."""

    id: UUID
    slug: str
    title: str
    language: str
    asks_why: bool
    motivations: list[list[str]]
    """Code and words of each reason that can be chosen."""


@dataclass(frozen=True, slots=True)
class ConfirmedLead:
    """That one person confirmed and was given something: when (UTC), and what they had said in the form."""

    grant_id: UUID
    person_id: UUID
    granted_at: datetime
    said: Mapping[str, Any]


@dataclass(frozen=True)
class AssetGate:
    """A landing page: the asset, its newest file, what the form asks, what it offers."""

    asset: Asset
    version: AssetVersion
    asked: tuple[AskedField, ...]
    delivery: Offer
    optional: tuple[Offer, ...]

    @property
    def asked_words(self) -> list[str]:
        """All that the form asks, word for word."""
        fields = [f"{one.key}: {one.label}; {one.reason}{one.offered}" for one in self.asked]
        why = [": ".join(one) for one in self.asset.motivations] if self.asset.asks_why else []
        return [*fields, *why]

    @cached_property
    def design(self) -> Design:
        """How the page looks, and what stands on it beside its text."""
        return Design.of_plain(self.asset.design)

    @property
    def cover(self) -> PagePicture | None:
        """Its own picture, or that of what its file looks like, where one is light enough for a phone."""
        return self.design.cover or picture_of(self.version.cover)

    @cached_property
    def is_open(self) -> bool:
        """Whether somebody can opt in now."""
        return self.asset.is_open

    @property
    def is_over(self) -> bool:
        """Whether it was retired, or its closing date has passed."""
        return self.asset.is_over


def gate(slug: str, language: str) -> AssetGate | None:
    """The gate of that name, in whatever state; None when there is none.

    Args:
        slug: of its address.
        language: of the notices, where they are worded in it.
    """
    asset = session().scalar(select(Asset).where(Asset.slug == slug))
    return _gate(asset, language) if asset else None


def gate_with_id(asset_id: UUID, language: str) -> AssetGate | None:
    """The gate of that id, in whatever state; None when there is none.

    Args:
        asset_id: perhaps of no asset.
        language: of the notices, where they are worded in it.
    """
    asset = session().get(Asset, asset_id)
    return _gate(asset, language) if asset else None


def gate_of(asset_id: UUID, language: str) -> AssetGate:
    """The gate of an asset, in whatever state.

    Args:
        asset_id: of an asset that is there.
        language: of the notices, where they are worded in it.
    """
    return _gate(session().get_one(Asset, asset_id), language)


def _gate(asset: Asset, language: str) -> AssetGate:
    fields = session().scalars(select(AskedField).where(AskedField.asset_id == asset.id).order_by(AskedField.position))
    mine = AssetPurpose.asset_id == asset.id
    named = select(consent.slug_in(AssetPurpose.purpose_id)).where(mine).order_by(AssetPurpose.position)
    delivery, *optional = offers_of(session().scalars(named).all(), language)
    return AssetGate(asset, newest_version(asset.id), tuple(fields), delivery, tuple(optional))


def offers_of(purposes: Sequence[str], language: str) -> list[Offer]:
    """The wording of what somebody asks for, and of what is offered beside it.

    Args:
        purposes: the slugs of those on the form.
        language: of the wording, where there is one in it.
    """
    return consent.offers([DELIVERY, *purposes], language)


def newest_version(asset: UUID) -> AssetVersion:
    """The newest file of an asset, which is the one that is delivered."""
    newest = select(AssetVersion).where(AssetVersion.asset_id == asset).order_by(AssetVersion.number.desc()).limit(1)
    return session().scalars(newest).one()


def with_ids(assets: Collection[UUID]) -> Sequence[Asset]:
    """Those of some assets that are there, in whatever state."""
    return session().scalars(select(Asset).where(Asset.id.in_(assets))).all()


def designs() -> list[Any]:
    """How every page looks, and what every file looks like, as columns keep them."""
    return [*session().scalars(select(Asset.design)), *session().scalars(select(AssetVersion.cover))]


def published() -> Sequence[Asset]:
    """What is open to everybody now, newest first."""
    now = clock.now()
    has_begun = (Asset.opens_at.is_(None)) | (Asset.opens_at <= now)
    goes_on = (Asset.closes_at.is_(None)) | (Asset.closes_at > now)
    are_open = (Asset.published_at.is_not(None), Asset.retired_at.is_(None), has_begun, goes_on)
    return session().scalars(select(Asset).where(*are_open).order_by(Asset.published_at.desc())).all()


@dataclass(frozen=True, slots=True)
class Cover:
    """How the newest file of an asset is shown: its number and kind, and whether there is a picture of it."""

    number: int
    kind: str
    is_drawn: bool


def covers() -> dict[UUID, Cover]:
    """How each asset is shown, without reading the pictures."""
    highest = select(AssetVersion.asset_id, func.max(AssetVersion.number).label("number"))
    newest = highest.group_by(AssetVersion.asset_id).subquery()
    columns = (AssetVersion.asset_id, AssetVersion.number, AssetVersion.file_name, AssetVersion.picture.is_not(None))
    is_newest = (newest.c.asset_id == AssetVersion.asset_id) & (newest.c.number == AssetVersion.number)
    rows = session().execute(select(*columns).join(newest, is_newest))
    return {asset: Cover(number, kind_of(name), is_drawn) for asset, number, name, is_drawn in rows}


@dataclass(frozen=True, slots=True)
class HeldAsset:
    """One asset a person may download."""

    grant_id: UUID
    slug: str
    title: str
    granted_at: datetime
    over: bool
    answered: bool


def held_by(person: UUID) -> list[HeldAsset]:
    """What a person may download, newest first."""
    over, asks = Asset.retired_at.is_not(None), exists().where(AskedField.asset_id == Asset.id)
    rows = session().execute(
        select(Grant.id, Asset.slug, Asset.title, Grant.granted_at, over, asks)
        .join(Asset, Asset.id == Grant.asset_id)
        .where(Grant.person_id == person)
        .order_by(Grant.granted_at.desc())
    )
    return [HeldAsset(*row) for row in rows]


def grant_of(person: UUID, asset: UUID) -> UUID | None:
    """The grant by which a person has an asset; None when they have none. It may have ended.

    Args:
        person: the person's id.
        asset: the asset's id.
    """
    return session().scalar(select(Grant.id).where(Grant.person_id == person, Grant.asset_id == asset))


def has_grant(person: UUID, asset: UUID) -> bool:
    """Whether a person was ever given an asset.

    Args:
        person: the person's id.
        asset: the asset's id.
    """
    return grant_of(person, asset) is not None


def titles(_language: str) -> dict[UUID, str]:
    """What every asset is called, by its id."""
    return dict(session().execute(select(Asset.id, Asset.title)).all())


def titles_of_versions(_language: str) -> dict[UUID, str]:
    """What the asset of every file is called, by the file's id."""
    return dict(session().execute(select(AssetVersion.id, Asset.title).join(Asset)).all())


def is_taken(slug: str) -> bool:
    """Whether an asset has a name in its address already, or one that was deleted had it."""
    is_named = exists().where(Asset.slug == slug) | exists().where(SpentAddress.slug == slug)
    return bool(session().scalar(select(is_named)))


def is_published_file(stored_as: str) -> bool:
    """Whether a stored file is that of a version."""
    return session().scalar(select(AssetVersion.id).where(AssetVersion.stored_as == stored_as).limit(1)) is not None


def asked_field_count() -> int:
    """How many questions beyond the address the forms ask, over all assets."""
    return session().scalar(select(func.count()).select_from(AskedField)) or 0


CONFIRMED = 1_000
"""So many are read at once of those who confirmed."""


def confirmed_of(asset_id: UUID) -> Iterator[Sequence[ConfirmedLead]]:
    """Those who confirmed, in batches, but people whose data may only be kept (GDPR art. 18)."""
    mine = (Grant.asset_id == asset_id, Grant.person_id.not_in(restricted_people()))
    found = confirmed_after(UUID(int=0), *mine)
    while found:
        yield found
        found = confirmed_after(found[-1].grant_id, *mine)


def confirmed_after(grant: UUID, *conditions: ColumnElement[bool]) -> Sequence[ConfirmedLead]:
    """The next of those who confirmed, of anything, in the order of their grants' ids; none where there are no more.

    Args:
        grant: the id of the one before, or any smaller id.
        conditions: for grants.
    """
    later = select(Grant, VaultKey.wrapped).join(VaultKey, VaultKey.id == Grant.person_id)
    rows = session().execute(later.where(Grant.id > grant, *conditions).order_by(Grant.id).limit(CONFIRMED))
    keyed = [(one, installation().vault.opened(one.person_id, wrapped)) for one, wrapped in rows]
    said = [json.loads(key.open(Grant.answers, one.id, one.answers)) for one, key in keyed]
    return [ConfirmedLead(one.id, one.person_id, one.granted_at, it) for (one, _), it in zip(keyed, said, strict=True)]
