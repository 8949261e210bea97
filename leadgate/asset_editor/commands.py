"""`leadgate asset …`"""

import json
from pathlib import Path

import click

from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage, FormField
from leadgate.foundation import languages
from leadgate.foundation.installation import installation
from leadgate.foundation.web.command_text import TypedText

USUAL = {
    "name": ("Name", "So that we know how to address you."),
    "company": ("Company", "So that we can tell which kinds of organisations this is useful to."),
    "role": ("What you do", "So that we can write for the people who read this."),
    "phone": ("Telephone", "Only if you would like to be called."),
}


@click.group()
def asset() -> None:
    """What stands behind a gate."""


@asset.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--slug", required=True, help="Its name in the address.")
@click.option("--title", type=TypedText(200), required=True)
@click.option("--summary", type=TypedText(500, 0), default="")
@click.option("--purpose", "purposes", multiple=True, help="An optional purpose to offer, by its slug.")
@click.option("--ask", multiple=True, help="A field to ask: name, company, role, phone, age_band, or KEY=REASON.")
@click.option("--language", default="en", show_default=True)
@click.option("--draft", is_flag=True, help="Do not open the gate yet.")
@click.option("--json", "as_json", is_flag=True)
def publish(
    file: Path,
    slug: str,
    title: str,
    summary: str,
    purposes: tuple[str, ...],
    ask: tuple[str, ...],
    language: str,
    draft: bool,
    as_json: bool,
) -> None:
    """Put a file behind a gate and print its address.

    Example: leadgate asset publish guide.pdf --slug guide --title "The guide" --purpose newsletter --ask name
    """
    page = AssetPage(
        title=title,
        summary=summary,
        language=languages.checked(language),
        purposes=purposes,
        asked=[_asked(one) for one in ask if one != "age_band"],
        asks_age="age_band" in ask,
    )
    with file.open("rb") as content:
        publishing.publish(slug, page, content, file.name, as_draft=draft)
    url = f"{installation().settings.base_url}/a/{slug}"
    click.echo(json.dumps({"url": url}) if as_json else url)


def _asked(text: str) -> FormField:
    key, _, reason = text.partition("=")
    label, usual = USUAL.get(key, (key.replace("_", " ").capitalize(), "It helps us to write what you need."))
    return FormField(key.lower(), label, reason or usual)
