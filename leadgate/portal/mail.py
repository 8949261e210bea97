"""The letter with the digits that open an export."""

from functools import partial
from uuid import UUID

from leadgate.foundation.background import outbox
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.people import queries as people


def write_code(code: UUID, person: UUID) -> Letter | None:
    """The six digits that open an export."""
    known = people.person(person)
    digits = installation().tokens.digits(code)
    if known is None:
        return None
    return Letter(person, partial(people.address_of, person), known.language, {"code": digits})


def export_code(code: UUID, person: UUID) -> None:
    """Send the six digits that open an export."""
    what = {"letter": "portal/code", "message": new_id(), "code": code, "person": person}
    outbox.add_new("mail", what, key=f"mail/portal/code/{code}", owner=person)
