"""`leadgate witness`"""

from pathlib import Path

import click

from leadgate.verifier.reading import Unreadable
from leadgate.witness.folder import FolderMemory
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


@click.command()
@click.option("--state", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of its own.")
@click.option("--log", "logs", type=LogParameter(), multiple=True, required=True, help="Verifier key of a log.")
@click.option("--name", default="witness.localhost", show_default=True, help="What it is called, the first time.")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8900, show_default=True, type=click.IntRange(0, 65535))
def witness(state: Path, logs: tuple[str, ...], name: str, host: str, port: int) -> None:
    """Cosign the checkpoints of logs that only grew (C2SP tlog-witness); Ctrl-C ends it.

    Keep the folder: a witness that forgets what it has seen must take a new key.

    Example: leadgate witness --state ~/witness --log "$(curl https://guides.example.org/.well-known/leadgate-log/key)"
    """
    watched: Watched = watched_in(logs)
    memory = FolderMemory(state)
    signer = memory.signer(name)
    with WitnessServer((host, port), memory, signer, watched) as server:
        try:
            click.echo(f"Witness {signer.verifier_key} answers at http://{host}:{server.server_port}/add-checkpoint")
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("The witness has ended.", err=True)
