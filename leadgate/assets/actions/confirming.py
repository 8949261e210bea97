"""Confirming: what a proven address becomes: a person's consent on the ledger, and a grant."""

import json
from dataclasses import dataclass
from uuid import UUID

from leadgate.analytics.actions import counting
from leadgate.analytics.sources import LONGEST_ORIGIN, counted_of, reasons_of, source_of
from leadgate.analytics.types import UNCOUNTED
from leadgate.assets import queries
from leadgate.assets.actions.delivering import grant_to
from leadgate.assets.errors import AssetOver, RequestOver
from leadgate.assets.models import is_over
from leadgate.assets.types import VisitStep
from leadgate.consent.actions.answering import Answer, answer
from leadgate.foundation.db import action
from leadgate.ledger.actions.recording import Circumstances, adopt_evidence
from leadgate.ledger.types import ConsentEvent
from leadgate.people.verification.types import Proof, Seen


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation led to; `again` when it had been confirmed before."""

    grant_id: UUID
    person_id: UUID
    slug: str
    again: bool


@action
def grant(proof: Proof, circumstances: Circumstances) -> Confirmed:
    """Give what was asked for to whoever has proven their address, with what they ticked on the ledger.

    Args:
        proof: about the asset; its payload is what `opting_in.write` kept.
        circumstances: of the click that proved it, as evidence.

    Returns:
        The grant, new or the one they had.

    Raises:
        AssetOver: the asset was taken down meanwhile.
    """
    source = source_of(proof.source)
    came_from = {"source": source} if source else {}
    return _grant(proof, {**json.loads(proof.payload), **came_from}, circumstances)


@action
def grant_to_guardian(proof: Proof, circumstances: Circumstances) -> Confirmed:
    """Give what a child asked for to their guardian; of the child nothing was kept.

    Args:
        proof: about the asset, by the guardian, who becomes the person.
        circumstances: of the guardian's yes, as evidence.

    Returns:
        The grant, new or the one they had.

    Raises:
        AssetOver: the asset was taken down meanwhile.
    """
    assert proof.about
    delivery = queries.gate_of(proof.about, proof.language).delivery
    return _grant(proof, {"fields": {}, "purposes": [[str(delivery.notice_id), ConsentEvent.GIVEN]]}, circumstances)


def granted(seen: Seen) -> Confirmed:
    """What was given when it was confirmed.

    Raises:
        RequestOver: it was taken back with all that hung on it.
    """
    assert seen.about
    found, [asset] = queries.grant_of(seen.subject_id, seen.about), queries.with_ids([seen.about])
    if found is None:
        raise RequestOver
    return Confirmed(found, seen.subject_id, asset.slug, again=True)


def _grant(proof: Proof, answers: dict[str, object], circumstances: Circumstances) -> Confirmed:
    slug, retired_at, closes_at = proof.read
    assert proof.about
    if is_over(retired_at, closes_at):
        raise AssetOver
    given, origin = _given(answers), counted_of(proof.source)
    if not proof.is_first:
        given = _added(given)
        adopt_evidence(proof.own, proof.key)
    answer(proof.key, given, method=proof.method, circumstances=circumstances, request=proof.id)
    kept = grant_to(proof.key, proof.about, answers=answers, is_first=proof.is_first, origin=origin)
    if reason := answers.get("motivation"):
        counting.count(reasons_of(proof.about), VisitStep.CONFIRMED, f"{reason}"[:LONGEST_ORIGIN])
    counting.count(proof.about, UNCOUNTED if origin is None else VisitStep.CONFIRMED, origin or "")
    return Confirmed(kept, proof.person, slug, again=False)


def _given(answers: dict[str, object]) -> list[Answer]:
    return [(UUID(notice), ConsentEvent(what)) for notice, what in answers.pop("purposes")]  # type: ignore[attr-defined]


def _added(given: list[Answer]) -> list[Answer]:
    """What adds to a known person: a box left unticked today takes back nothing that was ticked before."""
    return [(notice, what) for notice, what in given if what is ConsentEvent.GIVEN]
