"""`leadgate bundle`"""

from pathlib import Path

import click

from leadgate.bundle import writing
from leadgate.ledger import checkpoints


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def bundle(file: Path) -> None:
    """Write everything an auditor needs to check us without us: records, roots, certificates, rules, and a verifier.

    Example: leadgate bundle audit-2026.zip
    """
    count = writing.write(file)
    click.echo(f"{count} entries are in {file}. Unpack it, then: python verify.py --public-key {checkpoints.log_key()}")
