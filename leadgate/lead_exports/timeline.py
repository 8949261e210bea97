"""What this room tells of a person: in which files they left."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import gettext

from leadgate.consent.queries import titles
from leadgate.foundation.house.people_pages import Happened
from leadgate.lead_exports import queries
from leadgate.lead_exports.room import EXPORT_LOOK
from leadgate.ledger import queries as ledger


def told(person: UUID, language: str) -> Iterable[Happened]:
    """By whom they were exported, and for what."""
    looks = [(one.at, one.request) for one in ledger.looks_at(person) if one.purpose == EXPORT_LOOK.name]
    files = queries.files_about(looks)
    called = titles(language) if looks else {}
    for at, by in looks:
        file = files.get(at)
        about = f"{file.code} · {called.get(file.purpose, file.purpose)}" if file else ""
        yield Happened(at, gettext("Left in an exported file"), about, by=by)
