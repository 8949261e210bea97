"""Agreeing: what many people said elsewhere, which is proven by what was brought along, and counts from now on here."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from leadgate.consent.actions.answering import ShownNotice, let_count, shown_in
from leadgate.consent.events import ConsentTurned
from leadgate.consent.models import ConsentState
from leadgate.consent.queries import YES
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.events import tell
from leadgate.foundation.keys.vault import PersonKey
from leadgate.foundation.sql.tables import row_of
from leadgate.ledger.actions.recording import Circumstances, record_for_many
from leadgate.ledger.types import ConsentEvent
from leadgate.standing.queries import opted_out


@dataclass(frozen=True, slots=True)
class AgreedElsewhere:
    """That one person agreed, and how that is known.

    Args:
        key: theirs.
        circumstances: the evidence.
        since: when they said it, in UTC.
        is_new: whether they became known in this very act, so that they cannot have said anything before.
    """

    key: PersonKey
    circumstances: Circumstances
    since: datetime
    is_new: bool


@action
def agree(people: Sequence[AgreedElsewhere], notice: UUID, *, method: str) -> dict[UUID, UUID]:
    """As `answering.answer` with a yes, for many people and one wording.

    Whoever has opted out of having data handed on, and has not said yes to this since, is left out where it does that.

    Args:
        people: each once; who has said no here before does not belong in it.
        notice: the id of the wording.
        method: how, in one word.

    Returns:
        The ids of the entries on the ledger, by person.
    """
    shown = shown_in(notice)
    refused = _heeding_opt_outs(people, shown) if shown.shares else set()
    heard = [one for one in people if one.key.owner not in refused]
    told = [(one.key, one.circumstances) for one in heard]
    entries = record_for_many(told, shown.wording, ConsentEvent.GIVEN, method=method)
    states = [
        (
            one.is_new,
            row_of(
                ConsentState,
                person_id=one.key.owner,
                purpose_id=shown.purpose_id,
                state=ConsentEvent.GIVEN,
                since=one.since,
                entry=entry,
            ),
        )
        for one, entry in zip(heard, entries, strict=True)
    ]
    if shown.is_for_everybody:
        _tell_turns(heard, shown.purpose_id, method)
    add_rows(ConsentState, [row for is_new, row in states if is_new])
    if known := [row for is_new, row in states if not is_new]:
        let_count(known)
    return {one.key.owner: entry for one, entry in zip(heard, entries, strict=True)}


def _tell_turns(heard: Sequence[AgreedElsewhere], purpose: UUID, method: str) -> None:
    """How many came to agree, by where they stood before."""
    known = [one.key.owner for one in heard if not one.is_new]
    mine = (ConsentState.person_id.in_(known), ConsentState.purpose_id == purpose)
    stood = Counter(session().scalars(select(ConsentState.state).where(*mine)))
    turns: list[tuple[ConsentEvent | None, int]] = [(None, len(heard) - stood.total()), *stood.items()]
    for before, people in turns:
        if people:
            tell(ConsentTurned(purpose, before, ConsentEvent.GIVEN, method, people))


def _heeding_opt_outs(people: Sequence[AgreedElsewhere], shown: ShownNotice) -> set[UUID]:
    out = opted_out([one.key.owner for one in people])
    mine = (ConsentState.person_id.in_(out), ConsentState.purpose_id == shown.purpose_id)
    return out - set(session().scalars(select(ConsentState.person_id).where(*mine, ConsentState.state.in_(YES))))
