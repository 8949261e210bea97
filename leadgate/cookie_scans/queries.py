"""Reading scans: what the last one found, as a page compares it, and what of it a description does not name yet."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from leadgate.cookie_scans.judging import Judge
from leadgate.cookie_scans.models import CookieFinding, CookieScan, CookieScanPlan
from leadgate.cookie_scans.types import SUGGESTED, Every, FindingKind, FoundService, Phase
from leadgate.cookies import queries as cookies
from leadgate.cookies.documents import Stored, read_shown
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation

ORDER = [*FindingKind]
NAMEABLE = re.compile(r"[!-:<-~]{1,120}")
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class FoundLine:
    """One thing that was found, over all visits of a scan.

    Args:
        first: as the first visit found it that did.
        phases: the visits that found it.
        purpose: the one under which the live notice declares it; empty where it does not.
        leaking: the visits that found it although they may not have.
    """

    first: CookieFinding
    phases: frozenset[Phase]
    purpose: str
    leaking: frozenset[Phase]

    @property
    def kind(self) -> FindingKind:
        """Of what was found."""
        return FindingKind(self.first.kind)


def scans(site_id: UUID) -> Sequence[CookieScan]:
    """The scans of a site that are kept, newest first."""
    mine = select(CookieScan).where(CookieScan.site_id == site_id)
    return session().scalars(mine.order_by(CookieScan.at.desc(), CookieScan.id.desc())).all()


def newest(site_id: UUID) -> CookieScan | None:
    """The last scan of a site; None before the first."""
    return next(iter(scans(site_id)), None)


def get(scan_id: UUID) -> CookieScan:
    """The scan of that number, which is there."""
    return session().get_one(CookieScan, scan_id)


def findings(scan_id: UUID) -> Sequence[CookieFinding]:
    """All that a scan found, in all its visits."""
    mine = select(CookieFinding).where(CookieFinding.scan_id == scan_id)
    return session().scalars(mine.order_by(CookieFinding.id)).all()


def leaking_keys(scan_id: UUID) -> set[tuple[str, str, str]]:
    """Kind, name and host of what a scan found that it may not have found there, as it was judged then."""
    columns = CookieFinding.kind, CookieFinding.name, CookieFinding.host
    mine = select(*columns).where(CookieFinding.scan_id == scan_id, CookieFinding.leak)
    return {(str(kind), name, host) for kind, name, host in session().execute(mine)}


def every_of(site_id: UUID) -> Every:
    """How often a site is looked at without being asked."""
    found = session().get(CookieScanPlan, site_id)
    return Every(found.every) if found else Every.NEVER


def judge_of(site_id: UUID) -> Judge:
    """What holds findings against the notice that a site's visitors are shown now."""
    live = cookies.live_notice(site_id)
    return Judge(read_shown(live.document) if live else None, installation().settings.base_url)


def lines(scan_id: UUID, judge: Judge) -> list[FoundLine]:
    """What a scan found, each thing once: what leaks first, then what is not declared, then all else.

    Args:
        scan_id: whose findings.
        judge: by the notice that they are held against.
    """
    alike: dict[tuple[str, str, str], list[CookieFinding]] = defaultdict(list)
    for one in findings(scan_id):
        alike[one.kind, one.name, one.host].append(one)
    found = [_line(several, judge) for several in alike.values()]
    return sorted(found, key=lambda one: (not one.leaking, bool(one.purpose), ORDER.index(one.kind), one.first.name))


def _line(alike: list[CookieFinding], judge: Judge) -> FoundLine:
    first = alike[0]
    purpose = judge.purpose_of(FindingKind(first.kind), first.name, first.host)
    phases = frozenset(Phase(one.phase) for one in alike)
    return FoundLine(first, phases, purpose, frozenset(one for one in phases if judge.leaks(one, purpose)))


def silent_of(slug: str, last: CookieScan | None) -> list[str]:
    """The site's addresses of which a scan saw no page.

    Args:
        slug: of the site.
        last: the scan; None before the first.
    """
    origins = cookies.site_of(slug).origins
    pages = last.pages if last else origins
    return [one for one in origins if not any(page == one or page.startswith(f"{one}/") for page in pages)]


def found_for(slug: str) -> tuple[FoundService, ...]:
    """What the last scan found at a site and its description does not name, by whoever it belongs to.

    Args:
        slug: of the site.

    Returns:
        Services by name; what the site stores itself comes last, under an empty name. Nothing before the first scan.
    """
    site = cookies.site_of(slug)
    last = newest(site.id)
    if last is None:
        return ()
    written = Judge(cookies.shown_by(site, cookies.described(site)), installation().settings.base_url)
    whose: dict[str, list[FoundLine]] = defaultdict(list)
    for one in lines(last.id, written):
        if not one.purpose:
            whose[_belongs_to(one.first)].append(one)
    return tuple(_service(name, whose[name]) for name in sorted(whose, key=lambda name: (not name, name.lower())))


def _belongs_to(one: CookieFinding) -> str:
    return one.service or one.company or (one.host if one.third else "")


def _service(name: str, of: list[FoundLine]) -> FoundService:
    firsts = [one.first for one in of]
    companies = {one.company for one in firsts if one.company}
    suggested = {SUGGESTED.get(one.category) for one in firsts if one.category}
    return FoundService(
        name=name,
        company=companies.pop() if len(companies) == 1 else "",
        hosts=tuple(one.name for one in firsts if one.kind == FindingKind.HOST),
        stored=tuple(dict.fromkeys(filter(None, map(_stored, firsts)))),
        suggested=suggested.pop() if len(suggested) == 1 else None,
        leaks=any(one.leaking for one in of),
    )


def _stored(one: CookieFinding) -> Stored | None:
    kind = FindingKind(one.kind).stored_as
    # A description takes no spaces, `;` or `=` in a name, which only keys of a page's own can have.
    if kind is None or not NAMEABLE.fullmatch(one.name):
        return None
    return Stored(name=one.name, kind=kind, days=min(one.days or 0, MOST_DAYS))
