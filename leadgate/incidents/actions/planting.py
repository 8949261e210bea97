"""Planting honey records: a customer list nobody has a reason to open, with a person on it whom nobody can know.

The address is one of the officer's own, used nowhere else: mail that arrives there was written by somebody who has
the list.
"""

import secrets
from io import BytesIO
from uuid import UUID

from leadgate.assets.actions import opting_in, publishing
from leadgate.assets.actions.opting_in import TypedOptIn
from leadgate.assets.queries import gate_of
from leadgate.assets.verifications import OPT_IN
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, session
from leadgate.foundation.errors import NotFound
from leadgate.foundation.mail.addresses import parsed
from leadgate.incidents.actions.watching import rows_of
from leadgate.incidents.errors import HoneyTaken
from leadgate.incidents.models import HoneyRecord
from leadgate.ledger.actions.recording import Circumstances
from leadgate.people import queries as people
from leadgate.people.verification.actions.proving import prove

NOWHERE = Circumstances(page="", language="en", network="", user_agent="")


@action
def plant(email: str, title: str, *, by: UUID | None) -> UUID:
    """Make a retired asset with one person who is none.

    Args:
        email: a mailbox of the officer's own, used nowhere else.
        title: of the asset, as staff will see it: something tempting.
        by: the officer; None on the command line.

    Returns:
        The id of that person.

    Raises:
        NotAnAddress: the mailbox cannot be one.
        HoneyTaken: somebody is known by this address.
    """
    address = parsed(email)
    if people.person_with(address):
        raise HoneyTaken
    asset = publishing.publish(
        f"archive-{secrets.token_hex(4)}", publishing.AssetPage(title), BytesIO(b"name\n"), "archive.csv", by=by
    )
    gate = gate_of(asset, "en")
    opt_in = opting_in.write(gate, TypedOptIn(email=email), address, NOWHERE, (), False)
    prove(OPT_IN, opt_in, method="command", circumstances=NOWHERE)
    publishing.retire(asset, by=by)
    person = people.person_with(address)
    assert person is not None
    mark(person.id, by=by)
    return person.id


@action
def mark(person: UUID, *, by: UUID | None) -> None:
    """Watch over every row of somebody who is nobody, from how they stand now.

    Args:
        person: the id of that person.
        by: the officer; None on the command line.
    """
    record = HoneyRecord(person_id=person, planted_at=clock.now(), rows={})
    session().add(record)
    session().flush()
    record.rows = dict(rows_of(record))
    audit.record("incident:plant", actor=by)


@action
def take_away(person: UUID, *, by: UUID | None) -> None:
    """Take a honey record away, by the one path that erases anybody.

    Args:
        person: the id of the person who is none.
        by: the officer; None on the command line.

    Raises:
        NotFound: there is none for this person.
    """
    if session().get(HoneyRecord, person) is None:
        raise NotFound
    erasing.erase(person, why=Why.OFFICER, by=by)
