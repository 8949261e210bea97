"""Reading the rules by which a group lets people in by itself, and whom each would let in of those who wait."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, select

from leadgate.attributes import entitlements
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.joining.models import AdmissionRule, MembershipRequest, RequestAnswers
from leadgate.joining.types import JoinState, RuleCondition
from leadgate.people.queries import address_in, people_of
from leadgate.people.types import PersonRow
from leadgate.questions import answers
from leadgate.questions.queries import questions_with

MOST = 500
"""Of so many waiting requests a rule that is tried says whom it would let in."""


@dataclass(frozen=True, slots=True)
class Readable:
    """A rule with what it takes to say it in words."""

    row: AdmissionRule
    about: str
    """The title of the asset, or the question."""
    works: bool
    """Whether what it is about is still there."""


@dataclass(frozen=True, slots=True)
class WouldEnter:
    """One of those who wait whom a rule would let in, by their place in the queue: a rule needs no names."""

    request: UUID
    place: int
    since: datetime


_RULES = select(AdmissionRule).where(AdmissionRule.group_id == bindparam("group")).order_by(AdmissionRule.id)


def rules_of(group: UUID) -> Sequence[AdmissionRule]:
    """The rules of a group, oldest first."""
    return session().scalars(_RULES, {"group": group}).all()


def readable(rules: Sequence[AdmissionRule]) -> list[Readable]:
    """Rules as somebody reads them."""
    titles = {f"{one.id}": one.title for one in entitlements.everything()}
    questions = {one.id: one for one in questions_with([one.question_id for one in rules if one.question_id])}
    found = []
    for rule in rules:
        question = questions.get(rule.question_id) if rule.question_id else None
        match rule.condition:
            case RuleCondition.HOLDS:
                found.append(Readable(rule, titles.get(rule.value, ""), works=rule.value in titles))
            case RuleCondition.ANSWERED:
                works = question is not None and question.retired_at is None and rule.value in question.choices
                found.append(Readable(rule, question.label if question else "", works=works))
            case _:
                found.append(Readable(rule, "", works=True))
    return found


def rule_for(group: UUID, person: PersonRow, request: UUID) -> str:
    """The name of the rule that lets somebody in by itself; empty when none does."""
    rules = rules_of(group)
    return _first(rules, person, answers_of(person.id, request)) if rules else ""


def would_enter(rule: AdmissionRule) -> list[WouldEnter]:
    """Whom of those who wait a rule would let in."""
    mine = select(MembershipRequest).where(MembershipRequest.group_id == rule.group_id)
    waiting = mine.where(MembershipRequest.state == JoinState.PENDING)
    rows = session().scalars(waiting.order_by(MembershipRequest.waiting_since, MembershipRequest.id).limit(MOST)).all()
    people = {one.id: one for one in people_of([row.subject_id for row in rows])}
    return [
        WouldEnter(row.id, place, row.waiting_since or row.made_at)
        for place, row in enumerate((row for row in rows if row.subject_id in people), start=1)
        if _first([rule], people[row.subject_id], answers_of(row.subject_id, row.id))
    ]


def tried(rule: AdmissionRule) -> dict[str, object]:
    """What a rule that does not count yet says, and whom it would let in."""
    return {"said": readable([rule])[0], "tried": would_enter(rule)}


def answers_of(person: UUID, request: UUID) -> dict[UUID, str]:
    """What was answered, by question."""
    kept = session().get(RequestAnswers, request)
    key = installation().vault.keys_of([person]).get(person)
    if kept is None or key is None:
        return {}
    return {one.question: one.text for one in answers.read(key.open(RequestAnswers.answers, request, kept.answers))}


def _first(rules: Sequence[AdmissionRule], person: PersonRow, answered: dict[UUID, str]) -> str:
    return next((f"rule:{rule.condition}" for rule in rules if _lets_in(rule, person, answered)), "")


def _lets_in(rule: AdmissionRule, person: PersonRow, answered: dict[UUID, str]) -> bool:
    match rule.condition:
        case RuleCondition.DOMAIN:
            key = installation().vault.key_of(person.id)
            return parsed(address_in(key, person.address)).domain == rule.value
        case RuleCondition.HOLDS:
            return entitlements.holds(person.id, UUID(rule.value))
        case _:
            return rule.question_id is not None and answered.get(rule.question_id) == rule.value
