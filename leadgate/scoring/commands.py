"""`leadgate buyers …`"""

import json
from dataclasses import asdict
from pathlib import Path

import click

from leadgate.scoring.actions import importing


@click.group()
def buyers() -> None:
    """Who bought something, for learning what good leads have in common."""


@buyers.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def import_(file: Path, as_json: bool) -> None:
    """Read who bought when out of a CSV file: a mail address on each line, and beside it the day.

    Only people who are known and agree to be compared are kept; nobody becomes known by it.

    Example: leadgate buyers import orders.csv
    """
    found = importing.import_buyers(file.read_bytes())
    words = f"{found.kept} kept, {found.passed_over} passed over, {found.unreadable} not readable"
    click.echo(json.dumps(asdict(found)) if as_json else words)
