"""`leadgate bounce read`"""

import mailbox
import tempfile
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

import click

from leadgate.bounces.actions.taking import take
from leadgate.bounces.types import HeardBy

MBOX = b"From "


@click.group()
def bounce() -> None:
    """What comes back of letters."""


@bounce.command()
@click.argument("files", type=click.File("rb"), nargs=-1, required=True)
def read(files: tuple[BinaryIO, ...]) -> None:
    """Take in messages that came back: files of one each, or mboxes; `-` reads one that a mail server hands over.

    Example: leadgate bounce read returned.eml
    """
    told = Counter(take(raw, heard_by=HeardBy.COMMAND) for file in files for raw in _messages(file))
    for kind, times in told.most_common():
        click.echo(f"{kind or 'of no letter of ours'}: {times}")


def _messages(file: BinaryIO) -> Iterator[bytes]:
    content = file.read()
    if not content.startswith(MBOX):
        yield content
        return
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(content)
        kept.flush()
        for message in mailbox.mbox(kept.name, create=False):
            yield message.as_bytes()
