"""Erasure certificates: what was erased and when, where it was searched for, and what is kept on which ground.

Signed with the installation's key, like a consent receipt, and verified offline like one. Names nobody: the id it
bears is the stone's, and no entry of the ledger has it.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select

from leadgate.erasure.models import Erasure, ErasureStep, Processor, ProcessorNotice
from leadgate.erasure.types import KEPT, SEARCHED_FOR, Why
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.privacy.register import tables
from leadgate.ledger import checkpoints
from leadgate.ledger.signing import moment, public_key, signed
from leadgate.people.queries import stones
from leadgate.verifier.documents import CERTIFICATE


def made(erasure: Erasure, searched: Mapping[str, int | None]) -> dict[str, Any]:
    """The signed certificate of an erasure that is done."""
    people = [one.id for one in stones(erasure.id)]
    controller = installation().settings.controller
    document = {
        "@context": {"dpv": "https://w3id.org/dpv#", "dct": "http://purl.org/dc/terms/", "leadgate": "urn:leadgate:"},
        "@type": CERTIFICATE,
        "dct:identifier": str(erasure.id),
        "dpv:hasDataController": {"dpv:hasName": controller.name, "dpv:hasContact": controller.email},
        "dpv:hasDataSubject": _subjects(erasure, people),
        "leadgate:why": str(erasure.why),
        "leadgate:asked_at": moment(erasure.asked_at),
        "leadgate:completed_at": moment(erasure.finished_at or erasure.asked_at),
        "leadgate:erased": [
            {"what": step.name, "count": step.count, "at": moment(step.at)}
            for step in _steps(erasure)
            if not step.name.startswith(KEPT)
        ],
        "leadgate:searched": [
            {"where": name, "found": count, "how": _how(count, erasure.people)} for name, count in searched.items()
        ],
        "leadgate:kept": list(_kept(erasure)) if len(people) <= 1 else [],
        "leadgate:processors": list(_processors(erasure.id)),
        "leadgate:public_key": public_key().hex(),
    }
    return signed(document | checkpoints.carried())


def _subjects(erasure: Erasure, stones_of: list[UUID]) -> list[str] | int:
    """Whose erasure it is, by the id of the stone; of several, and after a restore, how many people there were to end.

    A restore lays the stones of everybody who was erased since, also of those its backup never had.
    """
    if erasure.why == Why.RESTORE or len(stones_of) > 1:
        return erasure.people
    return [str(stone) for stone in stones_of]


def say_who_was_told(erasure: UUID) -> None:
    """Sign a certificate anew after a processor was told, or has answered; inside the act at work."""
    session().flush()
    row = session().get_one(Erasure, erasure)
    if row.certificate:
        told = {"leadgate:processors": list(_processors(erasure))}
        row.certificate = signed(row.certificate | told | checkpoints.carried())


def _steps(erasure: Erasure) -> list[ErasureStep]:
    mine = select(ErasureStep).where(ErasureStep.erasure_id == erasure.id).order_by(ErasureStep.at, ErasureStep.name)
    return list(session().scalars(mine))


def _how(count: int | None, people: int) -> str:
    if count is None:
        return "not to be read from here; rows deleted, and sealed under a key that no longer exists"
    whole = "read byte by byte for the address and for the sealed forms of address and key"
    return whole if people <= SEARCHED_FOR else f"{whole}, of {SEARCHED_FOR} of the {people} people; not of the others"


def _kept(erasure: Erasure) -> Iterator[dict[str, Any]]:
    counts: dict[str, int | None] = {
        step.name.removeprefix(KEPT): step.count for step in _steps(erasure) if step.name.startswith(KEPT)
    }
    counts["tombstone"] = len(stones(erasure.id))
    for _, table, rule in sorted(tables(), key=lambda one: one[1].name):
        # How many entries there are under a pseudonym is not said: whoever counts them would know whose they are.
        if (rule.pseudonym and erasure.people) or counts.get(table.name):
            count = counts.get(table.name)
            yield {"what": table.name, "count": count, "until": str(rule.kept_for), "ground": str(rule.ground)}


def _processors(erasure: UUID) -> Iterator[dict[str, Any]]:
    told = select(Processor.name, ProcessorNotice).join(Processor).where(ProcessorNotice.erasure_id == erasure)
    for name, notice in session().execute(told.order_by(Processor.name, ProcessorNotice.id)):
        moments = {"told_at": notice.told_at, "answered_at": notice.answered_at}
        shown = {key: moment(at) if at else None for key, at in moments.items()}
        yield {"name": name, **shown, "answer": notice.answer}
