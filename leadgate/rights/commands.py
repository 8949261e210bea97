"""`leadgate privacy …`"""

import json
from contextlib import suppress
from typing import Any
from uuid import UUID

import click

from leadgate.erasure.actions import certifying, erasing
from leadgate.erasure.errors import UnknownPerson
from leadgate.erasure.queries import Progress, progress_of
from leadgate.erasure.types import Why
from leadgate.foundation.background import outbox
from leadgate.foundation.files.store_errors import StorageFull, StoreSilent
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.privacy.erasure_engine import kin_of
from leadgate.people import queries as people
from leadgate.rights import queries
from leadgate.rights.actions import fulfilling
from leadgate.rights.errors import UnknownRequest
from leadgate.verifier.reading import written


@click.group()
def privacy() -> None:
    """Privacy requests, and an operator's erasure."""


@privacy.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_requests(as_json: bool) -> None:
    """List open privacy requests, soonest due first.

    Example: leadgate privacy list
    """
    found = [_told(one) for one in queries.open_requests()]
    if as_json:
        click.echo(json.dumps(found))
        return
    for one in found:
        left = "" if one["days_left"] is None else f"{one['days_left']} days left" if one["days_left"] >= 0 else "LATE"
        click.echo(f"{one['id']}  {one['right']:<12} {one['state']:<10} received {one['received']}  {left}")
    click.echo(f"{len(found)} open requests.")


def _told(one: queries.RequestShown) -> dict[str, Any]:
    return {
        "id": str(one.row.id),
        "right": str(one.row.right),
        "state": str(one.row.state),
        "mandated": one.row.is_mandated,
        "received": f"{one.row.received_at:%Y-%m-%d}",
        "days_left": one.days_left,
    }


@privacy.command()
@click.argument("number", type=click.UUID)
@click.option("--json", "as_json", is_flag=True)
def show(number: UUID, as_json: bool) -> None:
    """Show one request: its dates, each with the rule it comes from, and every step; what people wrote stays sealed.

    Example: leadgate privacy show 0197c1f0-6f0e-7cc2-a5b1-000000000000
    """
    found = queries.request(number, opened=False)
    if found is None:
        raise UnknownRequest
    dates = [{"due": str(one.due), "duty": str(one.duty), "rule": one.rule} for one in found.deadlines]
    steps = [{"at": f"{one.at:%Y-%m-%d %H:%M}", "what": one.what} for one in found.steps]
    if as_json:
        click.echo(json.dumps(_told(found) | {"deadlines": dates, "steps": steps}))
        return
    click.echo("  ".join(f"{name}: {value}" for name, value in _told(found).items()))
    for date in dates:
        click.echo(f"  by {date['due']}  {date['duty']:<12} {date['rule']}")
    for step in steps:
        click.echo(f"  {step['at']}  {step['what']}")


@privacy.command()
@click.argument("number", type=click.UUID)
@click.option("--words", default="", help="What the person reads on the request's page.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def fulfil(number: UUID, words: str, yes: bool) -> None:
    """Do what a request asks for and close it, as the button of the office does, and by the same rules.

    Example: leadgate privacy fulfil 0197c1f0-6f0e-7cc2-a5b1-000000000000 --words "Your name is corrected."
    """
    found = queries.request(number, opened=False)
    if found is None:
        raise UnknownRequest
    if not yes:
        click.confirm(f"It is done now: {found.row.right}. Go on?", abort=True)
    fulfilling.fulfil(number, by=None, words=words)
    click.echo("Done, and closed.")


@privacy.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True, help="Print the certificate.")
def erase(email: str, yes: bool, as_json: bool) -> None:
    """Erase everything kept of a person, for good; who is not known here is no success.

    Example: leadgate privacy erase ada@example.org
    """
    address = parsed(email)
    known, index = people.person_with(address), people.index_of(address)
    if known is None and not kin_of([index]):
        raise UnknownPerson
    if not yes:
        click.confirm(
            f"Everything kept of {address.typed} is destroyed, and no backup brings it back. Go on?", abort=True
        )
    erasure = erasing.erase(*([known.id] if known else []), why=Why.COMMAND, addresses=[index])
    with suppress(outbox.Postponed, certifying.StillThere, StoreSilent, StorageFull):  # a worker goes on with it
        certifying.finish(str(erasure))
    progress = progress_of(erasure)
    assert progress is not None
    if not as_json:
        click.echo(_how_far(progress))
    elif progress.erasure.certificate:
        click.echo(written(progress.erasure.certificate), nl=False)  # to the byte: another spelling verifies no more
    else:
        click.echo(f"There is no certificate yet. {_how_far(progress)}", err=True)


def _how_far(progress: Progress) -> str:
    number = progress.erasure.id
    if progress.erasure.finished_at:
        return f"Erased. Certificate {number}."
    if progress.held:
        return f"Erased, but for what a legal hold keeps; see `leadgate hold list`. Erasure {number}."
    return (
        f"Not finished: keys and rows are gone, but not everything was emptied and searched yet. A worker goes on with "
        f"it; is one running? (`leadgate doctor`) Erasure {number}."
    )
