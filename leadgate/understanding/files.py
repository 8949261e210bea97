"""The tables as files for spreadsheets; numbers are whole, days as ISO 8601 writes them."""

from collections.abc import Iterable, Iterator, Mapping

from flask import Response

from leadgate.analytics.funnel import word_of
from leadgate.analytics.spans import Span
from leadgate.analytics.types import OriginPart
from leadgate.consent.figures import PurposeFigures
from leadgate.foundation.web import spreadsheets
from leadgate.understanding.cohorts import Cohorts
from leadgate.understanding.consents import ConsentsOf
from leadgate.understanding.figures import STEPS, Compared, OfAsset, row_of

Row = Mapping[str, object]
ALL = [*STEPS.views, *STEPS.people]


def csv_of(rows: Iterable[Row], name: str) -> Response:
    """A file of rows, which all have the columns of the first one.

    Args:
        rows: the rows; a file of none is empty.
        name: of the file.
    """
    rows = list(rows)
    columns = list(rows[0]) if rows else []
    response = Response(spreadsheets.for_spreadsheets(columns, rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def of_lines(all_together: str, total: Compared, lines: Iterable[OfAsset]) -> Iterator[Row]:
    """The overview: a row for all assets, and one for each."""
    named = [(all_together, total), *((one.title, one.compared) for one in lines)]
    for name, found in named:
        days = {"from": f"{found.span.first}", "to": f"{found.span.last}"}
        yield {"asset": name, **days, **row_of(found)}


def of_origins(found: Compared) -> Iterator[Row]:
    """A row for everything, and one for each origin, as far as it is told; `*` stands for several."""
    nowhere = dict.fromkeys((part.value for part in OriginPart), "(all)")
    yield {**nowhere, **{step: count if found.is_told(step) else "" for step, count in found.now.total.items()}}
    looks, people = found.now.views, found.now.cells
    for origin in sorted(looks.keys() | people.keys()):
        told = looks.get(origin, {}) | people.get(origin, {})
        yield {**{part.value: word_of(origin, part) for part in OriginPart}, **dict.fromkeys(ALL, ""), **told}


def of_days(found: Compared) -> Iterator[Row]:
    """A row for the looks of each day, and one for the people of each block of days."""
    for day, counts in found.now.by_day.items():
        yield {"from": f"{day}", "to": f"{day}", **dict.fromkeys(ALL, ""), **counts}
    for block in found.now.told:
        people = dict.fromkeys(STEPS.people, 0) | block.total
        yield {"from": f"{block.first}", "to": f"{block.last}", **dict.fromkeys(ALL, ""), **people}


def of_cohorts(found: Cohorts, purposes: Iterable[PurposeFigures], language: str) -> Iterator[Row]:
    """A row for each month, with a column for each purpose one may write for; figures are multiples of five.

    Args:
        found: the figures.
        purposes: which.
        language: the reader's.
    """
    for month in found.months:
        steps = {step.name.lower(): count for step, count in found.steps[month].items()}
        agree = {
            f"may_be_written_to: {titled(one, language)}": found.writable.get(one.purpose.id, {}).get(month, 0)
            for one in purposes
        }
        yield {"month": f"{month:%Y-%m}", **steps, **agree}


def titled(one: PurposeFigures, language: str) -> str:
    """What a purpose is called in a language, or in another it has.

    Args:
        one: the purpose.
        language: the reader's.
    """
    return (one.newest.get(language) or next(iter(one.newest.values()))).title


def of_consents(listed: Iterable[ConsentsOf], span: Span, language: str) -> Iterator[Row]:
    """A row for each month of each purpose; empty where nothing was recorded.

    Args:
        listed: the purposes.
        span: the days.
        language: the reader's.
    """
    for one in listed:
        title = titled(one.figures, language)
        for told in one.months(span):
            counts = {step.value: "" if count is None else count for step, count in told.counts.items()}
            held = "" if told.held is None else told.held
            yield {"purpose": title, "from": f"{told.first}", "to": f"{told.last}", **counts, "agree_at_end": held}
