"""`leadgate witness`"""

from pathlib import Path

import click

from leadgate.foundation import clock
from leadgate.foundation.calling.errors import CallFailed
from leadgate.verifier.notes import is_name
from leadgate.verifier.reading import Unreadable
from leadgate.witness.errors import NotHandedIn
from leadgate.witness.folder import FIRST_NAME, FolderMemory
from leadgate.witness.pulling import PublishedLog, pull
from leadgate.witness.server import WitnessServer
from leadgate.witness.watching import Watched, watched_in


class LogParameter(click.ParamType[str]):
    """A log: its verifier key, before it the origin and a space where it is called otherwise."""

    name = "log"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The same text, once it is found to be one."""
        try:
            watched_in([value])
        except Unreadable as damage:
            self.fail(f"{value!r} is no log. {damage}", param, ctx)
        return value


class AddressParameter(click.ParamType[PublishedLog]):
    """Where a log publishes itself."""

    name = "log-url"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> PublishedLog:
        """The log at that address."""
        try:
            return PublishedLog.of(value)
        except CallFailed as refusal:
            self.fail(f"{value!r} is no address of a leadgate: https, or http on this machine. {refusal}", param, ctx)


def _name(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is None or is_name(value):
        return value
    raise click.BadParameter(f"{value!r} is no name of a key: ASCII without spaces and plus.")


@click.command()
@click.argument("log_url", type=AddressParameter(), required=False)
@click.option("--state", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of its own.")
@click.option(
    "--log",
    "logs",
    type=LogParameter(),
    multiple=True,
    help="Verifier key of a log; with LOG-URL the key it has to have, instead of the first that is seen.",
)
@click.option("--name", callback=_name, help=f"What it is called, for good; {FIRST_NAME} when it is not said.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where it answers, without LOG-URL.")
@click.option("--port", default=8900, show_default=True, type=click.IntRange(0, 65535))
def witness(
    log_url: PublishedLog | None, state: Path, logs: tuple[str, ...], name: str | None, host: str, port: int
) -> None:
    """Cosign the checkpoints of logs that only grew; on any machine, without an installation.

    With LOG-URL: fetch the newest checkpoint of that leadgate, cosign it, print it, hand it in and end; for cron.
    Without: answer logs that hand theirs in (C2SP tlog-witness), until Ctrl-C.

    Keep the folder: a witness that forgets what it has seen must take a new key.

    Example: leadgate witness https://guides.example.org --state ~/witness

    Example: leadgate witness --state ~/witness --log "$(curl https://guides.example.org/.well-known/leadgate-log/key)"
    """
    if log_url:
        _pull(log_url, state, logs, name)
    elif logs:
        _serve(state, logs, name, (host, port))
    else:
        raise click.UsageError("Name the LOG-URL to fetch from, or with --log whose checkpoints are taken.")


def _pull(log: PublishedLog, state: Path, named: tuple[str, ...], name: str | None) -> None:
    if len(named) > 1 or any(" " in key for key in named):
        raise click.UsageError("With LOG-URL, --log is one verifier key.")
    memory = FolderMemory(state)
    signer = memory.signer(name)
    pulled = pull(log, next(iter(named), None), memory, signer, clock.now())
    if pulled.is_first:
        click.echo(f"From now on {log.address} is believed under the key {pulled.log_key} alone.", err=True)
        click.echo(f"The witness is {signer.verifier_key}", err=True)
    click.echo(pulled.note, nl=False)
    try:
        log.hand_in(pulled.note)
    except NotHandedIn as refusal:
        click.echo(str(refusal), err=True)


def _serve(state: Path, logs: tuple[str, ...], name: str | None, at: tuple[str, int]) -> None:
    watched: Watched = watched_in(logs)
    memory = FolderMemory(state)
    signer = memory.signer(name)
    with WitnessServer(at, memory, signer, watched) as server:
        try:
            click.echo(f"Witness {signer.verifier_key} answers at http://{at[0]}:{server.server_port}/add-checkpoint")
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("The witness has ended.", err=True)
