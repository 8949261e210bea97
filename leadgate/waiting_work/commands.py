"""`leadgate outbox …`"""

import json
from uuid import UUID

import click

from leadgate.foundation.background import backlog


@click.group()
def outbox() -> None:
    """Work that was given up after many tries, and waits until somebody looks."""


@outbox.command()
@click.option("--json", "as_json", is_flag=True)
def dead(as_json: bool) -> None:
    """List the dead letters: what each was for, how often it was tried, and the kind of its last error.

    Example: leadgate outbox dead
    """
    found = [
        {"id": str(one.id), "kind": one.kind, "attempts": one.attempts, "trouble": one.trouble, "at": str(one.dead_at)}
        for one in backlog.dead_letters()
    ]
    if as_json:
        click.echo(json.dumps(found))
        return
    for one in found:
        click.echo("  ".join(str(value) for value in one.values()))
    click.echo(f"{len(found)} dead letters.")


@outbox.command()
@click.argument("ids", nargs=-1, type=click.UUID)
def retry(ids: tuple[UUID, ...]) -> None:
    """Try dead letters again from the start; all that were not refused for good when none is named.

    Example: leadgate outbox retry
    """
    click.echo(f"{backlog.revive(*(ids or _all_dead()))} will be tried again.")


@outbox.command()
@click.argument("ids", nargs=-1, type=click.UUID, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
def drop(ids: tuple[UUID, ...], yes: bool) -> None:
    """Give dead letters up for good.

    Example: leadgate outbox drop 0197c1f0-6f0e-7cc2-a5b1-000000000000
    """
    if not yes:
        click.confirm(f"What {len(ids)} of them should have done will never happen. Go on?", abort=True)
    click.echo(f"{backlog.drop(*ids)} dropped.")


def _all_dead() -> list[UUID]:
    return [one.id for one in backlog.dead_letters() if not one.is_refused]
