"""Confirming: from a proven address to a person, their consent on the ledger, and a grant.

The link and the six digits do the same. Done twice it is done once; the second time says so. "This wasn't me" ends
the request, and for a while the address is left alone.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, update

from leadgate.assets import funnel, queries
from leadgate.assets.actions.delivering import grant_to
from leadgate.assets.actions.settling import address_of, opened_address
from leadgate.assets.errors import AssetOver, NoMoreTries, RequestOver, WrongCode
from leadgate.assets.models import Asset, Confirmation, OptIn, Step
from leadgate.consent.actions.answering import Answer, answer
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_rows, session
from leadgate.foundation.installation import installation
from leadgate.foundation.vault import PersonKey
from leadgate.ledger.actions.recording import Circumstances, adopt_evidence
from leadgate.ledger.models import Happened
from leadgate.people import queries as people
from leadgate.people.actions import identity
from leadgate.people.actions.suppressing import suppress
from leadgate.people.models import Reason

MOST_TRIES = 5
LEFT_ALONE = timedelta(days=7)


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
    if done := _done(opt_in):
        return done
    row = session().get(OptIn, opt_in, with_for_update=True)
    if row is None or row.link_ends_at <= clock.now() or row.for_guardian:
        raise RequestOver
    own = installation().vault.key_of(opt_in)
    return _become(row, own, json.loads(own.open(OptIn.answers, row.id, row.answers)), method, circumstances)


@action
def guardian_agrees(opt_in: UUID, *, circumstances: Circumstances) -> Confirmed:
    """Take a guardian's yes: the guardian gets what the child asked for, and nothing is kept of the child.

    Raises:
        RequestOver: seven days have passed, or the guardian has said no.
    """
    if done := _done(opt_in):
        return done
    row = session().get(OptIn, opt_in, with_for_update=True)
    if row is None or row.expires_at <= clock.now() or not row.for_guardian:
        raise RequestOver
    delivery = queries.gate_of(row.asset_id, row.language).delivery
    answers: dict[str, object] = {"fields": {}, "purposes": [[str(delivery.notice_id), Happened.GIVEN]]}
    return _become(row, installation().vault.key_of(opt_in), answers, "guardian", circumstances)


def _done(opt_in: UUID) -> Confirmed | None:
    done = queries.confirmation(opt_in)
    if done is None:
        return None
    slug = queries.slug_of(queries.asset_of_grant(done.grant_id))
    return Confirmed(done.grant_id, done.person_id, slug, again=True)


def _become(
    row: OptIn, own: PersonKey, answers: dict[str, object], method: str, circumstances: Circumstances
) -> Confirmed:
    asset = session().get_one(Asset, row.asset_id)
    if asset.is_over:
        raise AssetOver
    opt_in, source, address = row.id, row.source, opened_address(row, own)
    person = identity.meet(address, key=own, language=row.language)
    session().execute(delete(OptIn).where(OptIn.id == opt_in))
    key, given = own, _given(answers)
    if person != opt_in:
        key, given = installation().vault.key_of(person), _added(given)
        adopt_evidence(own, key)
        installation().vault.destroy(opt_in)
    answer(key, given, method=method, circumstances=circumstances, request=opt_in)
    grant = grant_to(key, asset.id, answers=answers)
    noted = {"opt_in": opt_in, "person_id": person, "grant_id": grant, "method": method, "at": clock.now()}
    add_rows(Confirmation, noted)
    funnel.count(asset.id, Step.CONFIRMED, source)
    return Confirmed(grant, person, asset.slug, again=False)


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
        _try_code(opt_in, code)
    return confirm(opt_in, method="mail-code", circumstances=circumstances)


def _try_code(opt_in: UUID, code: str) -> None:
    # Counted and committed before the digits are compared: parallel guesses cannot share one try.
    tries = _count_try(opt_in)
    if tries is not None and tries > MOST_TRIES:
        raise NoMoreTries
    if tries is None or "".join(code.split()) != installation().tokens.digits(opt_in):
        raise WrongCode


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
    suppress(people.index_of(address_of(row)), Reason.NOT_ME, LEFT_ALONE)
    audit.record("opt-in:not-me", actor=None, subject=row.asset_id)
    installation().vault.destroy(opt_in)
