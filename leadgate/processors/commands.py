"""`leadgate processor …`"""

from uuid import UUID

import click

from leadgate.erasure import queries
from leadgate.erasure.actions import processors
from leadgate.erasure.types import KnowsBy
from leadgate.foundation.web.command_text import TypedText

KNOWS_BY = click.Choice([one.value for one in KnowsBy])


@click.group()
def processor() -> None:
    """Those outside who were given data, and are told when it is erased."""


@processor.command()
@click.argument("name", type=TypedText(120))
@click.option("--url", required=True, help="Where notices are sent; https.")
@click.option("--knows-by", type=KNOWS_BY, default="sha256", show_default=True, help="How they know people.")
def add(name: str, url: str, knows_by: str) -> None:
    """Add a processor; prints the secret with which both sides sign (Standard Webhooks).

    Example: leadgate processor add "Mail house" --url https://mailhouse.example/erasures
    """
    number, secret = processors.add_processor(name, url, knows_by)
    click.echo(f"{number}\nSecret, shown once: {secret}")


@processor.command("list")
def list_processors() -> None:
    """List who is told of erasures.

    Example: leadgate processor list
    """
    for one in queries.processors():
        click.echo(f"{one.id}  {one.name}  {one.url}  by {one.knows_by}")


@processor.command()
@click.argument("number", type=click.UUID)
@click.option("--name", type=TypedText(120), required=True)
@click.option("--url", required=True, help="Where notices are sent from now on; https.")
@click.option("--knows-by", type=KNOWS_BY, required=True, help="How they know people.")
def change(number: UUID, name: str, url: str, knows_by: str) -> None:
    """Have a processor told elsewhere from now on; its secret stays.

    Example: leadgate processor change 0197c1f0-6f0e-7cc2-a5b1-000000000000 --name "Mail house"
    --url https://mailhouse.example/erasures --knows-by sha256
    """
    processors.change_processor(number, name, url, knows_by)
    click.echo("It is told there from now on.")


@processor.command()
@click.argument("number", type=click.UUID)
def retire(number: UUID) -> None:
    """Tell a processor no more; what it was told stays on the record.

    Example: leadgate processor retire 0197c1f0-6f0e-7cc2-a5b1-000000000000
    """
    processors.retire_processor(number)
    click.echo("It is told of no further erasures.")
