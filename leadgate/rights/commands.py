"""`leadgate privacy …`"""

import json

import click

from leadgate.erasure.actions import certifying, erasing
from leadgate.erasure.models import Why
from leadgate.erasure.queries import progress_of
from leadgate.people import queries as people
from leadgate.people.addresses import parsed


@click.group()
def privacy() -> None:
    """Privacy requests, and an operator's erasure."""


@privacy.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print the certificate.")
def erase(email: str, yes: bool, as_json: bool) -> None:
    """Erase everything kept of a person, for good; finding nothing is a success.

    Example: leadgate privacy erase ada@example.org
    """
    address = parsed(email)
    if not yes:
        click.confirm(
            f"Everything kept of {address.typed} is destroyed, and no backup brings it back. Go on?", abort=True
        )
    known = people.person_with(address)
    mine = [known.id] if known else []
    erasure = erasing.erase(*mine, why=Why.COMMAND, addresses=[people.index_of(address)])
    certifying.finish(str(erasure))
    progress = progress_of(erasure)
    assert progress is not None
    if as_json:
        click.echo(json.dumps(progress.erasure.certificate))
    elif progress.erasure.finished_at:
        click.echo(f"Erased. Certificate {erasure}.")
    else:
        click.echo(f"Erased, but for what a legal hold keeps; see `leadgate hold list`. Erasure {erasure}.")
