"""`leadgate purpose …` and `leadgate consent …`"""

import json
from pathlib import Path
from uuid import UUID

import click

from leadgate.consent.actions import proving
from leadgate.consent.actions.purposes import PurposeWords, add_purpose, retire_purpose
from leadgate.foundation import languages
from leadgate.foundation.files.decoding import text_of
from leadgate.foundation.web.command_text import TypedText
from leadgate.verifier.reading import written


@click.group()
def purpose() -> None:
    """What the controller wants to do with data, and in which words."""


@purpose.command()
@click.argument("slug")
@click.option("--title", type=TypedText(200), required=True, help="Stands beside the box.")
@click.option(
    "--text", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=True, help="File with the notice."
)
@click.option("--language", default="en", show_default=True, help="en or zh-Hant.")
@click.option(
    "--shares", is_flag=True, help="Data is shared or sold: not offered where a browser sends Global Privacy Control."
)
@click.option("--no-letters", is_flag=True, help="Nothing is sent for it, so it cannot come less often.")
def add(slug: str, title: str, text: Path, language: str, shares: bool, no_letters: bool) -> None:
    """Add a purpose, or word one anew; earlier wordings stay as they are.

    Example: leadgate purpose add newsletter --title "Monthly letter" --text newsletter.txt
    """
    words = PurposeWords(languages.checked(language), title, text_of(text))
    notice = add_purpose(slug, words, shares=shares, sends=not no_letters)
    click.echo(f"{slug}: {language}, version {notice.version}, notice {notice.sha256}")


@purpose.command()
@click.argument("slug")
def retire(slug: str) -> None:
    """Offer a purpose no longer; what people said to it stays as it is, and provable.

    Example: leadgate purpose retire newsletter
    """
    retire_purpose(slug)
    click.echo(f"{slug} is not offered any more.")


@click.group()
def consent() -> None:
    """What people agreed to, and the proof."""


@consent.command()
@click.argument("email")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where the receipts go.")
@click.option("--receipt", "number", type=click.UUID, help="Only the one of this number.")
@click.option("--json", "as_json", is_flag=True, help="Print what was written as JSON.")
def proof(email: str, out: Path, number: UUID | None, as_json: bool) -> None:
    """Write all receipts of one person, with proofs that need nobody to be checked.

    Example: leadgate consent proof ada@example.org --out ada.jsonld
    """
    document = proving.receipts_of(proving.whose(email), number)
    out.write_text(written(document), "utf-8")
    count = len(document.get("@graph", [document]))
    click.echo(json.dumps({"receipts": count, "file": str(out)}) if as_json else f"{count} receipts written to {out}.")
