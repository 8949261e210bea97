"""Which data a purpose is about, as receipts say it (terms of the W3C Data Privacy Vocabulary)."""

from fnmatch import fnmatchcase

from sqlalchemy import select

from leadgate.consent.models import Purpose
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation

ADDRESS = ("pd:EmailAddress",)
"""What the purposes of marketers, and sending what was asked for, are about."""


def data_of(slug: str) -> tuple[str, ...]:
    """The categories of the purpose of that slug, as the room that made it declares them (`Room.purpose_data`).

    A pattern speaks only of purposes that belong to one thing, so that nobody's own purpose is taken for a group's
    because of its name; of several that fit, the longest does.
    """
    belongs_to = session().scalar(select(Purpose.belongs_to).where(Purpose.slug == slug))
    declared = {name: data for room in installation().house.rooms for name, data in room.purpose_data.items()}
    fitting = [name for name in declared if fnmatchcase(slug, name) and (belongs_to or "*" not in name)]
    return declared[max(fitting, key=len)] if fitting else ADDRESS
