"""What the groups room asks people to prove: that they asked to join."""

from datetime import timedelta

from flask_babel import lazy_gettext as _

from leadgate.groups import room as tokens
from leadgate.groups.errors import RequestEnded
from leadgate.people.verification.types import Kind, Link

JOIN = Kind(
    room="groups",
    word="join",
    link=Link(tokens.CONFIRM_JOIN, "confirm/"),
    not_me=Link(tokens.NOT_ME_JOIN, "g/not-me/"),
    guardian=Link(tokens.GUARDIAN_JOIN, "g/guardian/"),
    link_lasts=timedelta(hours=48),
    kept=timedelta(days=7),
    kept_for=_("seven days"),
    rule="membership_request/unproven",
    over=RequestEnded,
    letter="groups/confirm",
    reminder="groups/remind",
    guardian_letter="groups/guardian",
    reminded_after=timedelta(hours=24),
    shows="queries:group_shown",
    has="requests:has_asked",
    circumstances="visit:of_request",
    proven="actions.proving:join",
    guardian_proven="actions.proving:let_guardian_in",
    again="actions.proving:joined",
    onward="public:let_in",
    page="groups/confirm.html",
    guardian_page="groups/guardian.html",
    inbox="groups/inbox.html",
)
