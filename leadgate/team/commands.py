"""`leadgate staff …`"""

import sys

import click

from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, second_factor


@click.group()
def staff() -> None:
    """Accounts of those who work here."""


@staff.command()
@click.argument("email")
@click.option(
    "--role", type=click.Choice([role.value for role in Role]), required=True, help="What they are trusted with."
)
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
def add(email: str, role: str, password_stdin: bool) -> None:
    """Add an account; without a password, prints a link that signs it in once.

    Example: leadgate staff add ada@example.org --role marketer
    """
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None
    account = accounts.add_account(email, Role(role), password)
    click.echo(f"{email} is {role}." if password else accounts.make_link(account))


@staff.command()
@click.argument("email")
def remove(email: str) -> None:
    """Remove an account; its sessions end at once, and the groups it owned are handed over.

    Example: leadgate staff remove ada@example.org
    """
    accounts.remove_account(accounts.account_with(email))
    click.echo(f"{email} has no account any more.")


@staff.command()
@click.argument("email")
def link(email: str) -> None:
    """Print a new link that signs an account in once, for somebody who lost their password.

    Example: leadgate staff link ada@example.org
    """
    click.echo(accounts.make_link(accounts.account_with(email)))


@staff.command("reset-second-factor")
@click.argument("email")
def reset_second_factor(email: str) -> None:
    """Take a lost second factor from an account; its sessions end, and it is asked to set up a new one.

    Example: leadgate staff reset-second-factor ada@example.org
    """
    second_factor.reset(accounts.account_with(email), by=None)
    click.echo(f"{email} has no second factor any more and is signed out everywhere. A letter says so.")
    click.echo("The next sign-in asks for a new one to be set up.")
