"""The letters of the assets room. Nothing a visitor typed stands in any of them."""

from functools import partial
from uuid import UUID

from leadgate.assets import access, queries
from leadgate.assets.links import ready_token
from leadgate.assets.verifications import OPT_IN
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.mail.letters import put_letter
from leadgate.people import queries as people
from leadgate.people.verification import letters
from leadgate.people.verification import queries as verifications


def deliver(grant: UUID, person: UUID, verification: UUID, again: int) -> None:
    """Send a known person what they asked for."""
    single = f"{verification}/{again}"
    put_letter("assets/deliver", single, owner=person, grant=grant, person=person, verification=verification)


def write_confirm(verification: UUID) -> Letter | None:
    """The link and the digits that confirm a request; the reminder, too."""
    return letters.to_prove(OPT_IN, verification)


def write_guardian(verification: UUID) -> Letter | None:
    """Asks a guardian whether the child may."""
    return letters.to_guardian(OPT_IN, verification)


def write_deliver(grant: UUID, person: UUID, verification: UUID) -> Letter | None:
    """The link to the download."""
    known, asked = people.person(person), verifications.with_id(OPT_IN, verification)
    if known is None or asked is None or asked.about is None:
        return None
    gate = queries.gate_of(asked.about, asked.language)
    if gate.asset.retired_at:
        return None
    context = {
        "url": f"{installation().settings.base_url}/a/{gate.asset.slug}/ready?grant={ready_token(grant)}",
        "gate": gate,
        "unproven": access.unproven(asked, person),
        "confirm_url": OPT_IN.link.to(verification),
    }
    return Letter(person, partial(people.address_of, person), asked.language, context)
