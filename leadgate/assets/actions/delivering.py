"""Delivering: who is given an asset, and what their link gives now."""

import json
from dataclasses import dataclass, fields
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Executable, bindparam, func, select
from sqlalchemy.orm import aliased

from leadgate.assets.errors import AssetOver, DownloadsUsedUp, GrantOver
from leadgate.assets.models import Asset, AssetVersion, Download, Grant, Revocation
from leadgate.foundation import audit, clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, add_rows, database, read_row, run, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.sql.tables import row_of

GRANT_KEPT = timedelta(days=730)
# Everything a download has to know, in one statement of columns: no object is made that nobody keeps.
_every = aliased(AssetVersion)
_newest = select(func.max(_every.number)).where(_every.asset_id == Grant.asset_id).correlate(Grant).scalar_subquery()
_GRANT = (
    select(
        *(AssetVersion.id, AssetVersion.file_name, AssetVersion.media_type, AssetVersion.size, AssetVersion.sha256),
        AssetVersion.stored_as,
        *(Grant.person_id, Grant.asset_id, Grant.expires_at, Asset.retired_at, Asset.downloads_each),
        Revocation.at.label("revoked_at"),
    )
    .select_from(Grant)
    .join(Asset, Asset.id == Grant.asset_id)
    .join(AssetVersion, AssetVersion.asset_id == Grant.asset_id)
    .outerjoin(Revocation, Revocation.grant_id == Grant.id)
    .where(Grant.id == bindparam("grant"), AssetVersion.number == _newest)
)


@action
def grant_to(
    key: PersonKey,
    asset: UUID,
    answers: dict[str, object] | None = None,
    *,
    is_first: bool = False,
    origin: str | None = None,
) -> UUID:
    """Give the person of this key an asset; one who has it keeps it, with what they answered then.

    Args:
        key: whose the grant is, and what seals the answers.
        asset: the asset's id.
        answers: what they answered, once it is proven that they did.
        is_first: whether nobody was known by this key before, who could have it.
        origin: from where they came, as it may be stored; None where their visit was not counted.

    Returns:
        The id of the grant: a new one, or that of the one they had.
    """
    new, now = new_id(), clock.now()
    row = row_of(
        Grant,
        id=new,
        person_id=key.owner,
        asset_id=asset,
        granted_at=now,
        origin=origin,
        expires_at=now + GRANT_KEPT,
        answers=key.seal(Grant.answers, new, json.dumps(answers or {})),
    )
    if is_first:
        add_rows(Grant, [row])
        return new
    kept: UUID = run(_give(database().is_sqlite), row).scalar_one()
    if kept != new and answers:
        _fill_in(key, kept, answers)
    return kept


@cache
def _give(_on_sqlite: bool) -> Executable:
    new = upsert(Grant)
    longer = {"expires_at": new.excluded.expires_at}
    return new.on_conflict_do_update(index_elements=["person_id", "asset_id"], set_=longer).returning(Grant.id)


def _fill_in(key: PersonKey, grant_id: UUID, answers: dict[str, object]) -> None:
    """Keep answers where none were kept before; what a person once answered is never overwritten."""
    grant = session().get_one(Grant, grant_id)
    if json.loads(key.open(Grant.answers, grant.id, grant.answers)) == {}:
        grant.answers = key.seal(Grant.answers, grant.id, json.dumps(answers))
        session().flush()


@action
def revoke(grant_id: UUID, why: str, *, by: UUID | None) -> None:
    """Take a grant back; its links answer that it has ended. Twice is once, and so is one that is not there.

    Args:
        grant_id: whose links end.
        why: for colleagues and the person's export; sealed under the person's key.
        by: the member of staff; None on the command line.
    """
    grant = session().get(Grant, grant_id)
    if grant and session().get(Revocation, grant_id) is None:
        key = installation().vault.key_of(grant.person_id)
        reason = key.seal(Revocation.reason, grant_id, why)
        session().add(Revocation(grant_id=grant_id, person_id=grant.person_id, at=clock.now(), by=by, reason=reason))
        audit.record("grant:revoke", actor=by, subject=grant_id)


@dataclass(frozen=True, slots=True)
class Shipped:
    """The version of a file that goes out."""

    id: UUID
    file_name: str
    media_type: str
    size: int
    sha256: str
    stored_as: str


OF_VERSION = len(fields(Shipped))


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file on its way to one person."""

    grant_id: UUID
    person_id: UUID
    asset_id: UUID
    version: Shipped
    limit: int | None
    """How many times this person may have the file; None for as often as they like."""


def open_grant(grant_id: UUID) -> Delivery:
    """What a grant gives now.

    Raises:
        GrantOver: revoked or expired.
        DownloadsUsedUp: the person has had it as often as everybody may.
        AssetOver: the asset was retired.
    """
    row = read_row(_GRANT, {"grant": grant_id})
    if row is None:
        raise GrantOver
    version: Any = row[:OF_VERSION]
    person_id, asset_id, expires_at, retired_at, downloads_each, revoked_at = row[OF_VERSION:]
    if revoked_at or expires_at <= clock.now():
        raise GrantOver
    if retired_at is not None:
        raise AssetOver
    if downloads_each is not None and downloads_of(grant_id) >= downloads_each:
        raise DownloadsUsedUp(downloads_each)
    return Delivery(grant_id, person_id, asset_id, Shipped(*version), downloads_each)


def downloads_of(grant_id: UUID) -> int:
    """How many times somebody has had what they were given."""
    return session().scalar(select(func.count(Download.id)).where(Download.grant_id == grant_id)) or 0
