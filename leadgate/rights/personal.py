"""What erasing a person does to their requests: they close, and forget who asked; that they were answered stays."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import ColumnElement, or_, select, update

from leadgate.erasure.events import PeopleErased
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.privacy.retention_rules import RetentionAction, RetentionRule
from leadgate.rights.clocks import Right
from leadgate.rights.models import CLOSED, PrivacyRequest, PrivacyRequestState


def _of(indexes: Sequence[bytes]) -> ColumnElement[bool]:
    return or_(PrivacyRequest.address_index.in_(indexes), PrivacyRequest.subject_index.in_(indexes))


def _still_writes() -> ColumnElement[bool]:
    """The request an erasure fulfils: it keeps its address until its last letter has left."""
    return (PrivacyRequest.right == Right.ERASURE) & PrivacyRequest.state.not_in(CLOSED)


def requests_of_addresses(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys of what was asked under these addresses."""
    return session().scalars(select(PrivacyRequest.id).where(_of(indexes), ~_still_writes())).all()


def close(event: PeopleErased) -> None:
    """Close what is open besides: there is nobody left to answer, and nothing left to ask for."""
    mine = (_of(event.indexes), ~_still_writes())
    ended = {"state": PrivacyRequestState.WITHDRAWN, "closed_at": clock.now()}
    open_ones = update(PrivacyRequest).where(*mine, PrivacyRequest.state.not_in(CLOSED)).values(ended)
    session().execute(open_ones.execution_options(synchronize_session=False))
    forgotten = update(PrivacyRequest).where(*mine).values(address_index=None, subject_index=None)
    session().execute(forgotten.execution_options(synchronize_session=False))


def request_rules() -> Iterator[RetentionRule]:
    """Proof that requests were answered lasts as long as the law wants to see it; what nobody proved is dropped."""
    table = PrivacyRequest.__table__
    yield RetentionRule(
        name="request/closed",
        of=PrivacyRequest,
        starts=table.c.closed_at,
        event=_("the request was closed"),
        lifetime=timedelta(days=730),
        does=RetentionAction.DELETE,
        basis=_("11 CCR 7101 asks for two years; that requests are answered in time has to be shown for as long."),
        where=(PrivacyRequest.state.in_(CLOSED),),
    )
    yield RetentionRule(
        name="request/unproven",
        of=PrivacyRequest,
        starts=table.c.received_at,
        event=_("it was received, and nobody proved to have sent it"),
        lifetime=timedelta(days=45),
        does=RetentionAction.DELETE,
        basis=_("Within these 45 days it can still be proven; after them it can be refused for want of proof."),
        where=(PrivacyRequest.state == PrivacyRequestState.UNVERIFIED,),
    )
