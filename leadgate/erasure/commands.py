"""`leadgate hold …`"""

import json
from uuid import UUID

import click

from leadgate.erasure import holds, queries
from leadgate.erasure.actions import holding
from leadgate.erasure.errors import UnknownPerson
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.web.command_text import TypedText
from leadgate.people import queries as people


def person_with(email: str) -> UUID:
    """The id of the person with this address.

    Raises:
        UnknownPerson: there is none, or they were erased.
    """
    found = people.person_with(parsed(email))
    if found is None:
        raise UnknownPerson
    return found.id


@click.group()
def hold() -> None:
    """Legal holds: what must not be destroyed while a law requires it."""


@hold.command()
@click.argument("email")
@click.option("--reason", type=TypedText(2_000), required=True, help="Which claim or duty; only the officer sees it.")
@click.option(
    "--kind", default=holds.EVERYTHING, help="One kind of data (see `leadgate hold kinds`); everything when missing."
)
@click.option("--row", type=click.UUID, help="One row of that kind.")
@click.option("--json", "as_json", is_flag=True)
def add(email: str, reason: str, kind: str, row: UUID | None, as_json: bool) -> None:
    """Keep a person's data, or one kind of it, from erasure and expiry until the hold is lifted.

    Example: leadgate hold add ada@example.org --kind download --reason "claim 12/2026"
    """
    number = holding.hold(person_with(email), reason, kind=kind, row=row)
    click.echo(json.dumps({"hold": str(number)}) if as_json else f"Held as {number}. It is asked about in 180 days.")


@hold.command()
@click.argument("number", type=click.UUID)
def lift(number: UUID) -> None:
    """Lift a hold; an erasure it had stopped goes on by itself.

    Example: leadgate hold lift 0197c1f0-6f0e-7cc2-a5b1-000000000000
    """
    holding.lift(number)
    click.echo("Lifted. What it had stopped goes on by itself.")


@hold.command("list")
@click.option("--all", "every", is_flag=True, help="Lifted ones too.")
@click.option("--json", "as_json", is_flag=True)
def list_holds(every: bool, as_json: bool) -> None:
    """List the holds: what each keeps, why, since when, and whether it stops an erasure.

    Example: leadgate hold list
    """
    found = queries.holds(only_active=not every)
    if as_json:
        click.echo(json.dumps([{**_as_dict(one), "reason": one.reason} for one in found]))
        return
    for one in found:
        state = "lifted" if one.lifted_at else "STOPS AN ERASURE" if one.stops_erasure else "active"
        click.echo(f"{one.id}  {one.placed_at:%Y-%m-%d}  {one.kind}  {state}  {one.reason or '(the person is gone)'}")
    click.echo(f"{len(found)} holds.")


def _as_dict(one: queries.HoldShown) -> dict[str, object]:
    return {
        "id": str(one.id),
        "kind": one.kind,
        "placed_at": one.placed_at.isoformat(),
        "review_at": one.review_at.isoformat(),
        "lifted_at": one.lifted_at.isoformat() if one.lifted_at else None,
        "stops_erasure": one.stops_erasure,
    }


@hold.command()
def kinds() -> None:
    """List the kinds of data a hold can name.

    Example: leadgate hold kinds
    """
    for name in holds.can_be_held():
        click.echo(name)
