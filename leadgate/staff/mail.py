"""The letters to a member of the staff about their own account."""

from uuid import UUID

from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.staff import queries
from leadgate.staff.models import StaffChange
from leadgate.staff.room import STAFF_WAY_IN
from leadgate.staff.types import SignInChange


def write_changed(change: UUID) -> Letter | None:
    """Tells somebody what changed about how they sign in, and what to do if it was not them."""
    row = session().get(StaffChange, change)
    account = queries.account(row.account_id) if row else None
    if row is None or account is None:
        return None
    what, url = SignInChange(row.what), f"{installation().settings.base_url}/staff/sessions"
    left = queries.recovery_codes_left(account.id) if what is SignInChange.RECOVERY_CODE_USED else None
    told = {"change": row, "what": what, "left": left, "url": url}
    return Letter(None, lambda: account.email, queries.language_of(account), told)


def write_with_way_in(account: UUID) -> Letter | None:
    """Tells somebody that their account is tried, with a link that lets a browser of theirs be known; None for nobody.

    Args:
        account: theirs, or an id that is nobody's: for an address without an account a letter is asked for, too.
    """
    whose, here = queries.account(account), installation()
    if whose is None:
        return None
    url = f"{here.settings.base_url}/staff/way-in/{here.tokens.make(STAFF_WAY_IN, whose.id)}"
    return Letter(None, lambda: whose.email, queries.language_of(whose), {"url": url})
