"""`leadgate ledger …`"""

import json
from pathlib import Path

import click

from leadgate.consent.receipt_check import faults_of
from leadgate.foundation.errors import Refusal
from leadgate.ledger.actions import sealing
from leadgate.ledger.verification import verify as verify_all


class NotProven(Refusal):
    """Verification found something."""


@click.group()
def ledger() -> None:
    """The record of what happened."""


@ledger.command()
@click.argument("receipt_file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--public-key", help="The installation's key in hexadecimal, to check a receipt without the installation."
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def verify(receipt_file: Path | None, public_key: str | None, as_json: bool) -> None:
    """Verify the whole ledger, or one file (receipts, or an erasure certificate) offline.

    Example: leadgate ledger verify ada.jsonld
    """
    if receipt_file:
        faults = faults_of(receipt_file, bytes.fromhex(public_key) if public_key else None)
        report: dict[str, object] = {"file": str(receipt_file), "faults": faults}
        good = f"{receipt_file}: genuine; every receipt in it is in the ledger."
    else:
        sealing.seal_all()
        found = verify_all()
        faults, report = found.faults, vars(found)
        good = f"{found.sealed} entries under {found.seals} seals lead to root {found.root}."
    if as_json:
        click.echo(json.dumps(report))
    if faults:
        raise NotProven("\n".join(faults))
    if not as_json:
        click.echo(good)
