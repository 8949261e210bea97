"""`leadgate surveys …`"""

import json
from pathlib import Path

import click

from leadgate.foundation import languages
from leadgate.survey_imports import queries
from leadgate.survey_imports.actions import importing, taking_in
from leadgate.survey_imports.page import SHOWN
from leadgate.surveys.errors import NoSuchSurvey
from leadgate.surveys.queries import survey_named


@click.group()
def surveys() -> None:
    """Responses to surveys, from elsewhere."""


@surveys.command()
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would become of it.")
@click.option("--json", "as_json", is_flag=True)
def import_responses(slug: str, file: Path, dry_run: bool, as_json: bool) -> None:
    """Bring responses along that were given elsewhere: CSV or XLSX, the names of the columns in the first line.

    Which column is which question is told by its name, the question's words in any language, or the codes of
    LimeSurvey; another reading can be chosen in the studio. The workers take the rows in, and they count once all of
    them are there.

    Example: leadgate surveys import-responses why-this-guide answers.csv --dry-run
    """
    survey = survey_named(slug)
    if survey is None:
        raise NoSuchSurvey
    number = importing.look_through(survey.id, file.read_bytes(), languages.of_request(), by=None)
    row, table = queries.import_of(survey.id, number, None), queries.table_of(number)
    look = queries.reader_of(row, table).look(table)
    read_as = dict(zip(table.names, row.columns, strict=True))
    if dry_run:
        importing.drop(number)
    else:
        taking_in.begin(number, by=None)
    found = {"rows": row.rows, "good": look.good, "unasked": look.unasked, "columns": read_as, "refused": look.refused}
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    click.echo(f"{look.good} of {found['rows']} rows can be kept")
    for name, target in read_as.items():
        click.echo(f"{name}: {target or 'left out'}")
    for nth, why in look.refused[:SHOWN]:
        click.echo(f"row {nth}: {why}")
