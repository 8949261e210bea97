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
        session_id: of the session of somebody who was not known before. A letter that is good for days opens the page
            of nobody who has one: they sign in by one that is good for minutes (OWASP ASVS 5.0, 6.5.5).
        is_guardian: whether a guardian goes on to the form.
        is_again: whether it was proven before.
    """

    group_id: UUID
    session_id: UUID | None
    is_guardian: bool = False
    is_again: bool = False


@action
def join(proof: Proof, circumstances: Circumstances) -> Proven:
    """Let the request of somebody who has proven their address arrive, and sign them in if they are new.

    Args:
        proof: about the group; its payload is what `asking.ask` kept.
        circumstances: of the click that proved it, as evidence.

    Returns:
        The group, and the session if one was opened.

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
    return Proven(group.id, _session_of_new(proof))


@action
def let_guardian_in(proof: Proof, _circumstances: Circumstances) -> Proven:
    """Lead a guardian on who has said yes, signed in if they are new; the child's request ends here.

    They fill in the form together.

    Args:
        proof: about the group, by the guardian.
        _circumstances: not needed: nothing is agreed to yet.

    Returns:
        The group, and the session if one was opened.
    """
    assert proof.about
    return Proven(proof.about, _session_of_new(proof), is_guardian=True)


def _session_of_new(proof: Proof) -> UUID | None:
    return signing_in.open_session(proof.person) if proof.is_first else None


def joined(seen: Seen) -> Proven:
    """Where it led when it was proven before; nobody is signed in a second time."""
    assert seen.about
    return Proven(seen.about, None, is_guardian=seen.for_guardian, is_again=True)
