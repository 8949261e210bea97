"""The `leadgate` command: what runs the house, and what its rooms declare."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, cached_property
from importlib import import_module
from typing import Any

import click

import config
from leadgate.failures import said_of
from leadgate.foundation.configuration.errors import WrongSetting
from leadgate.foundation.errors import Refusal
from leadgate.foundation.files.privacy import OTHERS
from leadgate.foundation.house.assembly import House, assemble
from leadgate.foundation.house.loading import collect_again
from leadgate.foundation.house.rooms import Command, OnNew, UnfinishedRoom
from leadgate.foundation.settings import Settings
from leadgate.rooms import ROOMS
from leadgate.starting import refuse_another_master_key, settings_for

PLATFORM = {
    "up": Command(
        "running.commands:up", "Run everything in one: web, worker and clock; Ctrl-C stops all of it.", alone=True
    ),
    "web": Command("running.commands:web", "Run the web server alone.", alone=True),
    "worker": Command("running.commands:worker", "Run the worker alone.", alone=True),
    "beat": Command("running.commands:beat", "Run the clock alone.", alone=True),
    "migrate": Command(
        "operating:migrate", "Bring the database to this version; also done by `up`.", on_new=OnNew.MAKES_KEYS
    ),
    "config": Command(
        "settings_command:show", "Show the settings that are in force, and where they were given.", alone=True
    ),
    "seed": Command("seeding:seed", "Fill an empty installation with made-up people, to try and to measure."),
}
"""What belongs to running the house as a whole; every other command is some room's."""


@cache
def _house() -> House:
    """The house whose commands these are, which is looked at once however many of them are run."""
    return assemble(ROOMS)


class Leadgate(click.Group):
    """Loads a room's commands only when one of them is called, and says every refusal in one line."""

    def list_commands(self, _ctx: click.Context | None) -> list[str]:
        """The names: those of the house, then the rooms' in their order; what rooms share once."""
        return list(dict.fromkeys(name.partition(" ")[0] for name in self.known))

    def get_command(self, _ctx: click.Context | None, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; a group where rooms have commands below one word.

        Where that word is a room's own group, what rooms above it have below the word stands among its commands.
        """
        names = {name.partition(" ")[2]: name for name in self.known if name.startswith(f"{cmd_name} ")}
        below = {word: self._imported(name) for word, name in names.items()}
        if cmd_name not in self.known:
            about = " ".join(self.known[name][1].about for name in names.values())
            return click.Group(cmd_name, below, help=about) if below else None
        own = self._imported(cmd_name)
        return click.Group(cmd_name, {**own.commands, **below}, help=own.help) if isinstance(own, click.Group) else own

    def _imported(self, name: str) -> click.Command:
        module, _, attribute = self.known[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def declared(self, word: str) -> Command | None:
        """What is declared of the command that begins with a word; those below one word declare the same."""
        return next((known for name, (_at, known) in self.known.items() if name.partition(" ")[0] == word), None)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands by the lines their rooms declare, importing none of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.about) for name, (_module, command) in self.known.items()])

    @cached_property
    def known(self) -> dict[str, tuple[str, Command]]:
        """Every command: where it is, and what is declared of it."""
        platform = {name: (f"leadgate.{command.ref}", command) for name, command in PLATFORM.items()}
        declared = _house().commands.items()
        rooms = {name: (f"leadgate.{room.name}.{command.ref}", command) for name, (room, command) in declared}
        return platform | rooms

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; refusals end it with one line and status 1."""
        try:
            return super().invoke(ctx)
        except (Refusal, WrongSetting, UnfinishedRoom) as refusal:
            sentence = str(refusal)
        except Exception as trouble:
            if not (said := said_of(trouble)):
                raise
            sentence = said
        click.echo(sentence, err=True)
        sys.exit(1)


def _as_reached(settings: Settings) -> Settings:
    """The settings with the address at which a `leadgate up` on the same folder listens, where none is set."""
    from leadgate.foundation.background.members import family_in, is_taken

    family = family_in(settings.data_dir)
    if family is None or not family.address.startswith("http") or config.reading().is_given("LEADGATE_BASE_URL"):
        return settings
    return replace(settings, base_url=family.address) if is_taken(settings.data_dir) else settings


@contextmanager
def _installation(command: Command) -> Iterator[None]:
    from leadgate.app import create_app
    from leadgate.foundation.background.broker import waker
    from leadgate.foundation.background.running_mark import alone, held
    from leadgate.foundation.installation import Installation

    at_work = alone if command.exclusive else held
    with settings_for(command.on_new) as settings, at_work(settings.data_dir):
        here = Installation.built_from(_as_reached(settings), _house())
        here.wake_workers = waker(here.settings)
        with create_app(here).app_context(), here.opened():
            if not command.under_any_key:
                refuse_another_master_key(here.vault)
            yield


@click.command(cls=Leadgate, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="leadgate")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Gated content with provable consent."""
    os.umask(OTHERS)  # whatever a command or a process it starts writes is for this account alone
    command = main.declared(ctx.invoked_subcommand or "")
    if command and not command.alone and not {"-h", "--help"} & set(sys.argv):
        ctx.with_resource(_installation(command))
    collect_again()
