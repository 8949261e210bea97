"""`leadgate letter …`"""

import click

from leadgate.letter_sending import queries
from leadgate.letter_sending.actions import starting, steering
from leadgate.letter_sending.dry_run import DryRun, dry_run
from leadgate.letter_sending.types import CopyState, SendingState
from leadgate.letters import access


@click.group()
def letter() -> None:
    """Letters to those who said yes."""


@letter.command()
@click.argument("slug")
@click.option("--dry-run", "is_dry", is_flag=True, help="Only say who would get it, and why others not.")
def send(slug: str, is_dry: bool) -> None:
    """Send a letter to everybody who agrees to its purpose.

    Example: leadgate letter send june --dry-run
    """
    found = access.letter_named(slug)
    if is_dry:
        _tell(dry_run(found))
        return
    state = starting.start(found.id)
    waits = state is SendingState.APPROVAL
    click.echo("It waits for a second person's yes." if waits else "It is on its way; the workers send it.")


def _tell(tried: DryRun) -> None:
    reach = tried.reach
    click.echo(f"{reach.reached} of {reach.fit} would get it.")
    for count, why in (
        (reach.do_not_agree, "do not agree, or no longer"),
        (reach.paused, "paused"),
        (reach.bounced, "letters come back"),
        (reach.left_alone, "asked to be left alone"),
        (reach.have_asked, "an open privacy request"),
    ):
        if count:
            click.echo(f"  {count}: {why}")
    if tried.lacking:
        click.echo(f"Of {tried.lacking} something is not known that it says: it would not leave.")


@letter.command()
@click.argument("slug")
def stop(slug: str) -> None:
    """Let nothing more of a letter leave, ever.

    Example: leadgate letter stop june
    """
    found = access.letter_named(slug)
    steering.stop(found.id)
    left = queries.counted(found.id).get(CopyState.SENT, 0)
    click.echo(f"Stopped; {left} copies had left.")
