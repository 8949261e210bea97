"""Proving: what a proven address becomes: a person who is signed in, and a request that waits.

What was typed lay sealed under a key of its own; only now is there a request, under the person's key.
"""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from leadgate.consent.actions.answering import Answer
from leadgate.foundation.db import action
from leadgate.groups import queries as groups
from leadgate.joining.actions import asking, receiving
from leadgate.ledger.actions.recording import Circumstances, adopt_evidence
from leadgate.ledger.types import ConsentEvent
from leadgate.people.actions import signing_in
from leadgate.people.queries import person_of
from leadgate.people.verification.types import Proof, Seen


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof led to: a request that waits or was decided, or for a guardian the form.

    Args:
        session_id: of the person's session; none the second time.
    """

    group_id: UUID
    session_id: UUID | None
    is_guardian: bool = False


@action
def join(proof: Proof, circumstances: Circumstances) -> Proven:
    """Let the request of somebody who has proven their address arrive, and sign them in.

    Args:
        proof: about the group; its payload is what `asking.ask` kept.
        circumstances: of the click that proved it, as evidence.

    Returns:
        The group, and the session that was opened.

    Raises:
        Refusal: as `arriving.refuse` and `arriving.arrive`: the person, or the group as it is now, does not allow it.
    """
    assert proof.about
    person = person_of(proof.person)
    group = groups.group(proof.about)
    receiving.refuse(group, person)
    typed = json.loads(proof.payload)
    said: list[Answer] = [(UUID(notice), ConsentEvent(what)) for notice, what in typed.pop("consents")]
    if not proof.is_first:
        said = [(notice, what) for notice, what in said if what is ConsentEvent.GIVEN]
        adopt_evidence(proof.own, proof.key)
    asking.keep(
        proof.id, proof.key, group.id, asking.KeptRequest(**typed), language=proof.language, made_at=proof.made_at
    )
    how: dict[str, Any] = {"method": proof.method, "circumstances": circumstances}
    receiving.arrive(proof.id, group, proof.key, person, said, **how)
    return Proven(group.id, signing_in.open_session(person.id))


@action
def let_guardian_in(proof: Proof, _circumstances: Circumstances) -> Proven:
    """Sign a guardian in who has said yes: they fill in the form with their child; the child's request ends here.

    Args:
        proof: about the group, by the guardian.
        _circumstances: not needed: nothing is agreed to yet.

    Returns:
        The group, and the session that was opened.
    """
    assert proof.about
    return Proven(proof.about, signing_in.open_session(proof.person), is_guardian=True)


def joined(seen: Seen) -> Proven:
    """Where it led when it was proven before; nobody is signed in a second time."""
    assert seen.about
    return Proven(seen.about, None, is_guardian=seen.for_guardian)
