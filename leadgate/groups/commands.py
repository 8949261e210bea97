"""`leadgate group …`"""

import json
from pathlib import Path

import click

from leadgate.foundation import languages
from leadgate.foundation.db import action
from leadgate.foundation.files.decoding import text_of
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.foundation.web.command_text import TypedText
from leadgate.groups.actions import appointing, making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.types import Admission, GroupRole, Visibility
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.staff.actions import accounts
from leadgate.staff.errors import UnknownAccount

USUAL_REASON = "So that the moderators can tell whether this is the right group for you."


@click.group()
def group() -> None:
    """Private groups."""


@group.command()
@click.argument("slug")
@click.option("--title", type=TypedText(200), required=True)
@click.option("--summary", type=TypedText(500, 0), default="")
@click.option("--question", "questions", multiple=True, help="Asked of everybody who wants to join; TEXT or TEXT=WHY.")
@click.option("--rules", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A Markdown file.")
@click.option("--moderator", "moderators", multiple=True, help="EMAIL or EMAIL=NAME; the first one owns the group.")
@click.option("--admission", type=click.Choice([one.value for one in Admission]), default="request", show_default=True)
@click.option("--visible", type=click.Choice([one.value for one in Visibility]), default="public", show_default=True)
@click.option("--language", default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True)
def add(
    slug: str,
    title: str,
    summary: str,
    questions: tuple[str, ...],
    rules: Path | None,
    moderators: tuple[str, ...],
    admission: str,
    visible: str,
    language: str,
    as_json: bool,
) -> None:
    """Make a private group and print its address.

    Moderators who have no account yet get one; their one-time links are printed too.

    Example: leadgate group add bakers --title "Bakers who price" --question "What do you bake?" --moderator mina@x.org
    """
    page = GroupPage(
        title,
        summary,
        language=languages.checked(language),
        admission=Admission(admission),
        visibility=Visibility(visible),
    )
    text = text_of(rules) if rules else ""
    links = _make(slug, page, text, [_asked(one) for one in questions], moderators)
    made = {"url": f"{installation().settings.base_url}/g/{slug}", "links": links}
    click.echo(
        json.dumps(made) if as_json else "\n".join([str(made["url"]), *(f"{who}: {at}" for who, at in links.items())])
    )


@action
def _make(
    slug: str, page: GroupPage, rules: str, questions: list[QuestionDraft], moderators: tuple[str, ...]
) -> dict[str, str]:
    """Make the group and those who run it, all or nothing; answers the links of new accounts."""
    number, links = making.make(slug, page, rules=rules, questions=questions), {}
    for place, one in enumerate(moderators):
        email, _, name = one.partition("=")
        try:
            account = accounts.account_with(email)
        except UnknownAccount:
            account = accounts.add_account(email, Role.MODERATOR)
            links[email] = accounts.make_link(account)
        role = GroupRole.MODERATOR if place else GroupRole.OWNER
        appointing.appoint(number, account, name or email.partition("@")[0].title(), role=role)
    return links


def _asked(text: str) -> QuestionDraft:
    label, _, why = text.partition("=")
    return QuestionDraft(label.strip(), why.strip() or USUAL_REASON)
