"""`leadgate survey …`"""

import json
from pathlib import Path

import click

from leadgate.foundation.db import action
from leadgate.foundation.installation import installation
from leadgate.questionnaires import checking
from leadgate.survey_editor import documents, survey_files
from leadgate.survey_editor.survey_files import SurveyFile
from leadgate.surveys import queries
from leadgate.surveys.actions import publishing
from leadgate.surveys.errors import NoSuchSurvey
from leadgate.surveys.merging import Sameness, relabelled_of


@click.group()
def survey() -> None:
    """Surveys."""


@survey.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", default="", help="The address, where the file names none or another one is wanted.")
@click.option(
    "--draft/--publish",
    default=None,
    help="Whether to publish it; a file of another program of which something has no place here stays a draft.",
)
@click.option(
    "--reworded",
    type=click.Choice([str(one) for one in Sameness]),
    help="What answers are that people gave under other words: the same, or others, which count from now on.",
)
@click.option("--json", "as_json", is_flag=True)
def import_(file: Path, slug: str, draft: bool | None, reworded: str | None, as_json: bool) -> None:
    """Make a survey from a file, or give one that exists a new version, and print its address.

    The file is JSON as `survey export` writes it, a structure of LimeSurvey (.lss) or an XLSForm (.xlsx). What of these
    has no place here is printed, a line each; the survey is a draft then, unless --publish says otherwise.

    Example: leadgate survey import why-this-guide.json
    """
    found = survey_files.read(file.read_bytes())
    draft = bool(found.left_out) if draft is None else draft
    address = slug or found.slug or file.stem
    problems = [f"{one.place or 'survey'}: {one.sentence}" for one in checking.problems_of(found.definition)]
    if problems and not draft:
        raise click.ClickException("; ".join(problems))
    _keep(address, found, reworded, publish=not draft)
    left_out = [str(sentence) for sentence in found.left_out]
    url = f"{installation().settings.base_url}/s/{address}"
    made = {"url": url, "published": not draft, "problems": problems, "left_out": left_out}
    told = ["It is a draft. Publish it in the studio, or with --publish."] if draft and left_out else []
    click.echo(json.dumps(made) if as_json else "\n".join([url, *told, *problems, *left_out]))


@action
def _keep(slug: str, file: SurveyFile, reworded: str | None, *, publish: bool) -> None:
    found = queries.survey_named(slug)
    number = found.id if found else publishing.make(slug, file.definition)
    file.keep_pictures(number)
    if found:
        publishing.save_draft(number, file.definition)
    if publish:
        changed = relabelled_of(number, file.definition) if reworded else []
        publishing.publish(number, decided={one.name: str(reworded) for one in changed})


@survey.command()
@click.argument("slug")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file; else it is printed.")
def export(slug: str, out: Path | None) -> None:
    """Write a survey as JSON, so that `import` makes the same one of it.

    Example: leadgate survey export why-this-guide --out why-this-guide.json
    """
    found = queries.survey_named(slug)
    if found is None:
        raise NoSuchSurvey
    text = survey_files.written(found, documents.newest(found.id))
    if out:
        out.write_text(text, encoding="utf-8")
    else:
        click.echo(text, nl=False)
