"""`leadgate campaign …`"""

import json

import click

from leadgate.analytics import queries
from leadgate.analytics.actions import naming


@click.group()
def campaign() -> None:
    """Words behind `?source=` that are counted by name; rare ones that nobody named are counted as “other”."""


@campaign.command()
@click.argument("word")
def add(word: str) -> None:
    """Count a word by its name from now on. Name no person in it: it will stand beside single people.

    Example: leadgate campaign add spring-letter
    """
    click.echo(naming.add(word))


@campaign.command()
@click.argument("word")
def drop(word: str) -> None:
    """Count a word among the others again, unless many come with it.

    Example: leadgate campaign drop spring-letter
    """
    naming.drop(word)


@campaign.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_campaigns(as_json: bool) -> None:
    """List the words that are counted by name.

    Example: leadgate campaign list
    """
    words = list(queries.campaigns())
    click.echo(json.dumps(words) if as_json else "\n".join(words) or "None.")
