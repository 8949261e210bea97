"""`leadgate retention …`"""

import json
from datetime import datetime

import click

from leadgate.foundation import clock
from leadgate.foundation.local_time import day_of
from leadgate.foundation.web.command_text import TypedText
from leadgate.retention import forecast
from leadgate.retention.actions import choosing, sweeping
from leadgate.retention.rules import in_force

MONTHS = 12
WIDEST = 40


@click.group()
def retention() -> None:
    """How long things are kept."""


@retention.command()
@click.option("--dry-run", is_flag=True, help="Count what is due; touch nothing.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="As if it were this day.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--json", "as_json", is_flag=True)
def run(dry_run: bool, as_of: datetime | None, yes: bool, as_json: bool) -> None:
    """Take what is due, rule by rule; with --dry-run only count it, with --as-of up to a day to come.

    Example: leadgate retention run --dry-run --as-of 2027-11-24
    """
    at = forecast.end_of(as_of.date()) if as_of else clock.now()
    if dry_run:
        _show(at, as_json=as_json, months=as_of is not None)
        return
    ahead = at > clock.now()
    if ahead and not yes:
        click.confirm(
            f"Everything that would be gone by {at:%Y-%m-%d} goes now, and nobody is warned. Go on?", abort=True
        )
    swept = list(sweeping.sweep(at, unwarned=ahead, approved=yes))
    if as_json:
        click.echo(json.dumps([{"rule": one.rule, "taken": one.taken, "waits": one.waits} for one in swept]))
        return
    for one in swept:
        waits = "  waits: unusually much is due; look at it, then run again with --yes" if one.waits else ""
        click.echo(f"{one.taken:>9,}  {one.rule}{waits}")


def _show(at: datetime, *, as_json: bool, months: bool) -> None:
    due = forecast.due_by(at)
    if as_json:
        click.echo(
            json.dumps([{"rule": one.rule.rule.name, "due": one.rows, "does": one.rule.rule.does} for one in due])
        )
        return
    for one in due:
        kept = (
            f"{one.rule.lifetime.days} days after {one.rule.rule.event}"
            if one.rule.lifetime
            else str(one.rule.rule.event)
        )
        click.echo(f"{one.rows:>9,}  {one.rule.rule.name:<24} {one.rule.rule.does:<14} kept {kept}")
    if months:
        _plot(at)


def _plot(at: datetime) -> None:
    """How the total grows until then, a bar per step."""
    days = forecast.days_ahead(day_of(at), MONTHS)
    totals = [sum(one.rows for one in forecast.due_by(forecast.end_of(day))) for day in days]
    most = max([*totals, 1])
    click.echo("")
    for day, total in zip(days, totals, strict=True):
        click.echo(f"{day:%Y-%m-%d}  {'█' * round(WIDEST * total / most):<{WIDEST}}  {total:,} gone")


@retention.command()
@click.option("--json", "as_json", is_flag=True)
def rules(as_json: bool) -> None:
    """List the rules: what is kept, how long, from when on, and why.

    Example: leadgate retention rules
    """
    found = in_force()
    if as_json:
        click.echo(
            json.dumps([{"rule": one.rule.name, "days": one.lifetime.days, "does": one.rule.does} for one in found])
        )
        return
    for one in found:
        kept = f"{one.lifetime.days} days after {one.rule.event}" if one.lifetime else str(one.rule.event)
        click.echo(f"{one.rule.name:<24} {one.rule.does:<14} {kept}\n{'':<24} {one.reason}".rstrip())


@retention.command("set")
@click.argument("rule")
@click.argument("days", type=int)
@click.option("--reason", type=TypedText(300), required=True)
def set_days(rule: str, days: int, reason: str) -> None:
    """Keep one kind of data for so many days from now on.

    Example: leadgate retention set person/inactive 365 --reason "one season"
    """
    choosing.choose(rule, days, reason, by=None)
    click.echo(f"{rule}: {days} days. What is older goes with the next sweep.")
