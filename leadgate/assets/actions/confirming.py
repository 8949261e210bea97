"""Confirming: from a proven address to a person, their consent on the ledger, and a grant.

The link and the six digits do the same. Done twice it is done once; the second time says so. "This wasn't me" ends
the request, and for a while the address is left alone.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, delete, select, update

from leadgate.analytics.actions import counting
from leadgate.assets import queries
from leadgate.assets.actions.delivering import grant_to
from leadgate.assets.actions.settling import address_of, opened_address
from leadgate.assets.errors import AssetOver, RequestOver
from leadgate.assets.models import Asset, Confirmation, OptIn, Step, is_over
from leadgate.consent.actions.answering import Answer, answer
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_rows, run, session
from leadgate.foundation.installation import installation
from leadgate.foundation.vault import Ciphertext, PersonKey, VaultKey
from leadgate.ledger.actions.recording import Circumstances, adopt_evidence
from leadgate.ledger.models import Happened
from leadgate.people import queries as people
from leadgate.people.actions import identity
from leadgate.people.actions.suppressing import leave_alone
from leadgate.people.asking import check_digits


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation led to; `again` when it had been confirmed before."""

    grant_id: UUID
    person_id: UUID
    slug: str
    again: bool


@action
def confirm(opt_in: UUID, *, method: str, circumstances: Circumstances) -> Confirmed:
    """Confirm a request from the inbox it was sent to.

    Raises:
        RequestOver: it expired, was called off, or waits for a guardian.
        AssetOver: the asset was taken down meanwhile.
    """
    asked = _asked(opt_in)
    if asked is None:
        return _done(opt_in)
    if asked.link_ends_at <= clock.now() or asked.for_guardian:
        raise RequestOver
    answers = json.loads(asked.key.open(OptIn.answers, opt_in, asked.answers))
    return _become(asked, answers, method, circumstances)


@action
def guardian_agrees(opt_in: UUID, *, circumstances: Circumstances) -> Confirmed:
    """Take a guardian's yes: the guardian gets what the child asked for, and nothing is kept of the child.

    Raises:
        RequestOver: seven days have passed, or the guardian has said no.
    """
    asked = _asked(opt_in)
    if asked is None:
        return _done(opt_in)
    if asked.expires_at <= clock.now() or not asked.for_guardian:
        raise RequestOver
    delivery = queries.gate_of(asked.asset_id, asked.language).delivery
    answers: dict[str, object] = {"fields": {}, "purposes": [[str(delivery.notice_id), Happened.GIVEN]]}
    return _become(asked, answers, "guardian", circumstances)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request that waits to be confirmed, and the asset it is for, read in one statement."""

    key: PersonKey
    asset_id: UUID
    address: Ciphertext
    answers: Ciphertext
    language: str
    for_guardian: bool
    source: str
    made_at: datetime
    link_ends_at: datetime
    expires_at: datetime
    slug: str
    retired_at: datetime | None
    closes_at: datetime | None


_REQUEST = (
    select(
        *(VaultKey.wrapped, OptIn.asset_id, OptIn.address, OptIn.answers, OptIn.language, OptIn.for_guardian),
        *(
            OptIn.source,
            OptIn.made_at,
            OptIn.link_ends_at,
            OptIn.expires_at,
            Asset.slug,
            Asset.retired_at,
            Asset.closes_at,
        ),
    )
    .select_from(OptIn)
    .join(VaultKey, VaultKey.id == OptIn.id)
    .join(Asset, Asset.id == OptIn.asset_id)
    .where(OptIn.id == bindparam("opt_in"))
    .with_for_update(of=OptIn)
)
_LEAVE_THE_WAITING = delete(OptIn).where(OptIn.id == bindparam("opt_in"))


def _asked(opt_in: UUID) -> _Asked | None:
    found = run(_REQUEST, {"opt_in": opt_in}).one_or_none()
    if found is None:
        return None
    wrapped: bytes = found[0]
    rest: Any = found[1:]
    return _Asked(installation().vault.opened(opt_in, wrapped), *rest)


def _done(opt_in: UUID) -> Confirmed:
    done = queries.confirmation(opt_in)
    if done is None:
        raise RequestOver
    slug = queries.slug_of(queries.asset_of_grant(done.grant_id))
    return Confirmed(done.grant_id, done.person_id, slug, again=True)


def _become(asked: _Asked, answers: dict[str, object], method: str, circumstances: Circumstances) -> Confirmed:
    if is_over(asked.retired_at, asked.closes_at):
        raise AssetOver
    key, given, opt_in = asked.key, _given(answers), asked.key.owner
    if run(_LEAVE_THE_WAITING, {"opt_in": opt_in}).rowcount == 0:
        return _done(opt_in)  # somebody was here between our reading and our writing: what they said stands
    address = opened_address(asked.address, key)
    person = identity.meet(address, key=key, language=asked.language, asked_at=asked.made_at)
    if person != opt_in:
        key, given = installation().vault.key_of(person), _added(given)
        adopt_evidence(asked.key, key)
        installation().vault.destroy(opt_in)
    answer(key, given, method=method, circumstances=circumstances, request=opt_in)
    came_from = {"source": asked.source} if asked.source and not asked.for_guardian else {}
    grant = grant_to(key, asked.asset_id, answers={**answers, **came_from})
    noted = {"opt_in": opt_in, "person_id": person, "grant_id": grant, "method": method, "at": clock.now()}
    add_rows(Confirmation, noted)
    counting.count(asked.asset_id, Step.CONFIRMED, asked.source)
    return Confirmed(grant, person, asked.slug, again=False)


def _given(answers: dict[str, object]) -> list[Answer]:
    return [(UUID(notice), Happened(what)) for notice, what in answers.pop("purposes")]  # type: ignore[attr-defined]


def _added(given: list[Answer]) -> list[Answer]:
    """What adds to a known person: a box left unticked today takes back nothing that was ticked before."""
    return [(notice, what) for notice, what in given if what is Happened.GIVEN]


def confirm_with_code(opt_in: UUID, code: str, *, circumstances: Circumstances) -> Confirmed:
    """Confirm with the six digits, in the browser that asked.

    Raises:
        WrongCode: other digits.
        NoMoreTries: after five wrong ones.
        RequestOver: there is nothing to confirm any more.
    """
    if queries.confirmation(opt_in) is None:
        check_digits(opt_in, _count_try(opt_in), code)
    return confirm(opt_in, method="mail-code", circumstances=circumstances)


@action
def _count_try(opt_in: UUID) -> int | None:
    counted = update(OptIn).where(OptIn.id == opt_in).values(code_tries=OptIn.code_tries + 1)
    return session().scalar(counted.returning(OptIn.code_tries))


@action
def was_not_me(opt_in: UUID) -> None:
    """End a request its address never made, and leave that address alone for a week.

    Raises:
        RequestOver: there is no such request any more.
    """
    row = session().get(OptIn, opt_in)
    if row is None:
        raise RequestOver
    address = address_of(row)
    if run(_LEAVE_THE_WAITING, {"opt_in": opt_in}).rowcount == 0:
        raise RequestOver  # it was confirmed just now: its key is a person's
    leave_alone(people.index_of(address))
    audit.record("opt-in:not-me", actor=None, subject=row.asset_id)
    installation().vault.destroy(opt_in)
