"""Delivering: grants, signed links, and a count for each file that arrived whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import aliased

from leadgate.assets import funnel
from leadgate.assets.errors import AssetOver, FileUnreachable, GrantOver
from leadgate.assets.models import Asset, AssetVersion, Download, Grant, Revocation, Step
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.storage import FileMissing
from leadgate.foundation.vault import PersonKey

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
def grant_to(key: PersonKey, asset: UUID, answers: dict[str, object] | None = None) -> UUID:
    """Give the person of this key an asset; one who has it keeps it, with what they answered then. Answers its id."""
    expires = clock.now() + GRANT_KEPT
    mine = (Grant.person_id == key.owner) & (Grant.asset_id == asset)
    again: UUID | None = session().scalar(update(Grant).where(mine).values(expires_at=expires).returning(Grant.id))
    if again:
        return again
    new, sealed = new_id(), json.dumps(answers or {})
    row = {"id": new, "person_id": key.owner, "asset_id": asset, "granted_at": clock.now(), "expires_at": expires}
    add_rows(Grant, {**row, "answers": key.seal(Grant.answers, new, sealed)})
    return new


@action
def revoke(grant_id: UUID, why: str, *, by: UUID | None) -> None:
    """Take a grant back; its links answer that it has ended. Twice is once."""
    grant = session().get(Grant, grant_id)
    if grant and session().get(Revocation, grant_id) is None:
        revocation = Revocation(grant_id=grant_id, person_id=grant.person_id, at=clock.now(), by=by, why=why)
        session().add(revocation)
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


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file on its way to one person."""

    grant_id: UUID
    person_id: UUID
    asset_id: UUID
    version: Shipped


def open_grant(grant_id: UUID) -> Delivery:
    """What a grant gives now.

    Raises:
        GrantOver: revoked, expired, or its downloads used up.
        AssetOver: the asset was retired.
    """
    found = session().execute(_GRANT, {"grant": grant_id}).one_or_none()
    if found is None or found.revoked_at or found.expires_at <= clock.now():
        raise GrantOver
    if found.retired_at is not None:
        raise AssetOver
    if found.downloads_each is not None and _downloads(grant_id) >= found.downloads_each:
        raise GrantOver
    version: Any = found[: len(fields(Shipped))]
    return Delivery(grant_id, found.person_id, found.asset_id, Shipped(*version))


def _downloads(grant_id: UUID) -> int:
    return session().scalar(select(func.count(Download.id)).where(Download.grant_id == grant_id)) or 0


def parts(delivery: Delivery, start: int, length: int, *, counts: bool) -> Iterator[bytes]:
    """The bytes asked for; once the file's last one has been taken, the download is counted.

    Raises:
        FileUnreachable: before the first byte, when storage has lost the file or cannot be reached.
    """
    here, version = installation(), delivery.version
    try:
        found = here.storage.read(version.stored_as, start, length)
    except FileMissing as trouble:
        raise FileUnreachable from trouble
    whole = counts and start + length == version.size
    return _counted(here, delivery, found) if whole else found


def _counted(here: Installation, delivery: Delivery, found: Iterator[bytes]) -> Iterator[bytes]:
    yield from found
    # The server asks for more only after it has sent what it had, and by then the request's own context is closed.
    with here.opened():
        count_download(delivery)


@action
def count_download(delivery: Delivery) -> None:
    """Note that a file arrived; a person erased meanwhile leaves no trace."""
    if session().get(Grant, delivery.grant_id) is None:
        return
    session().add(
        Download(
            id=new_id(),
            person_id=delivery.person_id,
            grant_id=delivery.grant_id,
            version_id=delivery.version.id,
            at=clock.now(),
        )
    )
    funnel.count(delivery.asset_id, Step.DOWNLOADED)
