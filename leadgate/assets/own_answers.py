"""What somebody once answered to get an asset, for themselves."""

import json
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from leadgate.assets.models import AskedField, Asset, Grant
from leadgate.foundation.db import session
from leadgate.foundation.errors import NotFound
from leadgate.foundation.installation import installation


@dataclass(frozen=True, slots=True)
class GivenAnswers:
    """What a person once answered to get an asset, with the words of the questions."""

    title: str
    fields: list[tuple[str, str, str]]
    """Key, label, answer."""


def answers_of(grant: UUID, person: UUID) -> GivenAnswers:
    """What a person answered when they asked for an asset.

    Args:
        grant: by which they have it.
        person: who is signed in.

    Raises:
        NotFound: the grant is not theirs.
        KeyDestroyed: they were erased in the meantime.
    """
    row = session().get(Grant, grant)
    if row is None or row.person_id != person:
        raise NotFound
    key = installation().vault.key_of(person)
    answers = json.loads(key.open(Grant.answers, row.id, row.answers))
    asked = select(AskedField.key, AskedField.label).where(AskedField.asset_id == row.asset_id)
    labels = {row.key: row.label for row in session().execute(asked)} | answers.get("labels", {})
    title = session().get_one(Asset, row.asset_id).title
    fields = [(name, labels.get(name, name), answer) for name, answer in answers.get("fields", {}).items()]
    return GivenAnswers(title, fields)
