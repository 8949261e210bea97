"""The figures of a report as files."""

import json
from collections.abc import Iterator
from typing import Any

from flask_babel import gettext

from leadgate.foundation.web import spreadsheets
from leadgate.survey_analysis import parts
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.pictures import ReportScore
from leadgate.survey_reports.report_page import ReportPage
from leadgate.survey_reports.table_pictures import TablePicture


def as_json(page: ReportPage) -> str:
    """The figures as they were worked out."""
    about = {"survey": page.survey.slug, "part": page.report.part}
    own = [{"table": name, **(found or {})} for name, found in reports.tables_of(page.survey)]
    more = {"tables": own} if page.report.part == parts.ALL else {}
    return json.dumps({**about, **page.body, **more}, ensure_ascii=False, indent=1)


def as_csv(page: ReportPage) -> bytes:
    """The figures, a line for each answer of each question, and how many people each counts."""
    names = ["question", "line", "answer", "count", "value", "low", "high", "people"]
    compared = page.body.get("groups", page.body)["people"] if page.body else None
    rows = [(*row, page.body.get("people")) for row in [*_questions(page), *_course(page)]]
    rows += [(*row, compared) for row in [*_months(page), *(line for one in _tables(page) for line in _cells(one))]]
    return spreadsheets.for_spreadsheets(names, [dict(zip(names, row, strict=True)) for row in rows])


def _questions(page: ReportPage) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for one in page.pictures:
        for line in [one.whole, *one.lines]:
            place = (one.title, "" if line is one.whole else line.label)
            found += [(*place, row.label, row.count, *(row.span or (None,) * 3)) for row in line.rows]
            preferred = [(row, row.preferred) for row in line.rows if row.preferred]
            found += [(one.title, gettext("Preferred"), row.label, row.count, *span) for row, span in preferred]
            places = [(row, row.place) for row in line.rows if row.place]
            found += [(one.title, gettext("Mean place"), row.label, row.count, *span) for row, span in places]
            means = [(row, row.mean) for row in line.rows if row.mean]
            found += [(one.title, gettext("Mean"), row.label, row.count, *span) for row, span in means]
            found += [(*place, score.name, line.answered, *_ends(score)) for score in line.scores]
        found += [(one.title, "", f"{bar.low:g}–{bar.high:g}", bar.count, None, None, None) for bar in one.bins]
    return found


def _months(page: ReportPage) -> list[tuple[Any, ...]]:
    return [
        (one.title, month.name, month.score.name, month.count, *_ends(month.score))
        for one in page.pictures
        for month in one.months
    ]


def _course(page: ReportPage) -> list[tuple[Any, ...]]:
    """How far people came, with the share of those who began."""
    steps = [] if page.report.part else page.steps
    return [(gettext("How far they came"), "", one.label, one.count, one.share, None, None) for one in steps]


def _ends(score: ReportScore) -> tuple[float | None, ...]:
    return score.span or (score.value, *(score.between or (None, None)))


def _tables(page: ReportPage) -> list[TablePicture]:
    return [*page.pairs, *page.tables] if page.report.part == parts.ALL else []


def _cells(table: TablePicture) -> Iterator[tuple[Any, ...]]:
    """A table, a line for each cell, with its share of the row."""
    for label, cells in table.lines:
        for column, cell in zip(table.column_labels, cells, strict=True):
            yield table.title, label, column, cell.count, cell.of_row, None, None
