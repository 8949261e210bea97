"""What many people were given, with what they said when they asked for it: for files of leads."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.assets.models import AskedField, Asset, Grant
from leadgate.foundation.db import session
from leadgate.foundation.keys.vault import PersonKey


@dataclass(frozen=True, slots=True)
class GivenAsset:
    """One thing one person was given: its title, and what they had said in the form."""

    person_id: UUID
    title: str
    said: Mapping[str, Any]


def given_to(keys: Mapping[UUID, PersonKey]) -> Iterator[GivenAsset]:
    """What the owners of these keys were given, oldest first, in one statement.

    Args:
        keys: by their owners' ids.
    """
    columns = select(Grant.id, Grant.person_id, Grant.answers, Asset.title).join(Asset, Asset.id == Grant.asset_id)
    for grant, person, answers, title in session().execute(
        columns.where(Grant.person_id.in_(keys)).order_by(Grant.granted_at)
    ):
        yield GivenAsset(person, title, json.loads(keys[person].open(Grant.answers, grant, answers)))


def asked_fields() -> dict[str, str]:
    """Every field some form asks or asked, by its key: what it was called last."""
    columns = select(AskedField.key, AskedField.label).order_by(AskedField.id)
    return dict(iter(session().execute(columns)))
