"""Sending: the worker finds out who asked, and writes to whoever has to prove something, within the mailbox's budget.

Somebody who said "this wasn't me" is left alone. Never more mail goes to one mailbox than the budget allows, whatever
forms it was typed into.
"""

from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, select

from leadgate.foundation import clock
from leadgate.foundation.db import action, run, session
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, TooMany, spend
from leadgate.foundation.mail.addresses import MailAddress, parsed
from leadgate.foundation.mail.budget import spend_mail_budget, spend_or_wait
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.people.types import SuppressionReason
from leadgate.people.verification import letters, queries, registry
from leadgate.people.verification.models import Verification
from leadgate.people.verification.types import Seen, Settled, VerificationKind

ONE_REMINDER = Limit("mail/reminder", 1, timedelta(days=7))
BATCH = 200


@action
def settle(verification: str) -> None:
    """Answer one request for a proof; asking again changes nothing."""
    row = session().get(Verification, UUID(verification))
    if row is None or row.mails or row.confirmed_at:
        return
    kind = registry.named(row.kind)
    if kind.heeds_not_me and row.address_index and people.is_suppressed(_address_of(row), SuppressionReason.NOT_ME):
        return
    if kind.shares_budget:
        spend_or_wait(_address_of(row).mailbox)
    row.mails = 1
    match _settled(kind, row):
        case Settled.ASK:
            _ask(kind, row)
        case Settled.ASK_KNOWN:
            _hand_over(row)
            _ask(kind, row)
        case Settled.ANSWERED:
            row.answered = True
        case Settled.FORGET:
            installation().vault.destroy(row.subject_id)


def _ask(kind: VerificationKind, row: Verification) -> None:
    if kind.times_letter:
        row.link_ends_at = row.expires_at = clock.now() + kind.link_lasts
    if kind.reminded_after and not row.for_guardian:
        row.remind_at = row.made_at + kind.reminded_after
    letters.ask(kind, row)


def _hand_over(row: Verification) -> None:
    person = session().scalars(select(Person).where(Person.address_index == row.address_index)).one()
    own, row.subject_id, row.language = row.subject_id, person.id, person.language
    row.address = row.address_index = row.payload = None
    session().flush()
    installation().vault.destroy(own)


def _settled(kind: VerificationKind, row: Verification) -> Settled:
    if not kind.settles or row.for_guardian:
        return Settled.ASK
    known = people.id_with(row.address_index) if row.address_index else None
    seen = Seen(*(getattr(row, column.key) for column in queries.SEEN))
    settled: Settled = kind.call(kind.settles, seen, known, row.mails)
    return settled


def _address_of(row: Verification) -> MailAddress:
    return parsed(queries.address_of(row.id))


@action
def resend(kind: VerificationKind, named: UUID) -> None:
    """Send the mail again, within the budget; whether there is anything to send is not said.

    Args:
        kind: of the verification.
        named: what a link of this kind would name.

    Raises:
        TooMany: the mailbox has had its share for now.
    """
    found = queries.waiting(kind, named)
    # Nothing is locked: of two at once the second meets the letter of that number, and its act is done once more.
    row = session().get(Verification, found.id) if found else None
    if row is None or row.confirmed_at or not 0 < row.mails < kind.most_mails:
        return
    if kind.shares_budget:
        spend_mail_budget(_address_of(row).mailbox)
    row.mails += 1
    if not row.answered or _settled(kind, row) is Settled.ASK:
        letters.ask(kind, row)


@action
def remind_batch() -> int:
    """Remind those who have not answered after a while, once, however often they asked; answers how many were due."""
    now, found = clock.now(), 0
    for kind in registry.kinds():
        if kind.reminded_after:
            due = run(_unreminded(kind), {"now": now}).scalars().all()
            found += len(due)
            for verification in due:
                _remind(kind, verification)
    return found


@cache
def _unreminded(kind: VerificationKind) -> Select[Any]:
    """Whose reminder is due and whose link still works."""
    return (
        select(Verification.id)
        .where(
            Verification.kind == kind.word,
            Verification.remind_at <= bindparam("now"),
            Verification.link_ends_at > bindparam("now"),
            Verification.confirmed_at.is_(None),
            ~Verification.for_guardian,
            ~Verification.answered,
        )
        .limit(BATCH)
    )


def _remind(kind: VerificationKind, verification: UUID) -> None:
    row = session().get_one(Verification, verification)
    row.remind_at = None
    if _is_to_be_reminded(kind, row):
        row.mails += 1
        letters.remind(kind, row)


def _is_to_be_reminded(kind: VerificationKind, row: Verification) -> bool:
    address = _address_of(row)
    if row.address_index and people.is_suppressed(address, SuppressionReason.NOT_ME):
        return False
    known = people.id_with(row.address_index) if row.address_index else None
    if known and kind.has and kind.call(kind.has, known, row.about):
        return False  # they asked twice and proved the other one
    try:
        spend((ONE_REMINDER, f"{row.about}/{address.normalised}"))
        if kind.shares_budget:
            spend_mail_budget(address.mailbox)
    except TooMany:
        return False
    return True
