"""`leadgate doctor`."""

import json

import click

from leadgate.doctor import database, machine, mail, safety, work
from leadgate.doctor.diagnosis import Check, Diagnosis, trouble
from leadgate.failures import said_of
from leadgate.foundation.errors import Refusal

WITHOUT_DATABASE: dict[str, Check] = {
    "processes": work.check_processes,
    "broker": work.check_broker,
    "mail": mail.check,
    "storage": machine.check_storage,
    "disk": machine.check_disk,
}
WITH_DATABASE: dict[str, Check] = {
    "clock": database.check_clock,
    "work": work.check_work,
    "keys": safety.check_keys,
    "address": machine.check_address,
    "witnesses": safety.check_witnesses,
    "backup": safety.check_backup,
    "notes": safety.check_notes,
}


class Unwell(Refusal):
    """Something is not in order."""

    sentence = "Something is not in order; see above."


@click.command()
@click.option("--json", "as_json", is_flag=True)
@click.option("--mail-to", metavar="ADDRESS", help="Send a test letter there, as every other letter is sent.")
def doctor(as_json: bool, mail_to: str | None) -> None:
    """Try each thing an installation stands on; say what is wrong and how to mend it.

    Example: leadgate doctor --mail-to you@example.org
    """
    found = {"database": _found_by(database.check)}
    letter = {"test letter": mail.letter_to(mail_to)} if mail_to else {}
    is_usable = not found["database"]
    for name, check in (WITHOUT_DATABASE | letter | (WITH_DATABASE if is_usable else {})).items():
        found[name] = _found_by(check)
    (_print_json if as_json else _print)(found)
    if not is_usable:
        click.echo(f"Not tried without the database: {', '.join(WITH_DATABASE)}.", err=True)
    if any(one.is_trouble for findings in found.values() for one in findings):
        raise Unwell


def _found_by(check: Check) -> list[Diagnosis]:
    findings: list[Diagnosis] = []
    try:
        findings.extend(check())
    except Exception as failure:  # noqa: BLE001 - whatever it is, it is the diagnosis
        said = f"{type(failure).__name__}: {' '.join(str(failure).split())[:200]}"
        findings.append(trouble(said_of(failure) or said))
    return findings


def _print_json(found: dict[str, list[Diagnosis]]) -> None:
    troubles = {name: [one.sentence for one in findings if one.is_trouble] for name, findings in found.items()}
    click.echo(json.dumps({name: " ".join(said) or "ok" for name, said in troubles.items()}))


def _print(found: dict[str, list[Diagnosis]]) -> None:
    for name, findings in found.items():
        for one in findings:
            click.echo(f"{'BAD ' if one.is_trouble else 'note'} {name}: {one.sentence}")
        if not findings:
            click.echo(f"ok   {name}")
