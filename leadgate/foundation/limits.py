"""Rate limits shared by every process: fixed windows, counted in the database in one statement.

Keys are blind indexes, so the table says nothing about addresses or networks. Counting and the act it guards are one
transaction: a refused act rolls its own count back, so a full window stays full until it ends, and no longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import IPv6Address, ip_address

from flask_babel import lazy_gettext as _
from sqlalchemy import LargeBinary, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.foundation.sql.tables import Base


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` times in a window."""

    name: str
    most: int
    window: timedelta


class TooMany(Refusal):
    """Somebody asks too often."""

    status = 429
    limits: frozenset[Limit] = frozenset()
    """Which ones are over."""
    sentence = _("That was tried too often. Please wait a while, then try again; what you typed is still here.")


class RateCount(Base):
    """How often something was done in one window; gone soon after the window."""

    __tablename__ = "rate_count"
    key: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(primary_key=True, index=True)
    count: Mapped[int]


def network_of(address: str) -> str:
    """The network a request came from: /24 of IPv4, /56 of IPv6, so that changing the last bits changes nothing."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    kept = 24 if parsed.version == 4 else 56
    bits = int(parsed) >> (parsed.max_prefixlen - kept) << (parsed.max_prefixlen - kept)
    return f"{type(parsed)(bits)}/{kept}"


@action
def spend(*asked: tuple[Limit, str]) -> None:
    """Count one more of each (limit, whose).

    Raises:
        TooMany: when some of them are over; says which, and in how many seconds the last of their windows ends.
    """
    if not installation().settings.rate_limits:
        return
    over = {limit: ends for limit, ends, count in _counted(asked) if count > limit.most}
    if over:
        refusal = TooMany()
        refusal.limits = frozenset(over)
        refusal.retry_after_seconds = max(1, int((max(over.values()) - clock.now()).total_seconds()))
        raise refusal


@action
def give_back(*asked: tuple[Limit, str]) -> None:
    """Count one less of each in the window at hand: what was spent for a try that turned out to be none.

    Args:
        asked: as it was spent; a window that has ended since is left alone.
    """
    vault = installation().vault
    for limit, whose in asked:
        key = vault.blind_index(f"limit/{limit.name}", whose)
        spent = update(RateCount).where(RateCount.key == key, RateCount.ends_at == _end_of(limit), RateCount.count > 0)
        session().execute(spent.values(count=RateCount.count - 1))


@action
def within(limit: Limit, *whose: str) -> set[str]:
    """Those of these who are not over a limit, after one more is counted for each; nobody is refused.

    Args:
        limit: how often, in which window.
        whose: what is counted by (a network, a mailbox, an id); kept as a blind index.
    """
    if not installation().settings.rate_limits or not whose:
        return set(whose)
    counted = _counted_for((limit, one) for one in whose)
    return {one for _limit, one, _ends, count in counted if count <= limit.most}


@action
def count_only(*asked: tuple[Limit, str]) -> list[tuple[Limit, datetime]]:
    """Count one more of each, refusing nothing; answers those passed just now, with the ends of their windows."""
    return [(limit, ends) for limit, ends, count in _counted(asked) if count == limit.most + 1]


def _counted(asked: Iterable[tuple[Limit, str]]) -> list[tuple[Limit, datetime, int]]:
    return [(limit, ends, count) for limit, _whose, ends, count in _counted_for(asked)]


def _counted_for(asked: Iterable[tuple[Limit, str]]) -> list[tuple[Limit, str, datetime, int]]:
    vault = installation().vault
    rows = {(vault.blind_index(f"limit/{one.name}", whose), _end_of(one)): (one, whose) for one, whose in asked}
    # Sorted, so that two acts that count the same things never wait for each other crosswise.
    values = [{"key": key, "ends_at": ends, "count": 1} for key, ends in sorted(rows)]
    once_more = {"count": RateCount.count + 1}
    counting = upsert(RateCount).values(values).on_conflict_do_update(index_elements=["key", "ends_at"], set_=once_more)
    counted = session().execute(counting.returning(RateCount.key, RateCount.ends_at, RateCount.count))
    return [(*rows[key, ends], ends, count) for key, ends, count in counted]


def _end_of(limit: Limit) -> datetime:
    seconds = limit.window.total_seconds()
    return datetime.fromtimestamp((clock.now().timestamp() // seconds + 1) * seconds, UTC)


@action
def prune() -> int:
    """Forget windows that are over; answers how many rows went."""
    over = delete(RateCount).where(RateCount.ends_at <= clock.now())
    return session().execute(over).rowcount  # type: ignore[attr-defined, no-any-return]
