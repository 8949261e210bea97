"""`leadgate cookies prove`."""

from pathlib import Path

import click

from leadgate.cookie_choices import queries, receipts
from leadgate.verifier.reading import written


@click.command()
@click.argument("number")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; printed when missing.")
def prove(number: str, out: Path | None) -> None:
    """Print the receipt of a choice, by the number at the end of the visitor's cookie.

    Example: leadgate cookies prove 00112233445566778899aabbccddeeff --out choice.json
    """
    document = receipts.receipt(queries.choice_of(number))
    content = written(document)
    if out:
        out.write_text(content)
    else:
        click.echo(content, nl=False)
    if not receipts.is_proven(document):
        click.echo("It is in no sealed batch yet, so it proves nothing; within the hour it is.", err=True)
