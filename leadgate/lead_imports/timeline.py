"""What this room tells of a person: by which lists they came, and what proves that they agreed."""

import json
from collections.abc import Iterable
from uuid import UUID

from flask_babel import gettext
from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.house.people_pages import Happened
from leadgate.foundation.installation import installation
from leadgate.foundation.local_time import day_of
from leadgate.foundation.utc import moment_of
from leadgate.lead_imports.models import LeadImport, LeadImported


def told(person: UUID, _language: str) -> Iterable[Happened]:
    """By which files, and the proof of each."""
    columns = select(LeadImported, LeadImport.file_name).join(LeadImport, LeadImport.id == LeadImported.import_id)
    found = session().execute(columns.where(LeadImported.person_id == person)).all()
    if not found:
        return
    key = installation().vault.key_of(person)
    for row, name in found:
        proof = json.loads(key.open(LeadImported.proof, person, row.proof))
        yield Happened(row.at, _how(row), f"{name} · {_proof(row, proof)}", receipt=row.entry)


def _how(row: LeadImported) -> str:
    asked = gettext("Confirmed when a letter asked, after a list was imported")
    came, stood = gettext("Came by an imported list"), gettext("Stood in an imported list")
    return str(asked if row.was_asked else came if row.is_new else stood)


def _proof(row: LeadImported, proof: dict[str, str]) -> str:
    if row.was_asked:
        return str(gettext("proof: pressed the button in the letter"))
    said = ", ".join(part for part in (proof["where"], proof["wording"]) if part)
    return str(gettext("proof: agreed on %(day)s, %(said)s", day=day_of(moment_of(proof["when"])), said=said))
