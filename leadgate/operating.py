"""Operating: bringing the database to this version."""

import click

from leadgate.foundation.databases import migrating
from leadgate.foundation.files.privacy import keep_private
from leadgate.foundation.installation import Installation, installation
from leadgate.foundation.permissions import Role
from leadgate.staff.queries import accounts


@click.command()
@click.option("--demo", is_flag=True, help="Load the demonstration into an empty installation.")
def migrate(demo: bool) -> None:
    """Bring the database to this version; also done by `up`.

    Example: leadgate migrate
    """
    keep_private(installation().settings.data_dir)
    migrating.migrate(installation())
    migrating.make_keys()
    install(installation())
    if demo:
        from leadgate import demonstration

        demonstration.load()
    elif not accounts(Role.OWNER):
        click.echo("Nobody owns it yet: `leadgate staff add YOU@EXAMPLE --role owner` prints a link that lets you in.")


def install(here: Installation) -> None:
    """Put what every installation has into a database that was just migrated; again is harmless."""
    for step in here.house.provided("install"):
        step()
