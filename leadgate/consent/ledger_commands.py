"""`leadgate ledger …`"""

import json
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click
from cryptography.x509 import load_pem_x509_certificates
from flask_babel import lazy_gettext as _

from leadgate.foundation.databases.revisions import current
from leadgate.foundation.errors import Refusal
from leadgate.foundation.installation import installation
from leadgate.ledger import history, stamping
from leadgate.ledger.actions import handing_out
from leadgate.ledger.signing import public_key as own_key
from leadgate.ledger.verification import VerificationReport
from leadgate.ledger.verification import verify as verify_all
from leadgate.verifier.cosignatures import WitnessKey, witness_in
from leadgate.verifier.notes import key_in
from leadgate.verifier.program import verify_paths, worst
from leadgate.verifier.reading import Unreadable
from leadgate.verifier.verdict import Outcome, Trust, Verdict


class NotProven(Refusal):
    """Verification found something."""


class NothingHere(Refusal):
    """There is no ledger to verify."""

    sentence = _(
        "There is no ledger here: this folder holds no migrated database. Name a FILE, or run: leadgate migrate"
    )


class KeyParameter(click.ParamType[bytes]):
    """A public key: a signed note's verifier key, or 64 hexadecimal digits."""

    name = "key"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> bytes:
        """The key's 32 bytes."""
        try:
            return key_in(value.strip())[1]
        except Unreadable as damage:
            self.fail(f"{value!r} is no public key. {damage}", param, ctx)


class WitnessParameter(click.ParamType[WitnessKey]):
    """The verifier key of a witness."""

    name = "witness"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> WitnessKey:
        """Its name and key."""
        try:
            return witness_in(value.strip())
        except Unreadable as damage:
            self.fail(f"{value!r} is no verifier key of a witness. {damage}", param, ctx)


@click.group()
def ledger() -> None:
    """The record of what happened."""


@ledger.command()
def checkpoint() -> None:
    """Print the newest signed checkpoint (C2SP tlog-checkpoint), for keeping where we cannot reach it.

    Example: leadgate ledger checkpoint > 2026-12-01.checkpoint
    """
    if current(installation()) == "base":
        raise NothingHere
    click.echo(handing_out.make_checkpoint(), nl=False)


@ledger.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--key",
    "--public-key",
    "key",
    type=KeyParameter(),
    help="The log's key as its controller publishes it; this installation's when missing.",
)
@click.option("--witness", "witnesses", type=WitnessParameter(), multiple=True, help="Who has to have cosigned.")
@click.option(
    "--tsa-certificate",
    "authority",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Whose time stamps are believed (PEM); LEADGATE_TSA_CERTIFICATE when missing.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def verify(
    files: Sequence[Path], key: bytes | None, witnesses: Sequence[WitnessKey], authority: Path | None, as_json: bool
) -> None:
    """Verify the whole ledger; or receipts, certificates, checkpoints and bundles, against it and each other.

    Exit 0: genuine. 1: refused. 3: sound in itself, but by a key that nobody vouched for.

    Example: leadgate ledger verify ada.jsonld
    """
    if files:
        _say(_verified(files, lambda own: _trust(key, own, witnesses, authority)), as_json)
        return
    if current(installation()) == "base":
        raise NothingHere
    _say_of_all(verify_all(), as_json)


def _say_of_all(found: VerificationReport, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(vars(found)))
    if found.faults:
        raise NotProven("\n".join([*found.faults, *found.notes]))
    if not as_json:
        click.echo(f"{found.sealed} entries under {found.seals} seals lead to root {found.root}.")
        if found.waiting:
            click.echo(f"{found.waiting} newer ones wait to be sealed.")
        for note in found.notes:
            click.echo(note)


def _trust(key: bytes | None, own: bytes | None, witnesses: Sequence[WitnessKey], authority: Path | None) -> Trust:
    configured = installation().settings.time_stamps
    believed = list(configured.certificates) if configured else []
    if authority:
        try:
            believed = load_pem_x509_certificates(authority.read_bytes())
        except ValueError as damage:
            raise click.BadParameter(f"{authority} holds no certificate (PEM).") from damage
    check = partial(stamping.is_stamped, certificates=believed) if believed else None
    return Trust([key] if key else [own] if own else [], key is not None, witnesses, check)


def _verified(files: Sequence[Path], trusting: Callable[[bytes | None], Trust]) -> list[tuple[Path, Verdict]]:
    """Also where no ledger is at hand, as on somebody else's machine; with one, what is signed by it has to agree."""
    own = own_key() if current(installation()) != "base" else None
    trust = trusting(own)
    found = verify_paths(files, trust)
    if own:
        for _, verdict in found:
            verdict.faults += history.contradicted(verdict.claims) if verdict.key == own else ()
    return found


def _say(found: list[tuple[Path, Verdict]], as_json: bool) -> None:
    outcome = worst([verdict for _, verdict in found])
    for path, verdict in found:
        if as_json:
            report = {"file": str(path), "outcome": verdict.outcome.name.lower(), "faults": verdict.faults}
            click.echo(json.dumps(report | {"has_checkpoint": verdict.has_checkpoint}))
        elif verdict.outcome is not Outcome.REFUSED:
            click.echo(f"{path}: {verdict.sentence}", err=verdict.outcome is Outcome.UNTRUSTED)
    if outcome is Outcome.REFUSED:
        refused = [(path, one) for path, one in found if one.outcome is Outcome.REFUSED]
        raise NotProven(
            "\n".join(f"{path}: {fault}" for path, verdict in refused for fault in [*verdict.faults, *verdict.seen])
        )
    if outcome is Outcome.UNTRUSTED:
        raise click.exceptions.Exit(outcome.value)
