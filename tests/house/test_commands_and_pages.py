"""What the command line can change, the studio can, or it is said why that needs a shell.

A command that is new has no line here, and fails until it has one; so does a page that a line names and that is gone.
"""

from collections.abc import Iterator

import click

from leadgate.cli import main
from leadgate.foundation.permissions import PUBLIC, permission_of
from leadgate.foundation.web.requests import UNSAFE

IN_THE_STUDIO = {
    "staff add": {"team.invite"},
    "staff link": {"team.write_again"},
    "staff remove": {"team.remove"},
    "staff reset-second-factor": {"team.reset_second_factor"},
    "outbox retry": {"waiting_work.retry"},
    "outbox drop": {"waiting_work.drop"},
    "purpose add": {"purposes.new", "purposes.word"},
    "purpose retire": {"purposes.state"},
    "campaign add": {"sharing_campaigns.add", "sharing.name"},
    "campaign drop": {"sharing_campaigns.drop"},
    "hold add": {"office.hold"},
    "hold lift": {"office.lift"},
    "cookies site add": {"cookies.new"},
    "cookies site describe": {"cookies_describing.purpose", "cookies_describing.service", "cookies.publish"},
    "cookies site retire": {"cookies.end"},
    "processor add": {"processors.add"},
    "processor change": {"processors.change"},
    "processor retire": {"processors.retire"},
    "asset publish": {"asset_uploads.begin", "asset_editor.new", "asset_editor.edit"},
    "group add": {"groups_studio.new", "groups_studio.appoint"},
    "survey import": {"surveys_studio.new", "surveys_studio.document", "surveys_studio.publish"},
    "surveys import-responses": {"survey_imports.index", "survey_imports.one"},
    "buyers import": {"scoring_studio.buyers"},
    "leads import": {"lead_imports.index", "lead_imports.one"},
    "letter send": {"letter_sending.send"},
    "letter stop": {"letter_sending.stop"},
    "leads export": {"lead_exports.export"},
    "retention set": {"retention_office.rule"},
    "retention run": {"retention_office.approve"},
    "incident plant": {"incidents_office.honey"},
    "privacy fulfil": {"office.decide"},
    "privacy erase": {"office.take_down", "office.decide"},
    "consent proof": {"proofs.receipts"},
    "ledger checkpoint": {"proofs.checkpoint"},
    "ledger verify": {"proofs.verify"},
    "cookies prove": {"cookie_office.index"},
    "bundle": {"proofs.make_bundle", "proofs.take_bundle"},
    "backup": {"backups.make", "backups.try_out"},
    "doctor": {"health.index"},
    "cookies scan": {"cookie_scans.index"},
}
"""Which pages do what a command does; of what the clock does anyway, which let it go on. The first owner's account is
made in a shell, as nobody could press yet."""
NEEDS_A_SHELL = {
    "up": "starts processes",
    "web": "starts a process",
    "worker": "starts a process",
    "beat": "starts a process",
    "migrate": "changes the database under the very pages that would ask for it",
    "restore": "replaces the database, who is signed in included, while nothing else may run",
    "keys rotate": "changes key material: a session that was stolen must not lock everybody out",
    "bounce read": "is handed mail by a mail server",
    "seed": "fills an empty installation with people who never were, to try and to measure",
    "witness": "runs at somebody else's, without an installation",
    "incident watch": "the clock does it every five minutes; nobody has to ask",
}
"""What has no page, and why."""
CHANGES_NOTHING = {
    *("cookies policy", "cookies site list", "cookies site show"),
    *("config", "outbox dead", "campaign list", "hold list", "hold kinds", "processor list"),
    *("retention rules", "incident list", "privacy list", "privacy show", "survey export"),
}


def commands(command: click.Command = main, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command by its words, down to the last."""
    if not isinstance(command, click.Group):
        yield " ".join(path)
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        below = command.get_command(context, name)
        assert below is not None, (*path, name)
        yield from commands(below, (*path, name))


def test_every_command_has_its_page_or_a_reason_why_it_needs_a_shell():
    said = [*IN_THE_STUDIO, *NEEDS_A_SHELL, *CHANGES_NOTHING]
    assert len(said) == len(set(said)), "each command is said once"
    assert sorted(commands()) == sorted(said)


def test_every_page_that_does_what_a_command_does_is_there(app):
    changes = {rule.endpoint for rule in app.url_map.iter_rules() if rule.methods & UNSAFE}
    of_staff = {name for name in changes if permission_of(app.view_functions[name]) is not PUBLIC}
    gone = {(command, page) for command, pages in IN_THE_STUDIO.items() for page in pages if page not in of_staff}
    assert gone == set()
    assert all(IN_THE_STUDIO.values())
