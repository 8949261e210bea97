"""`leadgate cookies …`"""

import json
from pathlib import Path

import click
import msgspec

from leadgate.cookies import queries
from leadgate.cookies.actions import describing
from leadgate.cookies.banner_words import USUAL
from leadgate.cookies.documents import read_described, read_shown
from leadgate.cookies.errors import NoSuchSite
from leadgate.cookies.policies import Server, snippet
from leadgate.cookies.types import Mode
from leadgate.foundation.installation import installation
from leadgate.foundation.web.command_text import TypedText


@click.group()
def cookies() -> None:
    """Cookie consent for other sites."""


@cookies.group()
def site() -> None:
    """The sites that ask through here."""


@site.command()
@click.argument("slug")
@click.option("--origin", "origins", required=True, multiple=True, help="Where its pages are: https://www.example.com.")
@click.option("--title", type=TypedText(200), help="What people call it; its slug where it is not given.")
@click.option("--language", "languages", multiple=True, default=["en"], help=f"Such as {', '.join(USUAL)}.")
@click.option("--parent-domain", default="", help="One answer for all hosts below this domain.")
@click.option("--mode", type=click.Choice([str(one) for one in Mode]), default="marked", show_default=True)
def add(
    slug: str, origins: tuple[str, ...], title: str | None, languages: tuple[str, ...], parent_domain: str, mode: str
) -> None:
    """Add a site; prints the address of its script.

    Example: leadgate cookies site add shop --origin https://shop.example.com --language en --language de
    """
    describing.add_site(slug, title or slug, origins, languages=languages, parent_domain=parent_domain, mode=Mode(mode))
    click.echo(f"{installation().settings.base_url}/c/{slug}.js")


@site.command("list")
def list_sites() -> None:
    """List the sites.

    Example: leadgate cookies site list
    """
    for one in queries.sites():
        click.echo(f"{one.slug}  {one.title}  {' '.join(one.origins)}")


@site.command()
@click.argument("slug")
def show(slug: str) -> None:
    """Print what a site stores, as JSON that `describe` takes.

    Example: leadgate cookies site show shop > shop.json
    """
    found = msgspec.to_builtins(queries.described(queries.site_of(slug)))
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


@site.command()
@click.argument("slug")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--publish", is_flag=True, help="Ask visitors by it from now on.")
def describe(slug: str, file: Path, publish: bool) -> None:
    """Write down what a site stores, from a file as `show` prints it.

    Example: leadgate cookies site describe shop shop.json --publish
    """
    found = queries.site_of(slug)
    try:
        described = read_described(file.read_bytes())
    except msgspec.DecodeError as wrong:
        raise click.ClickException(f"{file} is no description of a site: {wrong}") from wrong
    describing.describe(found.id, described, edition=found.edition, by=None)
    if publish:
        click.echo(describing.publish(found.id, by=None))


@site.command()
@click.argument("slug")
def retire(slug: str) -> None:
    """End a site: its script asks nobody any more.

    Example: leadgate cookies site retire shop
    """
    describing.retire(queries.site_of(slug).id, by=None)


@cookies.command()
@click.argument("slug")
@click.option("--for", "server", type=click.Choice([str(one) for one in Server]), required=True)
def policy(slug: str, server: str) -> None:
    """Print what a site's web server has to say, so that nobody is reached before a visitor's yes.

    Example: leadgate cookies policy shop --for nginx
    """
    live = queries.live_notice(queries.site_of(slug).id)
    if live is None:
        raise NoSuchSite
    click.echo(
        snippet(read_shown(live.document), live.short, installation().settings.base_url, Server(server)), nl=False
    )
