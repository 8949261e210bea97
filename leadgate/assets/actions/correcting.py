"""Correcting: a person changes what they once answered."""

import json
from uuid import UUID

from leadgate.assets.models import Grant
from leadgate.foundation import audit
from leadgate.foundation.db import action, session
from leadgate.foundation.errors import NotFound
from leadgate.foundation.installation import installation

LONGEST = 2_000


@action
def correct(grant: UUID, typed: dict[str, str], *, by: UUID) -> None:
    """Put other answers in the place of those given; only what was answered can be changed, and only by its person.

    Args:
        grant: by which they have the asset.
        typed: the new answers, by the key of their field; cut after a bound, and left out where nothing was answered.
        by: the person who is signed in.

    Raises:
        NotFound: the grant is not this person's.
        KeyDestroyed: they were erased in the meantime.
    """
    row = session().get(Grant, grant)
    if row is None or row.person_id != by:
        raise NotFound
    key = installation().vault.key_of(by)
    answers = json.loads(key.open(Grant.answers, row.id, row.answers))
    fields = answers.setdefault("fields", {})
    for name in fields.keys() & typed.keys():
        fields[name] = typed[name].strip()[:LONGEST]
    row.answers = key.seal(Grant.answers, row.id, json.dumps(answers))
    audit.record("grant:correct", actor=None, subject=row.id)
