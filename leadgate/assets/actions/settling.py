"""Settling: the worker finds out who asked, and what that person gets.

Unknown: a mail with a link and a code. Known: the file at once, by mail to the proven address, and nothing about them
changes. A child's guardian: the question. Somebody who said "this wasn't me": nothing. And never more mail to one
mailbox than the budget allows, whatever forms it was typed into.
"""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.assets import mail
from leadgate.assets.actions.delivering import grant_to
from leadgate.assets.models import OptIn
from leadgate.assets.queries import has_grant
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, TooMany, spend
from leadgate.foundation.vault import Ciphertext, PersonKey
from leadgate.people import queries as people
from leadgate.people.addresses import MailAddress, parsed
from leadgate.people.mail_budget import spend_mail_budget, spend_or_wait
from leadgate.people.models import Reason

REMINDED_AFTER = timedelta(hours=24)
ONE_REMINDER = Limit("mail/reminder", 1, timedelta(days=7))
MOST_MAILS = 4


def address_of(row: OptIn) -> MailAddress:
    """The address an opt-in was made with."""
    return opened_address(row.address, installation().vault.key_of(row.id))


def opened_address(sealed: Ciphertext, key: PersonKey) -> MailAddress:
    """The same, with the key of the opt-in at hand."""
    return parsed(key.open(OptIn.address, key.owner, sealed))


@action
def settle(opt_in: str) -> None:
    """Answer one opt-in; asking again changes nothing."""
    row = session().get(OptIn, UUID(opt_in))
    if row is None or row.mails:
        return
    address = address_of(row)
    if people.is_suppressed(people.index_of(address), Reason.NOT_ME):
        return
    spend_or_wait(address)
    row.mails = 1
    known = None if row.for_guardian else people.person_with(address)
    if known:
        row.already_known = True
        mail.deliver(_grant(known.id, row), known.id, row.id)
    else:
        row.remind_at = clock.now() + REMINDED_AFTER
        _write_to(row)


def _write_to(row: OptIn) -> None:
    if row.for_guardian:
        mail.ask_guardian(row.id, row.mails)
    else:
        mail.ask_to_confirm(row.id, row.mails)


@action
def resend(opt_in: UUID) -> None:
    """Send the mail again, within the budget; whether there is anything to send is not said.

    Raises:
        TooMany: the mailbox has had its share for now.
    """
    row = session().get(OptIn, opt_in)
    if row is None or not 0 < row.mails < MOST_MAILS:
        return
    address = address_of(row)
    spend_mail_budget(address)
    row.mails += 1
    if not row.already_known:
        _write_to(row)
        return
    if known := people.person_with(address):
        mail.deliver(_grant(known.id, row), known.id, row.id, again=row.mails)


def _grant(person: UUID, row: OptIn) -> UUID:
    return grant_to(installation().vault.key_of(person), row.asset_id)


@action
def remind_batch() -> int:
    """Remind those who have not confirmed after a day, once, however often they asked; answers how many were due."""
    due = _unreminded()
    for row in due:
        row.remind_at = None
        if _is_to_be_reminded(row):
            row.mails += 1
            mail.remind(row.id)
    return len(due)


def _is_to_be_reminded(row: OptIn) -> bool:
    address = address_of(row)
    if (known := people.person_with(address)) and has_grant(known.id, row.asset_id):
        return False  # they asked twice and confirmed the other one
    try:
        spend((ONE_REMINDER, f"{row.asset_id}/{address.normalised}"))
        spend_mail_budget(address)
    except TooMany:
        return False
    return True


def _unreminded() -> list[OptIn]:
    """Opt-ins whose reminder is due and whose link still works."""
    now = clock.now()
    due = select(OptIn).where(
        OptIn.remind_at <= now, OptIn.link_ends_at > now, ~OptIn.for_guardian, ~OptIn.already_known
    )
    return list(session().scalars(due.limit(200)))
