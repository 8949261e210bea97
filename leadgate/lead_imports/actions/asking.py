"""Asking by letter those who are brought along without proof: once in their life, and they come only by confirming.

Until they do, their address lies under a key of its own like that of anybody who has asked for something, and goes with
it. What stays of those who did not confirm is a keyed hash, so that no later list asks them again.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from leadgate.consent import proofs
from leadgate.consent import queries as consent
from leadgate.consent.actions.answering import answer
from leadgate.consent.queries import Offer
from leadgate.foundation import clock
from leadgate.foundation.db import action, add_row, session
from leadgate.lead_imports.errors import QuestionOver
from leadgate.lead_imports.judging import JudgedLine
from leadgate.lead_imports.models import LeadImport, LeadImported
from leadgate.lead_imports.sender import leaves_at
from leadgate.lead_imports.types import LeadImportState, LineFate
from leadgate.lead_imports.verifications import WANTED
from leadgate.ledger.actions.recording import Circumstances
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from leadgate.people.types import SuppressionReason
from leadgate.people.verification.actions.starting import start
from leadgate.people.verification.actions.suppressing import suppress_all
from leadgate.people.verification.types import Proof, Seen, Settled


def ask(row: LeadImport, lines: Sequence[JudgedLine]) -> None:
    """Have each of these asked, inside the act at work; their letters leave one after another.

    Args:
        row: the import, locked.
        lines: of those to be asked; none of them was before.
    """
    before = row.counts.get(LineFate.ASKED, 0)
    known = {one.id: one.language for one in people.people_of([one.person for one in lines if one.person])}
    for number, one in enumerate(lines, start=before):
        if one.address:
            language = known.get(one.person, one.language) if one.person else one.language
            start(WANTED, one.address, language=language, about=row.id, due=leaves_at(number))
    suppress_all({one.index for one in lines if one.index}, SuppressionReason.ASKED)


@action
def settle(seen: Seen, person: UUID | None, _time: int) -> Settled:
    """Ask, unless there is nothing to ask any more, or something speaks against it by now.

    Args:
        seen: the question.
        person: who has the address; None when nobody is known by it.

    Returns:
        `ASK` while it is open, `FORGET` otherwise.
    """
    offer = _offer(seen.about, seen.language)
    if offer is None or (person and _has_said(person, offer)):
        return Settled.FORGET
    return Settled.ASK


def _has_said(person: UUID, offer: Offer) -> bool:
    return people.is_restricted(person) or person in proofs.said_to(offer.purpose_id, [person])


def shown(about: UUID | None, language: str) -> dict[str, Any]:
    """What the letter and the page behind its link show: the purpose in its own words.

    Args:
        about: the import's id.
        language: of the reader.

    Raises:
        QuestionOver: the import was undone, or the purpose is offered no longer.
    """
    offer = _offer(about, language)
    if offer is None:
        raise QuestionOver
    return {"offer": offer}


def _offer(about: UUID | None, language: str) -> Offer | None:
    row = session().get(LeadImport, about) if about else None
    if row is None or row.state not in (LeadImportState.AT_WORK, LeadImportState.DONE):
        return None
    return next(iter(consent.offers([row.purpose], language)), None)


@action
def agreed(proof: Proof, circumstances: Circumstances) -> UUID:
    """Take the yes of somebody who was asked and pressed the button: from now on they are like anybody who agreed.

    Args:
        proof: about the import.
        circumstances: of the press, as evidence.

    Returns:
        The person's id.

    Raises:
        QuestionOver: the import was undone, or the purpose is offered no longer.
    """
    offer = _offer(proof.about, circumstances.language)
    if offer is None or proof.about is None:
        raise QuestionOver
    said = [(offer.notice_id, ConsentEvent.GIVEN)]
    [entry] = answer(proof.key, said, method=proof.method, circumstances=circumstances)
    told = {"when": clock.now().isoformat(), "where": circumstances.page, "wording": offer.title}
    if session().get(LeadImported, (proof.person, proof.about)) is None:
        add_row(
            LeadImported,
            person_id=proof.person,
            import_id=proof.about,
            is_new=proof.is_first,
            was_asked=True,
            entry=entry,
            proof=proof.key.seal(LeadImported.proof, proof.person, json.dumps(told, ensure_ascii=False)),
            at=clock.now(),
        )
    return proof.person


def agreed_before(seen: Seen) -> UUID:
    """Who confirmed before."""
    return seen.subject_id
