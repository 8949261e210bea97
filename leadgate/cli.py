"""The `leadgate` command: one line per room."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

import click

import config
from leadgate.foundation.errors import Refusal

ROOMS = {
    "up": "leadgate.running:up",
    "web": "leadgate.running:web",
    "worker": "leadgate.running:worker",
    "beat": "leadgate.running:beat",
    "migrate": "leadgate.operating:migrate",
    "doctor": "leadgate.operating:doctor",
    "outbox": "leadgate.operating:outbox_commands",
    "backup": "leadgate.backup.commands:backup",
    "restore": "leadgate.backup.commands:restore",
    "keys": "leadgate.key_commands:keys",
    "seed": "leadgate.seeding:seed",
    "staff": "leadgate.staff.commands:staff",
    "purpose": "leadgate.consent.commands:purpose",
    "consent": "leadgate.consent.commands:consent",
    "ledger": "leadgate.consent.ledger_commands:ledger",
    "retention": "leadgate.retention.commands:retention",
    "bundle": "leadgate.bundle.commands:bundle",
    "hold": "leadgate.erasure.commands:hold",
    "processor": "leadgate.erasure.commands:processor",
    "incident": "leadgate.incidents.commands:incident",
    "privacy": "leadgate.rights.commands:privacy",
    "group": "leadgate.groups.commands:group",
    "survey": "leadgate.surveys.commands:survey",
    "buyers": "leadgate.profiles.commands:buyers",
    "asset": "leadgate.assets.commands:asset",
}
ALONE = {"up", "web", "worker", "beat"}
"""Those that only start other processes, and should stay small."""


class Leadgate(click.Group):
    """Loads a room's commands only when one of them is called, and says every refusal in one line."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names, in the order above."""
        return list(ROOMS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in ROOMS:
            return None
        module, _, name = ROOMS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; refusals end it with one line and status 1."""
        try:
            return super().invoke(ctx)
        except (Refusal, config.WrongSetting) as refusal:
            sentence = str(refusal)
        click.echo(sentence, err=True)
        sys.exit(1)


@contextmanager
def _installation() -> Iterator[None]:
    from leadgate.app import create_app
    from leadgate.foundation.broker import nudger
    from leadgate.foundation.installation import Installation

    here = Installation.built_from(config.load())
    here.nudge = nudger(here.settings)
    with create_app(here).app_context(), here.opened():
        yield


@click.command(cls=Leadgate, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="leadgate")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Gated content with provable consent."""
    if ctx.invoked_subcommand not in ALONE and not {"-h", "--help"} & set(sys.argv):
        ctx.with_resource(_installation())
