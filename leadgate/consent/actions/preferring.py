"""Preferring: what a person wants more of, less of, or not at all, done in the act that says it."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select

from leadgate.consent.actions.answering import withdraw_by_name
from leadgate.consent.actions.pacing import OFTEN, set_pace
from leadgate.consent.models import ConsentPreference, Pace, Purpose
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import put_row
from leadgate.foundation.db import action, session
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class Wish(Words):
    """What somebody wants of the letters for one purpose."""

    MORE = "more", _("more")
    SAME = "same", _("as it is")
    LESS = "less", _("less")
    NONE = "none", _("nothing")


LESS_THAN_ALL = 30
"""Whoever gets every letter and wants less gets one a month at most."""


@action
def prefer(person: UUID, wishes: Mapping[str, str]) -> None:
    """Do what somebody wants, and ask them no more; an unknown wish or purpose changes nothing.

    Args:
        person: the person's id.
        wishes: by the name of each purpose; none of any is an answer, too.
    """
    paces = _paces(person)
    for slug, wish in wishes.items():
        if wish == Wish.NONE:
            withdraw_by_name(person, slug, method="preferences")
        elif wish in (Wish.MORE, Wish.LESS):
            # A pause is a stronger wish than “less”, and stands; who wants more wants an end of it.
            pause = 0 if wish == Wish.MORE else None
            set_pace(person, slug, every_days=_days(paces.get(slug, 0), Wish(wish)), paused_days=pause)
    known = {slug: wish for slug, wish in wishes.items() if wish in set(Wish)}
    put_row(ConsentPreference, {"person_id": person}, {"wishes": known, "at": clock.now()})


def _paces(person: UUID) -> dict[str, int]:
    mine = select(Purpose.slug, Pace.every_days).join(Pace, Pace.purpose_id == Purpose.id)
    rows = session().execute(mine.where(Pace.person_id == person)).all()
    return dict(rows)


def _days(now: int, wish: Wish) -> int:
    """The next pace up or down; there is none more often than as letters come, none less often than once a quarter."""
    if wish is Wish.LESS and now == 0:
        return LESS_THAN_ALL
    at = OFTEN.index(now) if now in OFTEN else 0
    return OFTEN[min(len(OFTEN) - 1, at + 1)] if wish is Wish.LESS else OFTEN[max(0, at - 1)]
