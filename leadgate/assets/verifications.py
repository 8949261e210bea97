"""What the assets room asks people to prove: that they asked for an asset."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from leadgate.assets import room as tokens
from leadgate.assets.errors import RequestOver
from leadgate.consent.kept_answers import KeptAnswers
from leadgate.people.verification.types import Link, VerificationKind

OPT_IN = VerificationKind(
    room="assets",
    word="opt-in",
    link=Link(tokens.CONFIRM, "confirm/"),
    not_me=Link(tokens.NOT_ME, "not-me/"),
    guardian=Link(tokens.GUARDIAN, "guardian/"),
    link_lasts=timedelta(hours=48),
    kept=timedelta(days=7),
    kept_for=_("seven days"),
    rule="opt_in",
    over=RequestOver,
    letter="assets/confirm",
    reminder="assets/remind",
    guardian_letter="assets/guardian",
    reminded_after=timedelta(hours=24),
    outlives=True,
    shows="access:gate_shown",
    answers=KeptAnswers("purposes", only={"fields": {}}),
    typed="access:typed",
    settles="actions.settling:settle",
    has="queries:has_grant",
    reads="access:asset_read",
    circumstances="landing:of_request",
    proven="actions.confirming:grant",
    guardian_proven="actions.confirming:grant_to_guardian",
    again="actions.confirming:granted",
    onward="delivery:ready",
    page="assets/confirm.html",
    guardian_page="assets/guardian.html",
    inbox="assets/inbox.html",
)
