"""Delivering: grants, signed links, and a count for each file that arrived whole."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import func, select

from leadgate.assets import funnel
from leadgate.assets.errors import AssetOver, FileUnreachable, GrantOver
from leadgate.assets.models import Asset, AssetVersion, Download, Grant, Revocation, Step
from leadgate.assets.queries import newest_version
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.storage import FileMissing

GRANT_KEPT = timedelta(days=730)


@action
def grant_to(person: UUID, asset: UUID, answers: dict[str, object] | None = None) -> Grant:
    """Give a person an asset; one who has it keeps it, with what they answered then."""
    grant = session().scalar(select(Grant).where(Grant.person_id == person, Grant.asset_id == asset))
    if grant is None:
        new, key = new_id(), installation().vault.key_of(person)
        sealed = key.seal(Grant.answers, new, json.dumps(answers or {}))
        now = clock.now()
        grant = Grant(id=new, person_id=person, asset_id=asset, answers=sealed, granted_at=now, expires_at=now)
        session().add(grant)
    grant.expires_at = clock.now() + GRANT_KEPT
    session().flush()
    return grant


@action
def revoke(grant_id: UUID, why: str, *, by: UUID | None) -> None:
    """Take a grant back; its links answer that it has ended. Twice is once."""
    grant = session().get(Grant, grant_id)
    if grant and session().get(Revocation, grant_id) is None:
        revocation = Revocation(grant_id=grant_id, person_id=grant.person_id, at=clock.now(), by=by, why=why)
        session().add(revocation)
        audit.record("grant:revoke", actor=by, subject=grant_id)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file on its way to one person."""

    grant_id: UUID
    person_id: UUID
    asset_id: UUID
    version: AssetVersion


def open_grant(grant_id: UUID) -> Delivery:
    """What a grant gives now.

    Raises:
        GrantOver: revoked, expired, or its downloads used up.
        AssetOver: the asset was retired.
    """
    found = (
        session()
        .execute(
            select(Grant, Asset, Revocation)
            .join(Asset, Asset.id == Grant.asset_id)
            .outerjoin(Revocation, Revocation.grant_id == Grant.id)
            .where(Grant.id == grant_id)
        )
        .one_or_none()
    )
    if found is None:
        raise GrantOver
    grant, asset = found[0], found[1]
    revoked: Revocation | None = found[2]
    if revoked or grant.expires_at <= clock.now():
        raise GrantOver
    if asset.retired_at is not None:
        raise AssetOver
    if asset.downloads_each is not None and _downloads(grant_id) >= asset.downloads_each:
        raise GrantOver
    return Delivery(grant.id, grant.person_id, asset.id, newest_version(asset.id))


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
