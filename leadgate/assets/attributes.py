"""What assets know of people that can be compared: what they asked for first, why, where they came from, and the
language they read.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.assets import queries
from leadgate.assets.models import Asset, Download, Grant
from leadgate.attributes.activities import Activity
from leadgate.attributes.attributes import Attribute, AttributeSource, KnownAttributes
from leadgate.foundation import languages
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.people.queries import everybody_of, language_in
from leadgate.pii_detection.special import is_special

ASSET, MOTIVATION, SOURCE, LANGUAGE = "asset.first", "asset.motivation", "asset.source", "person.language"


def _traits(_language: str) -> list[Attribute]:
    assets = session().execute(select(Asset.id, Asset.title, Asset.motivations)).all()
    return [
        Attribute(MOTIVATION, _("Reason for wanting it"), _reasons([row.motivations for row in assets])),
        Attribute(SOURCE, _("Where the visit came from")),
        Attribute(ASSET, _("What they asked for first"), {str(row.id): row.title for row in assets}),
        Attribute(LANGUAGE, _("The language they read"), dict(languages.NAMES)),
    ]


def _reasons(offered: Sequence[Sequence[Sequence[str]]]) -> dict[str, str]:
    """The motivations of all assets, by code, but those that are about health, belief and the like."""
    reasons = {code: label for motivations in offered for code, label in motivations}
    return {code: label for code, label in reasons.items() if not is_special(label)}


def _tell(people: Sequence[UUID], names: Collection[str]) -> Iterator[KnownAttributes]:
    if not {ASSET, MOTIVATION, SOURCE, LANGUAGE}.intersection(names):
        return
    columns = (Grant.id, Grant.person_id, Grant.asset_id, Grant.granted_at, Grant.answers)
    mine = (
        select(*columns, language_in(Grant.person_id).label("language"), VaultKey.wrapped)
        .join(VaultKey, VaultKey.id == Grant.person_id)
        .where(Grant.person_id.in_(everybody_of(people)))
        .order_by(Grant.granted_at)
    )
    reasons = _reasons(session().scalars(select(Asset.motivations)).all())
    first: set[UUID] = set()
    for row in session().execute(mine):
        if row.person_id in first:
            continue
        first.add(row.person_id)
        key = installation().vault.opened(row.person_id, row.wrapped)
        said = json.loads(key.open(Grant.answers, row.id, row.answers))
        known = {ASSET: str(row.asset_id), LANGUAGE: row.language}
        known |= {MOTIVATION: _known(said, reasons), SOURCE: said.get("source", "")}
        yield KnownAttributes(row.person_id, row.granted_at, {name: value for name, value in known.items() if value})


def _known(said: Mapping[str, str], reasons: Mapping[str, str]) -> str:
    motivation = said.get("motivation", "")
    return motivation if motivation in reasons else ""


ATTRIBUTES = AttributeSource(_traits, _tell)


def _places() -> list[tuple[UUID, str]]:
    return [(asset.id, asset.title) for asset in queries.published()]


def _came(asset: UUID | None) -> Select[Any, Any]:
    found = select(Download.person_id, Download.at)
    return found.join(Grant, Grant.id == Download.grant_id).where(Grant.asset_id == asset) if asset else found


DOWNLOAD = Activity("download", _("the download of an asset"), _places, _came)
