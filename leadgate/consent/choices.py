"""Reading the choices of one person as their own page shows them: each optional purpose, and where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from leadgate.consent.actions.preferring import Wish
from leadgate.consent.models import ConsentPreference, ConsentState, Notice, Pace, Purpose
from leadgate.consent.queries import YES, Offer, all_offers, offer_in, titles
from leadgate.consent.types import Need
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.ledger.queries import wording_in
from leadgate.ledger.types import ConsentEvent


@dataclass(frozen=True, slots=True)
class PurposeChoice:
    """One optional purpose as its person sees it: the wording, where they stand, and the pace they chose."""

    offer: Offer
    state: ConsentEvent | None
    since: datetime | None
    wording: Offer | None
    """What was shown when they last answered, where it is worded otherwise now."""
    every_days: int
    paused_until: datetime | None

    @property
    def is_on(self) -> bool:
        """Whether they agree to it now."""
        return self.state in YES

    @property
    def can_be_more(self) -> bool:
        """Whether something is held back that could come: it is paused, or slower than letters are written."""
        return self.every_days > 0 or self.paused_until is not None


def choices_of(person: UUID, language: str) -> list[PurposeChoice]:
    """Every optional purpose that is offered or agreed to, in a constant number of statements."""
    states = {
        state.purpose_id: (state, notice)
        for state, notice in session().execute(
            select(ConsentState, wording_in(ConsentState.entry)).where(ConsentState.person_id == person)
        )
    }
    paces = {row.purpose_id: row for row in session().scalars(select(Pace).where(Pace.person_id == person))}
    shown = _older_wordings({notice for _, notice in states.values()})
    agreed = [purpose for purpose, (state, _) in states.items() if state.state in YES]
    return [
        _choice(offer, states.get(offer.purpose_id), shown, paces.get(offer.purpose_id))
        for offer in all_offers(language, also=agreed)
        if offer.need is Need.OPTIONAL
    ]


def to_be_asked_about(person: UUID, choices: Sequence[PurposeChoice]) -> list[PurposeChoice]:
    """The letters a person gets and was never asked about: whether they want more or less of each."""
    if session().get(ConsentPreference, person) is not None:
        return []
    of_something = select(Purpose.slug).where(Purpose.belongs_to.is_not(None))
    others = set(session().scalars(of_something.where(Purpose.slug.in_([one.offer.slug for one in choices]))))
    return [one for one in choices if one.is_on and one.offer.sends and one.offer.slug not in others]


def titles_by_id(language: str) -> dict[UUID, str]:
    """What each purpose is called in a language, by its id; retired ones too."""
    called = titles(language)
    rows = session().execute(select(Purpose.id, Purpose.slug))
    return {number: called[slug] for number, slug in rows if slug in called}


def words_of_wishes(language: str) -> dict[str, str]:
    """What people read for their wishes: each purpose by its slug, and how much they want of its letters."""
    return titles(language) | {wish.value: str(wish.words) for wish in Wish}


def _older_wordings(hashes: set[str]) -> dict[str, Offer]:
    """Those of some wordings that have a newer one in their language: what was agreed to in another is not another."""
    newer = aliased(Notice)
    is_older = exists().where(
        newer.purpose_id == Notice.purpose_id, newer.language == Notice.language, newer.version > Notice.version
    )
    rows = session().execute(select(Purpose, Notice).join(Notice).where(Notice.sha256.in_(hashes), is_older))
    return {notice.sha256: offer_in(purpose, notice) for purpose, notice in rows}


def _choice(
    offer: Offer, stands: tuple[ConsentState, str] | None, shown: dict[str, Offer], pace: Pace | None
) -> PurposeChoice:
    paused = pace.paused_until if pace and pace.paused_until and pace.paused_until > clock.now() else None
    every_days = pace.every_days if pace else 0
    if stands is None:
        return PurposeChoice(offer, None, None, None, every_days, paused)
    state, notice = stands
    return PurposeChoice(offer, ConsentEvent(state.state), state.since, shown.get(notice), every_days, paused)
