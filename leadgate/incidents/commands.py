"""`leadgate incident …`"""

import json

import click

from leadgate.foundation.web.command_text import TypedText
from leadgate.incidents import queries, standing
from leadgate.incidents.actions import planting, watching


@click.group()
def incident() -> None:
    """Breaches: what was noticed, the register with its 72 hours, and the records nobody should touch."""


@incident.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_incidents(as_json: bool) -> None:
    """List open alerts and incidents, with the hours that are left to tell the authority.

    Example: leadgate incident list
    """
    alerts, found = queries.open_alerts(), queries.open_incidents()
    hours = {one.id: int(standing.left(one).total_seconds() // 3600) for one in found}
    if as_json:
        shown = [{"id": str(one.id), "title": one.title, "hours_left": hours[one.id]} for one in found]
        noticed = [
            {"id": str(one.id), "rule": one.rule, "at": one.at.isoformat(), "count": one.count} for one in alerts
        ]
        click.echo(json.dumps({"alerts": noticed, "incidents": shown}))
        return
    for one in alerts:
        click.echo(f"{one.at:%Y-%m-%d %H:%M}  noticed  {one.rule} ({one.count})")
    for row in found:
        state = "authority told" if row.authority_told_at else f"{hours[row.id]} hours left"
        click.echo(f"{row.aware_at:%Y-%m-%d %H:%M}  incident  {row.title}  {state}")
    click.echo(f"{len(alerts)} alerts, {len(found)} open incidents.")


@incident.command()
def watch() -> None:
    """Look now for what should not happen; the clock does it every five minutes.

    Example: leadgate incident watch
    """
    click.echo(f"{watching.watch()} new alerts.")


@incident.command()
@click.argument("email")
@click.option(
    "--title", type=TypedText(200), default="Customers (archive)", show_default=True, help="What the list is called."
)
def plant(email: str, title: str) -> None:
    """Plant a honey record: a list nobody has a reason to open, with a mailbox of your own on it.

    Example: leadgate incident plant canary-7@example.org
    """
    click.echo(f"Planted as {planting.plant(email, title, by=None)}. Take it away with leadgate privacy erase {email}")
