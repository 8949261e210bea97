"""Keeping what a scan saw, beside the nine before it, and telling whoever listens of what should not be there."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.cookie_scans import queries
from leadgate.cookie_scans.events import LeftBeforeTheAnswer
from leadgate.cookie_scans.judging import Judge
from leadgate.cookie_scans.known.knowing import known_host, known_name
from leadgate.cookie_scans.models import CookieFinding, CookieScan
from leadgate.cookie_scans.types import FindingKind, KnownAs, Phase, SetHow, SiteSeen, Trace
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id

KEPT = 10


@dataclass(frozen=True, slots=True)
class ScanOf:
    """Whose scan it is.

    Args:
        site_id: whose.
        slug: its short name.
        by: the account that asked; None for the command line and a schedule.
        scheduled: whether nobody asked for it, so that what it finds is told to who listens.
    """

    site_id: UUID
    slug: str
    by: UUID | None
    scheduled: bool = False


@action
def keep(of: ScanOf, looked: SiteSeen, judge: Judge) -> UUID:
    """Keep what was seen, and forget the scans before the last ten.

    Args:
        of: whose scan it is.
        looked: what was seen.
        judge: by the notice of this moment.

    Returns:
        The scan's id.
    """
    new, now = new_id(), clock.now()
    findings = [(phase, one, _purpose(judge, one)) for phase, seen in looked.seen.items() for one in seen]
    leaking = {one.key for phase, one, purpose in findings if judge.leaks(phase, purpose)}
    before = queries.newest(of.site_id)
    known = queries.leaking_keys(before.id) if before else set()
    add_row(
        CookieScan,
        id=new,
        site_id=of.site_id,
        at=now,
        by=of.by,
        state=looked.state,
        pages=[*looked.pages],
        asked=Phase.REFUSED in looked.seen,
        leaks=len(leaking),
    )
    session().flush()
    for phase, one, purpose in findings:
        _add(new, phase, one, purpose, leak=judge.leaks(phase, purpose))
    _forget_older(of.site_id)
    audit.record("cookie-scan:keep", actor=of.by, subject=new)
    if of.scheduled and (fresh := leaking - known):
        tell(LeftBeforeTheAnswer(of.slug, _digest(fresh), len(fresh), now))
    return new


def _purpose(judge: Judge, one: Trace) -> str:
    return judge.purpose_of(one.kind, one.name, one.host)


def _add(scan: UUID, phase: Phase, one: Trace, purpose: str, *, leak: bool) -> None:
    known = _known(one)
    add_row(
        CookieFinding,
        id=new_id(),
        scan_id=scan,
        phase=phase,
        kind=one.kind,
        name=_plain(one.name)[:253],
        host=_plain(one.host)[:253],
        third=one.third,
        days=one.days,
        flags=_plain(one.flags)[:200],
        set_how=one.setter.how,
        setter=_plain(one.setter.url)[:500],
        service=known.service[:120],
        company=known.company[:120],
        category=known.category,
        purpose=purpose,
        leak=leak,
    )


def _plain(text: str) -> str:
    """What a database takes: a page may name its keys by halves of signs and by NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "?")


def _known(one: Trace) -> KnownAs:
    if one.kind is FindingKind.HOST:
        return known_host(one.host)
    by_script = one.setter.how is SetHow.SCRIPT
    return known_name(one.name, one.host, (urlsplit(one.setter.url).hostname or "") if by_script else "")


def _forget_older(site_id: UUID) -> None:
    mine = select(CookieScan.id).where(CookieScan.site_id == site_id)
    older = session().scalars(mine.order_by(CookieScan.at.desc(), CookieScan.id.desc()).offset(KEPT)).all()
    session().execute(delete(CookieFinding).where(CookieFinding.scan_id.in_(older)))
    session().execute(delete(CookieScan).where(CookieScan.id.in_(older)))


def _digest(keys: Iterable[tuple[str, str, str]]) -> str:
    return sha256("\n".join(sorted(" ".join(one) for one in keys)).encode()).hexdigest()[:16]
