"""Reading consent: what can be offered in a language, where a person stands, how a wording grew."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from leadgate.consent.models import ConsentPreference, ConsentState, Need, Notice, Pace, Purpose
from leadgate.foundation import clock
from leadgate.foundation.db import run, session
from leadgate.ledger.models import Happened, LedgerEntry

YES = (Happened.GIVEN, Happened.RENEWED)


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
class Standing:
    """Where one person stands on one purpose."""

    person_id: UUID
    slug: str
    state: Happened
    since: datetime
    can_end: bool
    """Whether it is an optional purpose the person agrees to."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One optional purpose as its person sees it: the wording, where they stand, and the pace they chose."""

    offer: Offer
    state: Happened | None
    since: datetime | None
    wording: Offer | None
    """What was shown when they last answered, where that was another wording."""
    every_days: int
    paused_until: datetime | None

    @property
    def is_on(self) -> bool:
        """Whether they agree to it now."""
        return self.state in YES


def choices_of(person: UUID, language: str) -> list[Choice]:
    """Every optional purpose that is offered or agreed to, in a constant number of statements."""
    states = {
        state.purpose_id: (state, notice)
        for state, notice in session().execute(
            select(ConsentState, LedgerEntry.notice)
            .join(LedgerEntry, LedgerEntry.id == ConsentState.entry)
            .where(ConsentState.person_id == person)
        )
    }
    paces = {row.purpose_id: row for row in session().scalars(select(Pace).where(Pace.person_id == person))}
    shown = _wordings({notice for _, notice in states.values()})
    agreed = [purpose for purpose, (state, _) in states.items() if state.state in YES]
    return [
        _choice(offer, states.get(offer.purpose_id), shown, paces.get(offer.purpose_id))
        for offer in all_offers(language, also=agreed)
        if offer.need is Need.OPTIONAL
    ]


def to_be_asked_about(person: UUID, choices: Sequence[Choice]) -> list[Choice]:
    """The letters a person gets and was never asked about: whether they want more or less of each."""
    if session().get(ConsentPreference, person) is not None:
        return []
    of_something = select(Purpose.slug).where(Purpose.belongs_to.is_not(None))
    others = set(session().scalars(of_something.where(Purpose.slug.in_([one.offer.slug for one in choices]))))
    return [one for one in choices if one.is_on and one.offer.sends and one.offer.slug not in others]


def _wordings(hashes: set[str]) -> dict[str, Offer]:
    rows = session().execute(select(Purpose, Notice).join(Notice).where(Notice.sha256.in_(hashes)))
    return {notice.sha256: _offer(purpose, notice) for purpose, notice in rows}


def _choice(
    offer: Offer, stands: tuple[ConsentState, str] | None, shown: dict[str, Offer], pace: Pace | None
) -> Choice:
    paused = pace.paused_until if pace and pace.paused_until and pace.paused_until > clock.now() else None
    every_days = pace.every_days if pace else 0
    if stands is None:
        return Choice(offer, None, None, None, every_days, paused)
    state, notice = stands
    wording = shown.get(notice) if notice != offer.sha256 else None
    return Choice(offer, Happened(state.state), state.since, wording, every_days, paused)


_WORDED = (
    select(Purpose, Notice)
    .join(Notice)
    .where(Purpose.slug.in_(bindparam("slugs", expanding=True)), Purpose.retired_at.is_(None))
    .order_by(Notice.version)
)


def offers(slugs: Sequence[str], language: str) -> list[Offer]:
    """The newest wording of these purposes, in the language asked for or else the one they have; retired ones not."""
    rows = session().execute(_WORDED, {"slugs": list(slugs)})
    best: dict[str, Offer] = {}
    for purpose, notice in rows:
        known = best.get(purpose.slug)
        if known is None or notice.language == language or known.language != language:
            best[purpose.slug] = _offer(purpose, notice)
    return [best[slug] for slug in slugs if slug in best]


def all_offers(language: str, also: Collection[UUID] = ()) -> list[Offer]:
    """Every purpose that is offered to everybody.

    Args:
        also: purposes that belong to one thing, for somebody who agrees to them.
    """
    shown = or_(Purpose.belongs_to.is_(None), Purpose.id.in_(also))
    slugs = select(Purpose.slug).where(Purpose.retired_at.is_(None), shown).order_by(Purpose.made_at)
    return offers(session().scalars(slugs).all(), language)


def offer_of(purpose: UUID, language: str) -> Offer | None:
    """The newest wording of one purpose, unless it is retired."""
    slugs = session().scalars(select(Purpose.slug).where(Purpose.id == purpose)).all()
    return next(iter(offers(slugs, language)), None)


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
    return [_offer(purpose, notice) for purpose, notice in session().execute(ever.order_by(Notice.published_at.desc()))]


def notice_by_hash(sha256: str) -> Notice | None:
    """The wording of that name."""
    return session().scalar(select(Notice).where(Notice.sha256 == sha256))


def agrees(person: UUID, slug: str) -> bool:
    """Whether the person's last word on a purpose is yes."""
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
    .join(LedgerEntry, LedgerEntry.notice == Notice.sha256)
    .join(ConsentState, ConsentState.entry == LedgerEntry.id)
    .where(
        ConsentState.person_id == bindparam("person"),
        ConsentState.purpose_id == bindparam("purpose"),
        ConsentState.state.in_(YES),
    )
)


def agrees_to_newest(person: UUID, purpose: UUID) -> bool:
    """Whether the person's last word on a purpose is yes, to the wording it has now in the language they read."""
    found = run(_AGREED, {"person": person, "purpose": purpose}).first()
    return found is not None and found.version == found.newest


def who_agree(purpose: UUID) -> Select[UUID]:
    """Those whose last word on a purpose is yes, for a statement that leaves out the others."""
    return select(ConsentState.person_id).where(ConsentState.purpose_id == purpose, ConsentState.state.in_(YES))


def standings(people: Sequence[UUID]) -> dict[UUID, list[Standing]]:
    """Where each of these people stands, in one statement."""
    rows = session().execute(
        select(ConsentState.person_id, Purpose.slug, Purpose.need, ConsentState.state, ConsentState.since)
        .join(Purpose, Purpose.id == ConsentState.purpose_id)
        .where(ConsentState.person_id.in_(people))
        .order_by(Purpose.made_at)
    )
    found: dict[UUID, list[Standing]] = {person: [] for person in people}
    for row in rows:
        ends = row.need == Need.OPTIONAL and row.state in YES
        found[row.person_id].append(Standing(row.person_id, row.slug, Happened(row.state), row.since, ends))
    return found


def _offer(purpose: Purpose, notice: Notice) -> Offer:
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
