"""`leadgate surveys …`"""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from leadgate.foundation import languages
from leadgate.foundation.errors import Refusal
from leadgate.survey_imports.actions import importing, taking_in
from leadgate.survey_imports.page import SHOWN, ImportPage, page_of
from leadgate.surveys.errors import NoSuchSurvey
from leadgate.surveys.queries import survey_named


@click.group()
def surveys() -> None:
    """Responses to surveys, from elsewhere."""


@surveys.command()
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would become of it.")
@click.option("--force", is_flag=True, help="Take it in although something about it is doubtful.")
@click.option("--again", is_flag=True, help="Take in as well what says the same as responses that are here already.")
@click.option("--json", "as_json", is_flag=True)
def import_responses(slug: str, file: Path, dry_run: bool, force: bool, again: bool, as_json: bool) -> None:
    """Import responses that were given elsewhere: CSV or XLSX, the names of the columns on top.

    Which column is which question is told by its name, the question's words in any language, or the codes of
    LimeSurvey; another reading can be chosen in the studio. What is doubtful is said, and nothing is taken in then
    without --force. The workers take the rows in, and they count once all of them are there.

    Example: leadgate surveys import-responses why-this-guide answers.csv --dry-run
    """
    survey = survey_named(slug)
    if survey is None:
        raise NoSuchSurvey
    number = importing.look_through(survey.id, file.read_bytes(), languages.of_request(), by=None)
    page = page_of(survey.id, number, None, languages.of_request())
    told = json.dumps(_told(page), ensure_ascii=False) if as_json else "\n".join(_lines(page))
    click.echo(told)
    if dry_run:
        importing.drop(number)
        return
    try:
        taking_in.begin(number, by=None, is_sure=force, again=again)
    except Refusal:
        importing.drop(number)
        raise


def _told(page: ImportPage) -> dict[str, object]:
    look, read_as = page.look, [[one.name, one.read_as] for one in page.columns]
    counts = {"rows": page.row.rows, "good": look.good, "unasked": look.unasked, "here": sorted(look.here)}
    return {**counts, "columns": read_as, "refused": look.refused, "doubts": page.doubts}


def _lines(page: ImportPage) -> Iterator[str]:
    yield f"{page.look.good} of {page.row.rows} rows can be kept"
    if page.look.here:
        yield f"{len(page.look.here)} rows say the same as responses that are here already; they stay out"
    for one in page.columns:
        yield f"{one.name or one.number + 1}: {one.read_as or 'left out'}"
    for nth, why in page.look.refused[:SHOWN]:
        yield f"row {nth}: {why}"
    if (more := len(page.look.refused) - SHOWN) > 0:
        yield f"and {more} more"
    yield from (f"Doubtful: {one}" for one in page.doubts)
