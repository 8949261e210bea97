"""How many chose what, by wording, language and month: told in steps of five, so that no figure is about one visitor.

A choice is about nobody, but an owner who watches a quiet site could tell one visitor's from the figures before and
after. So each cell is rounded down to a multiple of five, and every sum is the sum of what is shown: no difference of
two figures is one visitor.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from leadgate.analytics.charts import Plot, grouped
from leadgate.cookie_choices import rows
from leadgate.cookie_choices.models import CookieCount, CookieWording
from leadgate.cookies import queries as sites
from leadgate.cookies.documents import CookiePurpose, read_shown
from leadgate.foundation.db import session
from leadgate.statistics.disclosure import in_steps

ALL, NONE, SOME = "all", "none", "some"
COLUMNS = ("version", "month", "language", "what", "count")


@dataclass
class ChoiceFigures:
    """What was chosen in some place and time: how often all, nothing, and some of it, and each purpose."""

    outcomes: dict[str, int] = field(default_factory=lambda: dict.fromkeys((ALL, NONE, SOME), 0))
    yes: dict[str, int] = field(default_factory=dict)
    no: dict[str, int] = field(default_factory=dict)
    signals: int = 0
    """How many came with the browser's signal (Global Privacy Control)."""

    def told(self) -> "ChoiceFigures":
        """The same in steps of five."""
        return ChoiceFigures(_in_steps(self.outcomes), _in_steps(self.yes), _in_steps(self.no), in_steps(self.signals))

    def add(self, other: "ChoiceFigures") -> None:
        """Take in others, which are told already."""
        for mine, theirs in ((self.outcomes, other.outcomes), (self.yes, other.yes), (self.no, other.no)):
            for name, count in theirs.items():
                mine[name] = mine.get(name, 0) + count
        self.signals += other.signals

    @property
    def count(self) -> int:
        """How many choices these are at least."""
        return sum(self.outcomes.values())

    def share(self, outcome: str) -> float:
        """Which part of the choices ended like that; 0 where there are none."""
        return self.outcomes[outcome] / self.count if self.count else 0

    def share_of(self, purpose: str) -> float:
        """Which part of the answers to a purpose was a yes; 0 where there are none."""
        yes, no = self.yes.get(purpose, 0), self.no.get(purpose, 0)
        return yes / (yes + no) if yes + no else 0


@dataclass
class NoticeFigures:
    """How a notice was answered.

    Args:
        number, made_on: of the notice.
        purposes: that it asked for.
        all: over all languages and months.
        languages, months: the same by each of them.
        cells: by both.
    """

    number: int
    made_on: date
    purposes: tuple[CookiePurpose, ...]
    all: ChoiceFigures = field(default_factory=ChoiceFigures)
    languages: dict[str, ChoiceFigures] = field(default_factory=dict)
    months: dict[date, ChoiceFigures] = field(default_factory=dict)
    cells: dict[tuple[date, str], ChoiceFigures] = field(default_factory=dict)

    @property
    def plot(self) -> Plot:
        """Bars for each month: all, nothing, some of it."""
        return grouped([[*one.outcomes.values()] for one in self.months.values()])


def of_site(site: UUID) -> list[NoticeFigures]:
    """How each notice of a site was answered, the newest first; those nobody answered are left out.

    Args:
        site: its id.
    """
    counted = _counted(site)
    found = []
    for notice in sites.notices(site):
        shown = read_shown(notice.document)
        one = NoticeFigures(notice.number, notice.made_at.date(), shown.described.asked)
        _fill(one, counted.get(notice.id, {}), rows.asked_of(shown))
        if one.cells:
            found.append(one)
    return found


def _in_steps(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: in_steps(count) for name, count in counts.items()}


Counted = Sequence[tuple[int, bool, int]]
"""Which bits, whether with the signal, how often."""
Cells = dict[tuple[date, str], list[tuple[int, bool, int]]]


def _counted(site: UUID) -> dict[UUID, Cells]:
    """By notice, month and language."""
    worded = select(CookieWording.notice_id, CookieWording.language, CookieCount.day, CookieCount.allowed)
    summed = worded.add_columns(CookieCount.gpc, func.sum(CookieCount.count))
    summed = summed.join(CookieCount, CookieCount.wording == CookieWording.id).where(CookieWording.site_id == site)
    same = (CookieWording.notice_id, CookieWording.language, CookieCount.day, CookieCount.allowed, CookieCount.gpc)
    found: dict[UUID, Cells] = defaultdict(lambda: defaultdict(list))
    for notice, language, day, bits, gpc, count in session().execute(summed.group_by(*same)):
        found[notice][day.replace(day=1), language].append((bits, gpc, count))
    return found


def _fill(one: NoticeFigures, cells: Mapping[tuple[date, str], Counted], asked: tuple[str, ...]) -> None:
    for (month, language), counted in sorted(cells.items()):
        cell = one.cells[month, language] = _answers(counted, asked).told()
        for sums in (
            one.all,
            one.months.setdefault(month, ChoiceFigures()),
            one.languages.setdefault(language, ChoiceFigures()),
        ):
            sums.add(cell)


def _answers(counted: Counted, asked: tuple[str, ...]) -> ChoiceFigures:
    found = ChoiceFigures(yes=dict.fromkeys(asked, 0), no=dict.fromkeys(asked, 0))
    for bits, gpc, count in counted:
        allowed = rows.names_of(bits, asked)
        found.outcomes[ALL if len(allowed) == len(asked) else SOME if allowed else NONE] += count
        found.signals += count * gpc
        for one in asked:
            (found.yes if one in allowed else found.no)[one] += count
    return found


def as_rows(notice: NoticeFigures) -> Iterator[dict[str, object]]:
    """The figures of a notice as lines of a file: each cell by month and language.

    Args:
        notice: how it was answered.
    """
    for (month, language), cell in notice.cells.items():
        said = {"version": notice.number, "month": f"{month:%Y-%m}", "language": language}
        told = {
            **cell.outcomes,
            **{f"{purpose}: yes": count for purpose, count in cell.yes.items()},
            **{f"{purpose}: no": count for purpose, count in cell.no.items()},
            "signal": cell.signals,
        }
        yield from ({**said, "what": what, "count": count} for what, count in told.items())


def signals() -> list[tuple[str, ChoiceFigures]]:
    """On each site, by its title: how many choices came with the browser's signal, of how many."""
    found = []
    for site in sites.sites():
        sums = ChoiceFigures()
        for notice in of_site(site.id):
            sums.add(notice.all)
        found.append((site.title, sums))
    return found
