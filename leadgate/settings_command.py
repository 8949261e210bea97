"""Showing the settings: what is in force, where it was given, and what cannot be used."""

import json
import sys
from collections.abc import Iterator
from textwrap import shorten

import click
from rich.console import Console
from rich.table import Table

import config
from leadgate.foundation.configuration import sealing
from leadgate.foundation.configuration.errors import WrongSetting
from leadgate.foundation.configuration.given import GivenVariable
from leadgate.foundation.configuration.reading import DEFAULT, Reading
from leadgate.foundation.configuration.servers import without_password

MOST_SHOWN = 200


@click.command("config")
@click.option("--json", "as_json", is_flag=True)
def show(as_json: bool) -> None:
    """Show every setting that is in force and where it was given; passwords and keys stay hidden.

    Example: leadgate config
    """
    settings = config.reading()
    in_force = settings.in_force | _chosen(settings)
    shown = {name: given._replace(text=_shown(settings, name, given)) for name, given in in_force.items()}
    if as_json:
        click.echo(json.dumps({name: {"value": given.text, "from": given.place} for name, given in shown.items()}))
    else:
        _print(shown)
        for note in _notes(settings):
            click.echo(note)
    try:
        config.load()
    except config.MissingKey:
        return  # where there is no installation yet
    except WrongSetting as wrong:
        click.echo(str(wrong), err=True)
        sys.exit(1)


def _chosen(settings: Reading) -> dict[str, GivenVariable]:
    """What was chosen in the studio, where there is one already and its database answers."""
    from sqlalchemy.exc import SQLAlchemyError

    from leadgate.foundation.databases.revisions import is_absent
    from leadgate.foundation.db import Database

    try:
        url = config.load().database_url
        if is_absent(url):
            return {}
        from leadgate.site_settings import queries

        database = Database(url)
        with database.opened():
            chosen = queries.chosen()
        database.dispose()
    except (WrongSetting, SQLAlchemyError):
        return {}
    places = {name: f"the studio, {one.at:%Y-%m-%d}{one.who and f', {one.who}'}" for name, one in chosen.items()}
    given = {name for name in chosen if name in settings.texts and settings.is_given(name)}
    return {name: GivenVariable(one.text, places[name]) for name, one in chosen.items() if name not in given}


def _shown(settings: Reading, name: str, given: GivenVariable) -> str:
    if name in config.KEYS and given.place == DEFAULT:
        return f"kept in {settings.data_dir / config.KEYS[name]}"
    if name in config.SECRETS or given.text.startswith(sealing.BEGINS):
        return f"set, {len(given.text)} characters" if given.text else ""
    if name == "LEADGATE_DATA_DIR":
        return str(settings.data_dir)
    text = shorten(given.text, MOST_SHOWN, placeholder="…")
    return without_password(text) if "://" in text else text


def _print(shown: dict[str, GivenVariable]) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    for name, given in shown.items():
        table.add_row(name, given.text or "—", "" if given.place == DEFAULT else f"({given.place})")
    Console(soft_wrap=True, highlight=False, markup=False, width=None if sys.stdout.isatty() else 200).print(table)


def _notes(settings: Reading) -> Iterator[str]:
    if theirs := [name for name in settings.of_others if name.startswith(config.THE_STORES)]:
        yield f"Handed on to the store: {', '.join(theirs)}."
    if rest := [name for name in settings.of_others if not name.startswith(config.THE_STORES)]:
        yield f"In the file, and no settings of leadgate: {', '.join(rest)}."
