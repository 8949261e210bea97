"""Reading assets: for their page, for their list, for their funnel, for those who asked."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import case, func, select

from leadgate.assets.errors import GrantOver
from leadgate.assets.models import (
    AskedField,
    Asset,
    AssetPurpose,
    AssetVersion,
    Confirmation,
    Download,
    FunnelCount,
    Grant,
    OptIn,
    Revocation,
    Step,
)
from leadgate.consent import queries as consent
from leadgate.consent.models import Purpose
from leadgate.consent.queries import Offer, Standing
from leadgate.consent.wording import DELIVERY
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.people.models import Person

LEADS_A_PAGE = 50


@dataclass(frozen=True)
class Gate:
    """A landing page: the asset, its newest file, what the form asks, what it offers."""

    asset: Asset
    version: AssetVersion
    asked: tuple[AskedField, ...]
    delivery: Offer
    optional: tuple[Offer, ...]

    @cached_property
    def is_open(self) -> bool:
        """Whether somebody can opt in now."""
        now = clock.now()
        began = self.asset.opens_at is None or self.asset.opens_at <= now
        return bool(self.asset.published_at) and began and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether the asset is over."""
        return self.asset.is_over


def gate(slug: str, language: str) -> Gate | None:
    """The gate of that name, in whatever state, with its notices in a language."""
    asset = session().scalar(select(Asset).where(Asset.slug == slug))
    return _gate(asset, language) if asset else None


def gate_with_id(asset_id: UUID, language: str) -> Gate | None:
    """The gate of that id, if there is one."""
    asset = session().get(Asset, asset_id)
    return _gate(asset, language) if asset else None


def gate_of(asset_id: UUID, language: str) -> Gate:
    """The gate of an asset."""
    return _gate(session().get_one(Asset, asset_id), language)


def _gate(asset: Asset, language: str) -> Gate:
    fields = session().scalars(select(AskedField).where(AskedField.asset_id == asset.id).order_by(AskedField.position))
    mine = AssetPurpose.asset_id == asset.id
    slugs = session().scalars(select(Purpose.slug).join(AssetPurpose).where(mine).order_by(AssetPurpose.position)).all()
    delivery, *optional = consent.offers([DELIVERY, *slugs], language)
    return Gate(asset, newest_version(asset.id), tuple(fields), delivery, tuple(optional))


def newest_version(asset: UUID) -> AssetVersion:
    """The file that is delivered."""
    newest = select(AssetVersion).where(AssetVersion.asset_id == asset).order_by(AssetVersion.number.desc()).limit(1)
    return session().scalars(newest).one()


def published() -> Sequence[Asset]:
    """What is open to everybody now, newest first."""
    now = clock.now()
    return (
        session()
        .scalars(
            select(Asset)
            .where(
                Asset.published_at.is_not(None),
                Asset.retired_at.is_(None),
                (Asset.opens_at.is_(None)) | (Asset.opens_at <= now),
                (Asset.closes_at.is_(None)) | (Asset.closes_at > now),
            )
            .order_by(Asset.published_at.desc())
        )
        .all()
    )


def pictured() -> set[UUID]:
    """Which assets have a picture of their first page, without reading the pictures."""
    return set(session().scalars(select(AssetVersion.asset_id).where(AssetVersion.picture.is_not(None))))


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the studio's list."""

    asset: Asset
    steps: dict[Step, int]


def listed() -> list[Listed]:
    """Every asset with its figures, in two statements."""
    counts = session().execute(
        select(FunnelCount.asset_id, FunnelCount.step, func.sum(FunnelCount.count)).group_by(
            FunnelCount.asset_id, FunnelCount.step
        )
    )
    steps: dict[UUID, dict[Step, int]] = {}
    for asset_id, step, count in counts:
        steps.setdefault(asset_id, {})[Step(step)] = int(count)
    assets = session().scalars(select(Asset).order_by(Asset.made_at.desc()))
    return [Listed(asset, {step: steps.get(asset.id, {}).get(step, 0) for step in Step}) for asset in assets]


@dataclass(frozen=True, slots=True)
class Funnel:
    """How far visits got: in all, by source, by day."""

    total: dict[Step, int]
    by_source: dict[str, dict[Step, int]]
    by_day: dict[date, dict[Step, int]]

    @property
    def most_in_a_day(self) -> int:
        """How many confirmed on the busiest day."""
        return max(counts[Step.CONFIRMED] for counts in self.by_day.values())


def funnel(asset: UUID, days: int = 30) -> Funnel:
    """The funnel of the last days, in one statement."""
    since = (clock.now() - timedelta(days=days - 1)).date()
    rows = session().execute(
        select(FunnelCount.day, FunnelCount.source, FunnelCount.step, func.sum(FunnelCount.count))
        .where(FunnelCount.asset_id == asset, FunnelCount.day >= since)
        .group_by(FunnelCount.day, FunnelCount.source, FunnelCount.step)
    )
    none = dict.fromkeys(Step, 0)
    found = Funnel(dict(none), {}, {since + timedelta(days=at): dict(none) for at in range(days)})
    for day, source, step, count in rows:
        for counts in (found.total, found.by_source.setdefault(source, dict(none)), found.by_day.get(day, {})):
            counts[Step(step)] = counts.get(Step(step), 0) + int(count)
    return found


@dataclass(frozen=True, slots=True)
class Lead:
    """One person who confirmed, as staff with the permission see them."""

    person_id: UUID
    grant_id: UUID
    address: str
    answers: dict[str, Any]
    granted_at: datetime
    revoked_at: datetime | None
    downloads: int
    standings: list[Standing]


def leads(asset: UUID, before: datetime | None = None) -> list[Lead]:
    """Those who confirmed, newest first, a page at a time, in four statements."""
    rows = (
        session()
        .execute(
            select(Grant, Person, Revocation.at, func.count(Download.id))
            .join(Person, Person.id == Grant.person_id)
            .outerjoin(Revocation, Revocation.grant_id == Grant.id)
            .outerjoin(Download, Download.grant_id == Grant.id)
            .where(Grant.asset_id == asset, *((Grant.granted_at < before,) if before else ()))
            .group_by(Grant.id, Person.id, Revocation.at)
            .order_by(Grant.granted_at.desc())
            .limit(LEADS_A_PAGE)
        )
        .all()
    )
    people = [person.id for _, person, *_ in rows]
    standings, keys = consent.standings(people), installation().vault.keys_of(people)
    return [
        Lead(
            person_id=person.id,
            grant_id=grant.id,
            address=keys[person.id].open(Person.address, person.id, person.address),
            answers=json.loads(keys[person.id].open(Grant.answers, grant.id, grant.answers)),
            granted_at=grant.granted_at,
            revoked_at=revoked_at,
            downloads=downloads,
            standings=standings[person.id],
        )
        for grant, person, revoked_at, downloads in rows
    ]


def opt_in(opt_in_id: UUID) -> OptIn | None:
    """A request that is not confirmed, while it lasts."""
    found = session().get(OptIn, opt_in_id)
    return found if found and found.expires_at > clock.now() else None


def confirmation(opt_in_id: UUID) -> Confirmation | None:
    """How an opt-in was confirmed, if it was."""
    return session().get(Confirmation, opt_in_id)


@dataclass(frozen=True, slots=True)
class Held:
    """One asset a person may download."""

    grant_id: UUID
    slug: str
    title: str
    granted_at: datetime
    over: bool


def held_by(person: UUID) -> list[Held]:
    """What a person may download, newest first."""
    over = case((Asset.retired_at.is_not(None), True), else_=False)
    rows = session().execute(
        select(Grant.id, Asset.slug, Asset.title, Grant.granted_at, over)
        .join(Asset, Asset.id == Grant.asset_id)
        .where(Grant.person_id == person)
        .order_by(Grant.granted_at.desc())
    )
    return [Held(*row) for row in rows]


def newly_ticked(row: OptIn, person: UUID) -> list[Offer]:
    """Optional purposes ticked in a known person's name that are still theirs to confirm from the inbox."""
    key = installation().vault.key_of(row.id)
    purposes = json.loads(key.open(OptIn.answers, row.id, row.answers)).get("purposes", [])
    ticked = {notice for notice, what in purposes if what == "given"}
    offered = gate_of(row.asset_id, row.language).optional
    return [one for one in offered if str(one.notice_id) in ticked and not consent.agrees(person, one.slug)]


def has_grant(person: UUID, asset: UUID) -> bool:
    """Whether a person was given an asset."""
    mine = select(Grant.id).where(Grant.person_id == person, Grant.asset_id == asset)
    return session().scalar(mine) is not None


def asset_of_grant(grant: UUID) -> UUID:
    """Which asset a grant is for.

    Raises:
        GrantOver: the grant is gone.
    """
    found = session().scalar(select(Grant.asset_id).where(Grant.id == grant))
    if found is None:
        raise GrantOver
    return found


def slug_of(asset: UUID) -> str:
    """The name of an asset in its address."""
    return session().scalars(select(Asset.slug).where(Asset.id == asset)).one()
