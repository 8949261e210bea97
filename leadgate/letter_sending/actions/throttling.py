"""Throttling: how many letters may leave on a way now, and from when on the next; kept by all workers together.

A way is a relay, or a receiving domain behind one. A pace is kept by reserving ahead: whoever takes ten letters of
sixty a minute frees the way again in ten seconds. Trouble holds a way back longer each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select, update

from leadgate.foundation import clock
from leadgate.foundation.background.backing_off import pause_after
from leadgate.foundation.databases.locking import locked
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.settings import LetterRules
from leadgate.letter_sending.lane_models import Throttle
from leadgate.letter_sending.lanes import OTHERS

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
AHEAD = timedelta(seconds=10)
"""So far a pace is reserved ahead."""


@dataclass(frozen=True, slots=True)
class SendingWay:
    """Where letters leave: by which relay, and to which receiving domain."""

    relay: str
    lane: str

    @property
    def names(self) -> Sequence[str]:
        """Of what may hold it back: the relay, and the domain behind it."""
        return (self.relay, f"{self.relay}/{self.lane}")


@dataclass(frozen=True, slots=True)
class _Limit:
    """What a way is held to: a time between two letters, and a number a day."""

    name: str
    interval: timedelta | None
    a_day: int | None = None

    @property
    def matters(self) -> bool:
        return bool(self.interval or self.a_day is not None or _has_troubles(self.name))

    def open_to(self, way: Throttle, most: int, now: datetime) -> int:
        many = min(most, max(1, int(AHEAD / self.interval))) if self.interval else most
        return many if self.a_day is None else min(many, self.a_day - _left_on(way, now.date()))

    def take(self, way: Throttle, many: int, now: datetime) -> None:
        way.day, way.left = now.date(), _left_on(way, now.date()) + many
        if many:
            way.free_at = now + (self.interval or timedelta()) * many
        elif self.a_day is not None and way.left >= self.a_day:
            way.free_at = datetime.combine(now.date() + timedelta(days=1), time(), UTC)


def _left_on(way: Throttle, day: date) -> int:
    return way.left if way.day == day else 0


@action
def reserve(way: SendingWay, most: int) -> int:
    """How many letters may leave on a way now; they count as having left.

    Args:
        way: which.
        most: more are not wanted.

    Returns:
        None at all where it is held back.
    """
    now = clock.now()
    held = [(one, _locked(one.name, now)) for one in _limits(way, now) if one.matters]
    if any(row.free_at > now for _limit, row in held):
        return 0
    many = max(0, min([most, *(limit.open_to(row, most, now) for limit, row in held)]))
    for limit, row in held:
        limit.take(row, many, now)
    return many


def _limits(way: SendingWay, now: datetime) -> tuple[_Limit, _Limit]:
    settings = installation().settings
    relay, behind = way.names
    a_minute = (settings.letters.per_minute or 0) if way.lane != OTHERS else 0
    return (
        _Limit(relay, _every(settings.mail_rate), allowed_on(settings.letters, now)),
        _Limit(behind, _every(a_minute / 60)),
    )


def _every(a_second: float) -> timedelta | None:
    return timedelta(seconds=1 / a_second) if a_second else None


def allowed_on(rules: LetterRules, now: datetime) -> int | None:
    """How many letters a relay may send on a day while it warms up; None where it does not, or is warm.

    Args:
        rules: in force.
        now: the moment, in UTC.
    """
    if not rules.first_day or rules.warms_from is None or now.date() < rules.warms_from:
        return None
    doublings = (now.date() - rules.warms_from).days
    return None if doublings > WARM_AFTER else rules.first_day * 2**doublings


WARM_AFTER = 30
"""Days."""


def _has_troubles(name: str) -> bool:
    held = select(Throttle.way).where(Throttle.way == name, Throttle.troubles > 0)
    return session().scalar(held) is not None


def _locked(name: str, now: datetime) -> Throttle:
    made = upsert(Throttle).values(way=name, free_at=now, troubles=0, day=now.date(), left=0)
    session().execute(made.on_conflict_do_nothing())
    way = locked(Throttle, name)
    assert way is not None
    return way


@action
def hold_back(name: str) -> None:
    """After a "not now": nothing leaves on a way for a while, longer each time in a row.

    Args:
        name: of the relay, or of the domain behind it.
    """
    now = clock.now()
    way = _locked(name, now)
    if way.free_at > now and way.troubles:
        return  # another worker was told the same
    way.free_at = now + pause_after(way.troubles, FIRST_PAUSE, LONGEST_PAUSE)
    way.troubles += 1


@action
def let_go(way: SendingWay) -> None:
    """After letters that were taken: what was held back is not any more."""
    troubled = (Throttle.way.in_(way.names), Throttle.troubles > 0)
    if session().scalar(select(Throttle.way).where(*troubled).limit(1)) is not None:
        session().execute(update(Throttle).where(*troubled).values(troubles=0))


def held_back() -> set[str]:
    """The ways nothing may leave on now, by name."""
    return set(session().scalars(select(Throttle.way).where(Throttle.free_at > clock.now())))


def first_free() -> datetime | None:
    """When the first way that is held back now is free again; None where none is."""
    return session().scalar(select(func.min(Throttle.free_at)).where(Throttle.free_at > clock.now()))
