"""Where a request to join can be, what can happen to it, and what people read for each."""

from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from leadgate.foundation.keys.vault import Ciphertext
from leadgate.foundation.words import Words
from leadgate.foundation.words import text as _


class RuleCondition(StrEnum):
    """What a rule looks at."""

    DOMAIN = "domain"
    HOLDS = "holds"
    ANSWERED = "answered"


class JoinState(Words):
    """Where a request is."""

    DRAFT = "draft", _("not sent yet")
    PENDING = "pending", _("waiting")
    NEEDS_ANSWER = "needs-answer", _("waits for the applicant")
    APPROVED = "approved", _("approved")
    DECLINED = "declined", _("declined")
    IGNORED = "ignored", _("left without an answer")
    WITHDRAWN = "withdrawn", _("taken back")
    EXPIRED = "expired", _("ended without an answer")


LIVE = (JoinState.PENDING, JoinState.NEEDS_ANSWER)
"""A person has one request of these at most in a group."""
MOVES: dict[JoinState, tuple[JoinState, ...]] = {
    JoinState.DRAFT: (JoinState.PENDING, JoinState.APPROVED, JoinState.WITHDRAWN, JoinState.EXPIRED),
    JoinState.PENDING: (
        JoinState.NEEDS_ANSWER,
        JoinState.APPROVED,
        JoinState.DECLINED,
        JoinState.IGNORED,
        JoinState.WITHDRAWN,
        JoinState.EXPIRED,
    ),
    JoinState.NEEDS_ANSWER: (
        JoinState.PENDING,
        JoinState.APPROVED,
        JoinState.DECLINED,
        JoinState.IGNORED,
        JoinState.WITHDRAWN,
        JoinState.EXPIRED,
    ),
    JoinState.APPROVED: (JoinState.PENDING,),
    JoinState.DECLINED: (JoinState.PENDING, JoinState.APPROVED),
    JoinState.IGNORED: (JoinState.PENDING, JoinState.APPROVED, JoinState.DECLINED),
    JoinState.WITHDRAWN: (),
    JoinState.EXPIRED: (),
}
"""From where to where; a decision goes back to waiting only while nobody has heard of it, or by a reversal."""


class JoinStep(Words):
    """What happened to a request, besides its coming into a state."""

    ARRIVED = "arrived", _("asked to join")
    ASKED_BACK = "asked-back", _("asked something")
    ANSWERED = "answered", _("answered")
    CHANGED = "changed", _("changed the answers")
    AGREED_ANEW = "agreed-anew", _("agreed to the new rules")
    SEEN = "seen", _("opened by a moderator")
    UNDONE = "undone", _("the decision was undone")
    REVERSED = "reversed", _("the decision was reversed")


class Because(Words):
    """Why a request was decided without a moderator."""

    INVITED = "invited", _("was invited")
    LAPSED = "lapsed", _("its time was over")
    OPEN = "open", _("open to everybody")
    HOLDS = "holds", _("holds the download it is about")
    RULE_DOMAIN = "rule:domain", _("has an address the group lets in")
    RULE_HOLDS = "rule:holds", _("has a download the group lets in for")
    RULE_ANSWERED = "rule:answered", _("gave an answer the group lets in for")


class Only(Words):
    """Which of those who wait are shown."""

    EVERYBODY = "", _("everybody who waits")
    OVERDUE = "overdue", _("who has waited for more than two days")
    FREE = "free", _("whom nobody else is looking at")
    BEHIND = "behind", _("who has not agreed to the newest rules")
    INVITED = "invited", _("who was invited")


class RequestRow(Protocol):
    """A request to join, for those who are handed one."""

    id: UUID
    subject_id: UUID
    group_id: UUID
    name: Ciphertext
    language: str
    rules_version: int
    invited_by: UUID | None
    state: JoinState
    version: int
    """Grows with every move, so that nobody decides on what they have not seen."""
    made_at: datetime
    waiting_since: datetime | None
    decided_at: datetime | None
    decided_by: UUID | None
    decision: UUID | None
    """The step that holds the newest decision; a letter about an older one is not sent."""
    heard_at: datetime | None
    """When the decision can no longer be undone and the person is told."""
    reason: Ciphertext | None
    lapses_at: datetime | None
    """When it expires undecided."""
    warned_at: datetime | None
    expires_at: datetime | None
