"""A way in for whoever is kept out by strangers who try their account: a letter, whose link lets a browser be known.

The link signs nobody in. It leads past the one count that strangers can fill, and password and second factor follow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from leadgate.foundation import audit
from leadgate.foundation.db import action
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.limits import Limit, within
from leadgate.foundation.mail.letters import add_new_letter
from leadgate.staff.errors import TriedFromEverywhere
from leadgate.staff.room import STAFF_WAY_IN
from leadgate.staff.types import KnownBrowser

PER_LETTER = Limit("staff/way-in", 1, timedelta(hours=1))


@contextmanager
def offered(letter: str, account_id: UUID | None, whose: str) -> Iterator[None]:
    """A block around a try, which has a letter sent when it is refused because an account is tried from everywhere.

    Args:
        letter: which one; each is sent once an hour at most.
        account_id: who gets it; None where there is no such account.
        whose: what its hours are counted by: the address as typed in small letters, or the account's id.

    Raises:
        TriedFromEverywhere: the block did.
    """
    try:
        yield
    except TriedFromEverywhere:
        _send(letter, account_id, whose)
        raise


@action
def _send(letter: str, account_id: UUID | None, whose: str) -> None:
    if within(PER_LETTER, f"{letter}/{whose}"):
        # For an address without an account, too: what takes as long and writes as much tells nobody which it is.
        add_new_letter(letter, new_id(), account=account_id or new_id())
        audit.record("staff:tried-from-everywhere", actor=None, subject=account_id)


@action
def make_known(token: str) -> KnownBrowser:
    """Let a browser be known for the account whose letter was opened in it; as often as somebody likes, for an hour.

    Args:
        token: the end of the link.

    Returns:
        What its cookie is to say. All browsers of such letters have one count together until somebody signs in, so
        that more letters are not more guesses for whoever reads the mail.

    Raises:
        TokenInvalid: forged, cut short, or made for something else.
        TokenExpired: older than an hour.
    """
    [account_id] = installation().tokens.read(STAFF_WAY_IN, token)
    audit.record("staff:browser-known", actor=account_id, subject=account_id)
    return KnownBrowser(account_id, browser_id=account_id)
