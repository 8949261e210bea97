"""The letter with the digits that open an export."""

from functools import partial
from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.mail.letters import add_new_letter
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
    add_new_letter("portal/code", code, owner=person, code=code, person=person)
