"""`leadgate leads export`"""

from collections.abc import Sequence
from pathlib import Path

import click

from leadgate.foundation import languages
from leadgate.lead_exports.columns import USUAL, columns
from leadgate.lead_exports.errors import NobodyMayTake, NoColumns
from leadgate.lead_exports.files import WRITERS
from leadgate.lead_exports.room import EXPORT
from leadgate.lead_exports.taking import Taker
from leadgate.lead_exports.taking import take as taken
from leadgate.leads.choosing import choice_in, facets
from leadgate.staff import queries as staff


@click.command("export")
@click.option("--purpose", required=True, help="What for: the slug; only who agrees to it now is in the file.")
@click.option("--by", "email", required=True, help="The account that takes it: it stands on each person's page.")
@click.option("--out", type=click.Path(file_okay=False, exists=True, path_type=Path), default=".", help="Which folder.")
@click.option("--column", "names", multiple=True, default=USUAL, show_default=True)
@click.option(
    "--only", multiple=True, metavar="NAME=VALUE", help="Who, as the address of a list in the studio says it."
)
@click.option("--format", "kind", type=click.Choice([*WRITERS]), default="csv", show_default=True)
def take(purpose: str, email: str, out: Path, names: Sequence[str], only: Sequence[str], kind: str) -> None:
    """Export leads as a file; prints where it is.

    That it was taken is on the record and on the page of each person in it; every line ends with a mark by which it is
    known from which file it was taken.

    Example: leadgate leads export --purpose newsletter --by maria@example.org --only since=2026-01-01
    """
    here = (one for one in staff.accounts() if one.disabled_at is None and one.role in EXPORT.roles)
    by = next((one for one in here if one.email == email.strip().lower()), None)
    if by is None:
        raise NobodyMayTake
    if not set(names) <= columns().keys():
        raise NoColumns
    choice = choice_in(dict(one.partition("=")[::2] for one in only), facets(languages.of_request()))
    file = taken(choice, purpose, names, kind, by=Taker(by.id, by.role))
    with (out / file.name).open("xb") as written:
        written.writelines(file.body)
    click.echo(out / file.name)
