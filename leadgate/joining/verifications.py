"""What joining asks people to prove: that they asked to join."""

import json
from datetime import timedelta
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from leadgate.consent.kept_answers import KeptAnswers
from leadgate.joining import room
from leadgate.joining.errors import RequestEnded
from leadgate.people.verification.types import Link, VerificationKind
from leadgate.questions.answers import read


def typed(payload: str, _group_id: UUID) -> list[tuple[str, str]]:
    """What was typed beside the address: the name, and the answers by their questions.

    Args:
        payload: as `asking.ask` kept it.
        _group_id: not needed: answers bear the words of their questions.
    """
    kept = json.loads(payload)
    answers = read(kept["answers"]) if kept["answers"] else []
    said = [(gettext("Name in this group"), kept["name"]), *((one.label, one.text) for one in answers)]
    return [(label, text) for label, text in said if text]


JOIN = VerificationKind(
    room="joining",
    word="join",
    link=Link(room.CONFIRM_JOIN, "confirm/"),
    not_me=Link(room.NOT_ME_JOIN, "g/not-me/"),
    guardian=Link(room.GUARDIAN_JOIN, "g/guardian/"),
    link_lasts=timedelta(hours=48),
    kept=timedelta(days=7),
    kept_for=_("seven days"),
    rule="membership_request/unproven",
    over=RequestEnded,
    letter="joining/confirm",
    reminder="joining/remind",
    guardian_letter="joining/guardian",
    reminded_after=timedelta(hours=24),
    shows="queries:group_shown",
    has="requests:has_asked",
    answers=KeptAnswers("consents"),
    typed="verifications:typed",
    circumstances="visit:of_request",
    proven="actions.proving:join",
    guardian_proven="actions.proving:let_guardian_in",
    again="actions.proving:joined",
    onward="public:let_in",
    page="joining/confirm.html",
    guardian_page="joining/guardian.html",
    inbox="joining/inbox.html",
)
