"""The report of a survey as its page, its print and its files show it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.coding.queries import codebook
from leadgate.foundation import languages
from leadgate.questions.kinds import OneChoice, said
from leadgate.statistics.disclosure import FEWEST
from leadgate.survey_analysis import parts
from leadgate.survey_reports import part_words, unreached
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions.looking import seen_report
from leadgate.survey_reports.errors import PartNotAskedFor
from leadgate.survey_reports.pictures import QuestionChart, picture_of
from leadgate.survey_reports.queries import SurveyReportView
from leadgate.survey_reports.quotes import Quote, quotes_of
from leadgate.survey_reports.table_pictures import Sides, TablePicture
from leadgate.surveys.answer_words import labels_of
from leadgate.surveys.merging import is_anonymous
from leadgate.surveys.queries import published_survey, title_of

SIGNS = {
    "fast": _("took less than a third of the usual time (the median)"),
    "straight": _("chose the same answer in every line of a matrix"),
    "twice": _("gave exactly the same answers as somebody else, six or more"),
}

HELD = _("Hidden: shown beside the other figures, it would tell what fewer than five people answered.")
WAITS_FOR_OTHERS = _("It waits for others to answer: some of those who were compared took their answers back.")
GONE_FOR_GOOD = _(
    "Some of those who were compared took their answers back, and nobody can answer any more: groups are not told "
    "again."
)


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """How many saw it, broke off at a place, or finished, and what share that is of all of whom it is said.

    There is no share where some of those who are said to have broken off may be among those who finished since.
    """

    label: str
    count: int
    share: float | None


@dataclass(frozen=True)
class ReportPage:
    """A report in the reader's language."""

    report: SurveyReportView
    language: str

    @property
    def survey(self) -> Any:
        """The survey it is about."""
        return self.report.survey

    @cached_property
    def title(self) -> str:
        """The survey's."""
        return title_of(self.survey, self.language)

    @property
    def body(self) -> dict[str, Any]:
        """The figures, where they are there."""
        return dict(self.report.body or {})

    @cached_property
    def pictures(self) -> list[QuestionChart]:
        """One for each question."""
        questions = self.body.get("questions", {})
        items = self.report.asked.items
        return [
            picture_of(items[key], found, self.language, self.codes) for key, found in questions.items() if key in items
        ]

    @cached_property
    def codes(self) -> dict[str, str]:
        """The names of the codes of answers in words."""
        return {str(one.id): one.name for one in codebook(self.survey.id)}

    def quotes(self, question: str, code: str = "") -> list[Quote]:
        """Words that may be shown; only beside the figures of all."""
        return quotes_of(self.survey, question, code) if self.report.part == parts.ALL else []

    @cached_property
    def steps(self) -> list[FunnelStep]:
        """From seeing it to its end: how many broke off, were turned away and finished, as far as it is said."""
        course = self.body.get("course")
        if not course:
            return []
        broke_off, away, finished = course["broke_off"], course["turned_away"], course["finished"]
        told = [(self._between(one["first"], one["last"]), one["people"]) for one in (broke_off or {}).get("steps", ())]
        told += [(gettext("found a quota full"), away)] if away else []
        told.append((gettext("finished"), finished))
        begun = sum(people for _label, people in told)
        if not self.report.seen and not begun:
            return []  # all of it came from elsewhere
        first = [FunnelStep(gettext("saw it"), self.report.seen, 1.0)] if self.report.seen >= begun else []
        share = None if self.told_before else 1 / max(begun, 1)
        return first + [FunnelStep(label, people, share and people * share) for label, people in told]

    @property
    def told_before(self) -> bool:
        """Whether it is of an earlier day who broke off: telling it anew would tell of few."""
        course = self.body.get("course") or {}
        return bool(course.get("beside", course.get("finished")) != course.get("finished"))

    def _between(self, first: str, last: str) -> str:
        """Where people broke off: after one question, or one of several that are told together."""
        items = self.report.asked.items
        names = [said(items[key].label, self.language) if key in items else "" for key in (first, last)]
        if first == last:
            return str(gettext("broke off after “%(question)s”", question=names[1]))
        if not names[0]:
            return str(gettext("broke off, at latest after “%(last)s”", last=names[1]))
        return str(gettext("broke off after one from “%(first)s” to “%(last)s”", first=names[0], last=names[1]))

    @property
    def hides_broken_off(self) -> bool:
        """Whether it is not said how many broke off, because they are few."""
        return bool(self.steps) and self.body["course"]["broke_off"] is None

    @property
    def hides_turned_away(self) -> bool:
        """Whether it is not said how many were turned away, because they are few."""
        return bool(self.steps) and self.body["course"]["turned_away"] is None

    @cached_property
    def sides(self) -> Sides:
        """What can stand in tables."""
        return Sides(self.report.asked.items, self.codes, self.language)

    @cached_property
    def pairs(self) -> list[TablePicture]:
        """Questions whose answers go together more than chance would have it, strongest first."""
        return [self.sides.of(one) for one in self.body.get("pairs", ()) if "row_shares" in one]

    @property
    def hints(self) -> list[tuple[str, int | None]]:
        """How many answered as if without care, by the sign of it, in words."""
        return [(str(SIGNS[one["sign"]]), one["count"]) for one in self.body.get("hints", ())]

    @cached_property
    def tables(self) -> list[TablePicture]:
        """The tables somebody asked for, newest first."""
        return [self.sides.picture(*one) for one in reports.tables_of(self.survey)]

    @property
    def is_anonymous(self) -> bool:
        """Whether whoever answered was told that nobody will know who they are."""
        return is_anonymous(self.survey.id)

    @property
    def waits_for_end(self) -> bool:
        """Whether nothing may be compared yet, because the survey is anonymous and still takes answers."""
        return reports.waits_for_end(self.survey)

    @property
    def compares(self) -> bool:
        """Whether what compares groups is told, so that it counts the same people by now."""
        return reports.wants_groups(self.survey)

    @property
    def why_held(self) -> str:
        """Why nothing is said of something that compares groups."""
        groups = (self.report.body or {}).get("groups")
        if not groups or groups["people"] >= FEWEST:
            return str(HELD)
        return str(GONE_FOR_GOOD if self.survey.is_settled else WAITS_FOR_OTHERS)

    @property
    def may_look_early(self) -> bool:
        """Whether figures wait for the end, and nobody asked for them before."""
        return self.waits_for_end and self.report.row is None

    @property
    def pairs_looked_at(self) -> int:
        """How many pairs were tested."""
        return len(self.body.get("pairs", ()))

    @cached_property
    def choices(self) -> list[tuple[str, str]]:
        """The conditions of parts one can look at: their names and their words."""
        return part_words.choices_of(self.whole, self.report.asked.items, self.language)

    @cached_property
    def whole(self) -> dict[str, Any]:
        """The figures of all who answered."""
        if self.report.part == parts.ALL:
            return self.body
        return dict(reports.report_of(self.survey, parts.ALL).body or {})

    @property
    def part(self) -> str:
        """What the part is called; empty for all."""
        return part_words.words_of(self.report.part, self.report.asked.items, self.language)

    @property
    def weighable(self) -> list[tuple[str, str]]:
        """The questions answers can be weighted by: those with one answer of several."""
        items = self.report.asked.items.values()
        return [(one.key, said(one.label, self.language)) for one in items if isinstance(one, OneChoice)]

    @property
    def weighted(self) -> list[tuple[str, str]]:
        """What answers are weighted by: each question with its shares, in words."""
        items = self.report.asked.items
        return [(key, self._shares(key)) for key in self.report.margins if key in items]

    @property
    def unreached(self) -> list[str]:
        """What is to be said of shares that weighting could not reach."""
        return unreached.sentences(self.body.get("weighting"), self.report.asked.items, self.language)

    def _shares(self, key: str) -> str:
        item = self.report.asked.items[key]
        words, shares = labels_of(item, self.language), self.report.margins[key]
        told = gettext(", ").join(f"{words.get(code, code)} {share * 100:g} %" for code, share in shares.items())
        return f"{said(item.label, self.language)} {told}"


def page_of(survey_id: UUID, part: str) -> ReportPage:
    """The report of a survey.

    Raises:
        NoSuchSurvey: unknown, or never published.
        PartNotAskedFor: nobody asked for this part, or others took its place.
    """
    found = seen_report(published_survey(survey_id), part)
    # Of a part that had to make room for others nothing comes before somebody asks for it once more.
    if part and found.body is None and part not in reports.asked_for(survey_id):
        raise PartNotAskedFor
    return ReportPage(found, languages.of_request())
