"""The letters of the assets room. Nothing a visitor typed stands in any of them."""

from functools import partial
from uuid import UUID

from leadgate.assets import queries
from leadgate.assets.links import ready_token, url
from leadgate.assets.models import OptIn
from leadgate.assets.room import CONFIRM, GUARDIAN, NOT_ME
from leadgate.foundation.installation import installation
from leadgate.foundation.letters import put_letter
from leadgate.foundation.mail import Letter
from leadgate.people import queries as people


def ask_to_confirm(opt_in: UUID, time: int) -> None:
    """Send the link and the code that prove an address."""
    put_letter("assets/confirm", f"{opt_in}/{time}", owner=opt_in, opt_in=opt_in)


def remind(opt_in: UUID) -> None:
    """Send them once more, after a day."""
    put_letter("assets/remind", opt_in, owner=opt_in, opt_in=opt_in)


def ask_guardian(opt_in: UUID, time: int) -> None:
    """Ask a guardian about a child's request."""
    put_letter("assets/guardian", f"{opt_in}/{time}", owner=opt_in, opt_in=opt_in)


def deliver(grant: UUID, person: UUID, opt_in: UUID, again: int = 1) -> None:
    """Send a known person what they asked for."""
    put_letter("assets/deliver", f"{opt_in}/{again}", owner=person, grant=grant, person=person, opt_in=opt_in)


def write_confirm(opt_in: UUID) -> Letter | None:
    """The link and the digits that confirm a request; the reminder, too."""
    row = queries.opt_in(opt_in)
    if row is None or row.for_guardian:
        return None
    links = {
        "url": url("confirm", CONFIRM, opt_in),
        "not_me_url": url("not-me", NOT_ME, opt_in),
        "code": installation().tokens.digits(opt_in),
    }
    return Letter(opt_in, partial(_open, row), row.language, links | {"gate": _gate(row)})


def write_guardian(opt_in: UUID) -> Letter | None:
    """Asks a guardian whether the child may."""
    row = queries.opt_in(opt_in)
    if row is None or not row.for_guardian:
        return None
    link = url("guardian", GUARDIAN, opt_in)
    return Letter(opt_in, partial(_open, row), row.language, {"url": link, "gate": _gate(row)})


def write_deliver(grant: UUID, person: UUID, opt_in: UUID) -> Letter | None:
    """The link to the download."""
    known, row = people.person(person), queries.opt_in(opt_in)
    if known is None or row is None:
        return None
    gate = _gate(row)
    if gate.asset.retired_at:
        return None
    context = {
        "url": f"{installation().settings.base_url}/a/{gate.asset.slug}/ready?grant={ready_token(grant)}",
        "gate": gate,
        "unproven": queries.unproven(row, person),
        "confirm_url": url("confirm", CONFIRM, opt_in),
    }
    return Letter(person, partial(people.address_of, person), row.language, context)


def _gate(row: OptIn) -> queries.Gate:
    return queries.gate_of(row.asset_id, row.language)


def _open(row: OptIn) -> str:
    return installation().vault.key_of(row.id).open(OptIn.address, row.id, row.address)
