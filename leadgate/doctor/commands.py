"""`leadgate doctor`."""

import json

import click

from leadgate.doctor import mail
from leadgate.doctor.checking import DATABASE, WITH_DATABASE, WITHOUT_DATABASE, Found, examined
from leadgate.foundation.errors import Refusal


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
    found = examined(DATABASE)
    letter = {"test letter": mail.letter_to(mail_to)} if mail_to else {}
    is_usable = not found["database"]
    checks = WITHOUT_DATABASE | letter | (WITH_DATABASE if is_usable else {})
    found |= examined(checks, checks)
    (_print_json if as_json else _print)(found)
    if not is_usable:
        click.echo(f"Not tried without the database: {', '.join(WITH_DATABASE)}.", err=True)
    if any(one.is_trouble for findings in found.values() for one in findings):
        raise Unwell


def _print_json(found: Found) -> None:
    troubles = {name: [one.sentence for one in findings if one.is_trouble] for name, findings in found.items()}
    click.echo(json.dumps({name: " ".join(said) or "ok" for name, said in troubles.items()}))


def _print(found: Found) -> None:
    for name, findings in found.items():
        for one in findings:
            click.echo(f"{'BAD ' if one.is_trouble else 'note'} {name}: {one.sentence}")
        if not findings:
            click.echo(f"ok   {name}")
