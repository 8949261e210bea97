"""Ruling: rules by which a group lets people in by itself; a new one lets in those of the waiting it was tried on."""

from uuid import UUID

from sqlalchemy import delete

from leadgate.foundation import audit, clock
from leadgate.foundation.background import outbox
from leadgate.foundation.db import action, session
from leadgate.foundation.errors import Refusal
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.addresses import parsed
from leadgate.joining import admission
from leadgate.joining.actions import admitting
from leadgate.joining.models import AdmissionRule
from leadgate.joining.types import RuleCondition


def rule(
    group: UUID, condition: RuleCondition, value: str, *, question: UUID | None = None, by: UUID | None
) -> AdmissionRule:
    """A rule as it would be; it counts only once it is added.

    Args:
        group: the group's id.
        condition: what it looks at.
        value: the domain, the id of the asset, or the answer.
        question: whose answer, for a rule about one.
        by: the moderator; None on the command line.

    Raises:
        NotAnAddress: no address can be at such a domain.
    """
    known = domain_of(value) if condition == RuleCondition.DOMAIN else value
    return AdmissionRule(
        id=new_id(),
        group_id=group,
        condition=condition,
        value=known,
        question_id=question,
        by=by,
        made_at=clock.now(),
    )


def domain_of(text: str) -> str:
    """A domain as the addresses at it are compared: in lower-case A-labels.

    Raises:
        NotAnAddress: no address can be at it.
    """
    return parsed(f"somebody@{text.strip().removeprefix('@')}").domain


@action
def add(row: AdmissionRule) -> None:
    """Let a rule count from now on, for those who wait, too."""
    session().add(row)
    audit.record("group:add-rule", actor=row.by, subject=row.group_id)
    outbox.put("joining.apply_rule", {"rule": row.id}, key=f"joining.apply_rule/{row.id}")


def apply(rule: str) -> None:
    """Let in those of the waiting whom a rule lets in, each in an act of its own."""
    row = session().get(AdmissionRule, UUID(rule))
    for one in admission.would_enter(row) if row else ():
        _let_in(one.request, f"rule:{row.condition}" if row else "")


def _let_in(request: UUID, name: str) -> None:
    try:
        admitting.approve(request, rule=name)
    except Refusal:  # decided, withdrawn, or full meanwhile: it stays with the moderators, who see why
        return


@action
def drop(rule_id: UUID, *, group: UUID, by: UUID) -> None:
    """Let a rule count no longer; whoever came in by it stays. Dropping one that is gone is fine.

    Args:
        rule_id: the rule's id.
        group: the group's; another group's rule stays.
        by: the moderator.
    """
    session().execute(delete(AdmissionRule).where(AdmissionRule.id == rule_id, AdmissionRule.group_id == group))
    audit.record("group:drop-rule", actor=by, subject=group)
