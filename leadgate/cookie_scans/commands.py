"""`leadgate cookies scan`."""

import json
from typing import Any
from uuid import UUID

import click
import msgspec

from leadgate.cookie_scans import asked, queries
from leadgate.cookie_scans.models import CookieScan
from leadgate.cookie_scans.queries import FoundLine
from leadgate.cookie_scans.types import Phase

NEW, LEAK = "new", "leak"


@click.command()
@click.argument("site")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option(
    "--fail-on",
    type=click.Choice([NEW, LEAK]),
    help="Status 1 where something is there before a visitor's yes: `new` that no description names, `leak` that may "
    "not be, named or not.",
)
@click.pass_context
def scan(context: click.Context, site: str, as_json: bool, fail_on: str | None) -> None:
    """Look at a site: what it stores and whom it reaches, before and after the answer, and by which script.

    Example: leadgate cookies scan shop --fail-on new
    """
    scan_id = asked.look(site, by=None)
    found, done = _lines(scan_id)
    if as_json:
        _print_json(site, done, found)
    else:
        _print(done, found)
    bad = [one for one in found if one.leaking and (fail_on == LEAK or not one.purpose)]
    if fail_on and bad:
        context.exit(1)


def _lines(scan_id: UUID) -> tuple[list[FoundLine], CookieScan]:
    done = queries.get(scan_id)
    return queries.lines(scan_id, queries.judge_of(done.site_id)), done


def _print_json(slug: str, done: CookieScan, found: list[FoundLine]) -> None:
    told = {"scan": str(done.id), "state": str(done.state), "asked": done.asked, "pages": done.pages}
    undeclared = msgspec.to_builtins(queries.found_for(slug))
    whole = {**told, "found": [_as_json(one) for one in found], "undeclared": undeclared}
    click.echo(json.dumps(whole, ensure_ascii=False, indent=2))


def _as_json(one: FoundLine) -> dict[str, Any]:
    plain = ("kind", "name", "host", "third", "days", "flags", "set_how", "setter", "service", "company", "category")
    told = {name: getattr(one.first, name) for name in plain}
    phases = {"phases": [each for each in Phase if each in one.phases]}
    return told | phases | {"purpose": one.purpose, "leaks": [each for each in Phase if each in one.leaking]}


def _print(done: CookieScan, found: list[FoundLine]) -> None:
    click.echo(f"{len(done.pages)} pages; {done.state}")
    if not done.asked:
        click.echo("No banner of ours was seen there, so nothing was refused or accepted.")
    for one in found:
        mark = "LEAK" if one.leaking else "new " if not one.purpose else "ok  "
        phases = "/".join(str(each) for each in Phase if each in one.phases)
        whose = one.first.service or one.first.company or "unknown"
        click.echo(
            f"{mark} {one.first.kind} {one.first.name} ({one.first.host})  {phases}  {one.purpose or 'not declared'}  "
            f"{whose}  by {one.first.setter or 'unknown'}"
        )
