"""Reading consent: what can be offered in a language, where a person stands, how a wording grew."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, ScalarSelect, Select, SQLColumnExpression, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from leadgate.consent.models import ConsentState, Notice, Purpose
from leadgate.consent.types import Need
from leadgate.foundation.db import run, session
from leadgate.ledger.queries import wording_in
from leadgate.ledger.types import ConsentEvent

YES = (ConsentEvent.GIVEN, ConsentEvent.RENEWED)


@dataclass(frozen=True, slots=True)
class Offer:
    """One purpose in the words it is shown in."""

    purpose_id: UUID
    slug: str
    need: Need
    shares: bool
    sends: bool
    notice_id: UUID
    sha256: str
    language: str
    version: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class ConsentStatus:
    """Where one person stands on one purpose."""

    person_id: UUID
    slug: str
    state: ConsentEvent
    since: datetime
    can_end: bool
    """Whether it is an optional purpose the person agrees to."""


_OFFER = (
    select(
        *(Purpose.id, Purpose.slug, Purpose.need, Purpose.shares, Purpose.sends),
        *(Notice.id, Notice.sha256, Notice.language, Notice.version, Notice.title, Notice.text),
    )
    .join(Notice)
    .where(Purpose.retired_at.is_(None))
    .order_by(Notice.version)
)
"""Columns, not rows of the ORM: forms are built and sent with these as often as anything here."""

_SLUGS_OFFERED = _OFFER.where(Purpose.slug.in_(bindparam("slugs", expanding=True)))
_OFFERED = _OFFER.where(Purpose.id.in_(bindparam("purposes", expanding=True)))


def offers(slugs: Sequence[str], language: str) -> list[Offer]:
    """The newest wording of these purposes, in this order; retired ones are left out.

    Args:
        slugs: of the purposes.
        language: of the wording; one that has none in it is in the one it has.
    """
    best = {offer.slug: offer for offer in _newest(run(_SLUGS_OFFERED, {"slugs": list(slugs)}), language)}
    return [best[slug] for slug in slugs if slug in best]


def offers_of(purposes: Collection[UUID], language: str) -> dict[UUID, Offer]:
    """The newest wording of these purposes, by their ids; retired ones are left out.

    Args:
        purposes: their ids.
        language: of the wording; one that has none in it is in the one it has.
    """
    found = _newest(run(_OFFERED, {"purposes": list(purposes)}), language)
    return {offer.purpose_id: offer for offer in found}


def _newest(rows: Iterable[Any], language: str) -> Iterable[Offer]:
    best: dict[UUID, Offer] = {}
    for row in rows:
        offer = Offer(row[0], row[1], Need(row[2]), *row[3:])
        known = best.get(offer.purpose_id)
        if known is None or offer.language == language or known.language != language:
            best[offer.purpose_id] = offer
    return best.values()


def all_offers(language: str, also: Collection[UUID] = ()) -> list[Offer]:
    """Every purpose that is offered to everybody, oldest first.

    Args:
        language: of the wording; one that has none in it is in the one it has.
        also: purposes that belong to one thing, for somebody who agrees to them.
    """
    shown = or_(Purpose.belongs_to.is_(None), Purpose.id.in_(also))
    slugs = select(Purpose.slug).where(Purpose.retired_at.is_(None), shown).order_by(Purpose.made_at)
    return offers(session().scalars(slugs).all(), language)


def offers_worded(notices: Collection[UUID]) -> list[Offer]:
    """Optional purposes in the very words of some notices, also where there are newer ones.

    Args:
        notices: ids of notices; those of purposes that need no consent, or are retired, are left out.
    """
    found = select(Purpose, Notice).join(Notice).where(Notice.id.in_(notices), Purpose.need == Need.OPTIONAL)
    worded = session().execute(found.where(Purpose.retired_at.is_(None)).order_by(Purpose.made_at))
    return [offer_in(purpose, notice) for purpose, notice in worded]


def titles(language: str) -> dict[str, str]:
    """What each purpose is called in a language, by slug; retired ones too."""
    rows = session().execute(select(Purpose.slug, Notice.language, Notice.title).join(Notice).order_by(Notice.version))
    found: dict[str, str] = {}
    own: dict[str, str] = {}
    for slug, spoken, title in rows:
        (own if spoken == language else found)[slug] = title
    return found | own


def history(language: str) -> list[Offer]:
    """Every wording there ever was in a language of what is offered to everybody, newest first."""
    ever = select(Purpose, Notice).join(Notice).where(Notice.language == language, Purpose.belongs_to.is_(None))
    worded = session().execute(ever.order_by(Notice.published_at.desc()))
    return [offer_in(purpose, notice) for purpose, notice in worded]


def notice_by_hash(sha256: str) -> Notice | None:
    """The wording of that SHA-256 (hexadecimal); None when there never was one."""
    return session().scalar(select(Notice).where(Notice.sha256 == sha256))


def agrees(person: UUID, slug: str) -> bool:
    """Whether the person's last word on a purpose is yes.

    Args:
        person: the person's id.
        slug: of the purpose.
    """
    state = session().scalar(
        select(ConsentState.state)
        .join(Purpose, Purpose.id == ConsentState.purpose_id)
        .where(ConsentState.person_id == person, Purpose.slug == slug)
    )
    return state in YES


_NEWER = aliased(Notice)
_AGREED = (
    select(
        Notice.version,
        select(func.max(_NEWER.version))
        .where(_NEWER.purpose_id == bindparam("purpose"), _NEWER.language == Notice.language)
        .correlate(Notice)
        .scalar_subquery()
        .label("newest"),
    )
    .join(ConsentState, Notice.sha256 == wording_in(ConsentState.entry))
    .where(
        ConsentState.person_id == bindparam("person"),
        ConsentState.purpose_id == bindparam("purpose"),
        ConsentState.state.in_(YES),
    )
)


def agrees_to_newest(person: UUID, purpose: UUID) -> bool:
    """Whether the person's last word on a purpose is yes, to the wording it has now in the language they read.

    Args:
        person: the person's id.
        purpose: the purpose's id.
    """
    found = run(_AGREED, {"person": person, "purpose": purpose}).first()
    return found is not None and found.version == found.newest


def who_agree(purpose: UUID) -> Select[UUID]:
    """Those whose last word on a purpose is yes, for a statement that leaves out the others."""
    return select(ConsentState.person_id).where(ConsentState.purpose_id == purpose, ConsentState.state.in_(YES))


def standings(people: Sequence[UUID]) -> dict[UUID, list[ConsentStatus]]:
    """Where each of these people stands, in one statement."""
    rows = session().execute(
        select(ConsentState.person_id, Purpose.slug, Purpose.need, ConsentState.state, ConsentState.since)
        .join(Purpose, Purpose.id == ConsentState.purpose_id)
        .where(ConsentState.person_id.in_(people))
        .order_by(Purpose.made_at)
    )
    found: dict[UUID, list[ConsentStatus]] = {person: [] for person in people}
    for row in rows:
        ends = row.need == Need.OPTIONAL and row.state in YES
        found[row.person_id].append(ConsentStatus(row.person_id, row.slug, ConsentEvent(row.state), row.since, ends))
    return found


def offer_in(purpose: Purpose, notice: Notice) -> Offer:
    """A purpose in one wording of it.

    Args:
        purpose: its row.
        notice: the row of one of its wordings.
    """
    return Offer(
        purpose_id=purpose.id,
        slug=purpose.slug,
        need=Need(purpose.need),
        shares=purpose.shares,
        sends=purpose.sends,
        notice_id=notice.id,
        sha256=notice.sha256,
        language=notice.language,
        version=notice.version,
        title=notice.title,
        text=notice.text,
    )


def sharing_given(person: UUID) -> Sequence[UUID]:
    """The purposes that hand data to others, of those a person agrees to."""
    shares = select(ConsentState.purpose_id).join(Purpose, Purpose.id == ConsentState.purpose_id).where(Purpose.shares)
    return session().scalars(shares.where(ConsentState.person_id == person, ConsentState.state.in_(YES))).all()


def optional_given(person: UUID) -> Sequence[UUID]:
    """The optional purposes a person agrees to."""
    return (
        session()
        .scalars(
            select(ConsentState.purpose_id)
            .join(Purpose, Purpose.id == ConsentState.purpose_id)
            .where(ConsentState.person_id == person, ConsentState.state.in_(YES), Purpose.need == Need.OPTIONAL)
        )
        .all()
    )


def purpose_named(slug: str) -> UUID | None:
    """The id of the purpose of that slug, retired or not."""
    return session().scalar(select(Purpose.id).where(Purpose.slug == slug))


def purposes_of(belongs_to: UUID) -> Sequence[UUID]:
    """The ids of the purposes that are about one thing only, a group or a survey."""
    return session().scalars(select(Purpose.id).where(Purpose.belongs_to == belongs_to)).all()


def slug_in(purpose_id: SQLColumnExpression[UUID] | BindParameter[UUID]) -> ScalarSelect[str]:
    """The slug of a purpose, as a part of a statement over a table that holds its id."""
    of_purpose = select(Purpose.slug).where(Purpose.id == purpose_id)
    return of_purpose.correlate_except(Purpose).scalar_subquery()


def who_agree_to(slug: str) -> Select[UUID]:
    """As `who_agree`, by the purpose's slug."""
    agreeing = select(ConsentState.person_id).join(Purpose, Purpose.id == ConsentState.purpose_id)
    return agreeing.where(Purpose.slug == slug, ConsentState.state.in_(YES))


def agreed_of(person: UUID, slugs: Collection[str]) -> Sequence[str]:
    """Which of these purposes a person's last word is yes to, by slug.

    Args:
        person: the person's id.
        slugs: the purposes'.
    """
    mine = select(Purpose.slug).join(ConsentState, ConsentState.purpose_id == Purpose.id)
    mine = mine.where(ConsentState.person_id == person, ConsentState.state.in_(YES))
    return session().scalars(mine.where(Purpose.slug.in_(slugs))).all()
