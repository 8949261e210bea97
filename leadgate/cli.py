"""The `leadgate` command: what runs the house, and what its rooms declare."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib import import_module
from typing import Any

import click

import config
from leadgate.foundation.errors import Refusal
from leadgate.foundation.files.privacy import OTHERS
from leadgate.foundation.house.assembly import assemble
from leadgate.foundation.house.rooms import Command, OnNew, UnfinishedRoom
from leadgate.foundation.settings import Settings
from leadgate.rooms import ROOMS

PLATFORM = {
    "up": Command("running:up", "Run everything in one: web, worker and clock; Ctrl-C stops all of it.", alone=True),
    "web": Command("running:web", "Run the web server alone.", alone=True),
    "worker": Command("running:worker", "Run the worker alone.", alone=True),
    "beat": Command("running:beat", "Run the clock alone.", alone=True),
    "migrate": Command(
        "operating:migrate", "Bring the database to this version; also done by `up`.", on_new=OnNew.MAKES_KEYS
    ),
    "doctor": Command(
        "operating:doctor", "Check settings, database, broker, mail, storage, keys and clock.", under_any_key=True
    ),
    "outbox": Command("operating:outbox_commands", "Work that was given up after many tries, and waits for you."),
    "seed": Command("seeding:seed", "Fill an empty installation with made-up people, to try and to measure."),
    "bundle": Command("bundle.commands:bundle", "Write everything an auditor needs to check us without us."),
}
"""What belongs to running the house as a whole; every other command is some room's."""


UNDEFINED = {"42P01", "42703"}
"""PostgreSQL: a table, or a column, that is not there."""


class Leadgate(click.Group):
    """Loads a room's commands only when one of them is called, and says every refusal in one line."""

    def list_commands(self, _ctx: click.Context | None) -> list[str]:
        """The names: those of the house, then the rooms' in their order."""
        return list(self.known)

    def get_command(self, _ctx: click.Context | None, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in self.known:
            return None
        module, _, name = self.known[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by the lines their rooms declare, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.about) for name, (_module, command) in self.known.items()])

    @cached_property
    def known(self) -> dict[str, tuple[str, Command]]:
        """Every command: where it is, and what is declared of it."""
        platform = {name: (f"leadgate.{command.ref}", command) for name, command in PLATFORM.items()}
        declared = assemble(ROOMS).commands.items()
        rooms = {name: (f"leadgate.{room.name}.{command.ref}", command) for name, (room, command) in declared}
        return platform | rooms

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; refusals end it with one line and status 1."""
        try:
            return super().invoke(ctx)
        except (Refusal, config.WrongSetting, UnfinishedRoom) as refusal:
            sentence = str(refusal)
        except Exception as trouble:
            if not (said := _said_of(trouble)):
                raise
            sentence = said
        click.echo(sentence, err=True)
        sys.exit(1)


def _said_of(trouble: Exception) -> str | None:
    """What to say of a failure whose reason is the installation, its disk or its database; None of all others."""
    import sqlite3

    from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

    from leadgate.foundation.keys.errors import Tampered

    if isinstance(trouble, Tampered):
        return str(trouble)
    cause = trouble.orig if isinstance(trouble, DBAPIError) else trouble
    state = getattr(cause, "sqlstate", None)
    # Of SQLite's: out of reach, read-only, full, and no database at all; what a statement got wrong is no such thing.
    if type(cause) in (sqlite3.OperationalError, sqlite3.DatabaseError) or state in UNDEFINED:
        return _said_of_database(str(cause).splitlines()[0], state)
    if isinstance(trouble, OperationalError | InterfaceError):
        return _said_of_database(str(cause).splitlines()[0], state)
    if isinstance(trouble, OSError) and trouble.filename:
        return f"{trouble.filename}: {trouble.strerror}. Let this account read and write there; see that there is room."
    return None


def _said_of_database(reason: str, state: str | None) -> str:
    if reason.startswith("no such ") or state in UNDEFINED:
        return "The database has no tables of this version yet; run: leadgate migrate"
    return f"The database cannot be used: {reason}. See that it runs, can be written, and has room on its disk."


def _settings(on_new: OnNew | None) -> Settings:
    try:
        return config.load()
    except config.MissingKey as missing:
        from leadgate.foundation.databases.migrating import is_new

        if on_new and is_new(missing.database_url):
            if on_new is OnNew.MAKES_KEYS:
                return config.load(makes_keys=True)
            return config.load(os.environ | {name: secrets.token_hex(32) for name in config.KEYS})
    return config.load()  # a `migrate` beside us may have made them meanwhile


@contextmanager
def _installation(command: Command) -> Iterator[None]:
    from leadgate.app import create_app
    from leadgate.foundation.background.broker import waker
    from leadgate.foundation.installation import Installation

    here = Installation.built_from(_settings(command.on_new), assemble(ROOMS))
    here.wake_workers = waker(here.settings)
    with create_app(here).app_context(), here.opened():
        if not command.under_any_key:
            _refuse_another_master_key()
        yield


def _refuse_another_master_key() -> None:
    """Refuse before anything is done: under another master key new people would be sealed beside those it cannot open.

    Raises:
        Tampered: the master key in use does not open the keys of this installation.
    """
    from sqlalchemy.exc import DBAPIError

    from leadgate.foundation.db import forget_what_was_read
    from leadgate.foundation.installation import installation
    from leadgate.foundation.keys.errors import NotInstalled

    with suppress(NotInstalled, DBAPIError):  # nothing is sealed yet; what the database says, the command meets, too
        installation().vault.signing_seed()
    forget_what_was_read()


@click.command(cls=Leadgate, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="leadgate")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Gated content with provable consent."""
    os.umask(OTHERS)  # whatever a command or a process it starts writes is for this account alone
    _module, command = main.known.get(ctx.invoked_subcommand or "", ("", None))
    if command and not command.alone and not {"-h", "--help"} & set(sys.argv):
        ctx.with_resource(_installation(command))
