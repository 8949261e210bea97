"""Opening the mailbox that is set."""

import imaplib
import poplib
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from leadgate.bounces.mailbox.imap import imap_folder
from leadgate.bounces.mailbox.pop import pop_mailbox
from leadgate.bounces.mailbox.shape import Mailbox, MailboxAway
from leadgate.foundation.mail.connecting import tls
from leadgate.foundation.settings import Settings


@contextmanager
def opened(settings: Settings) -> Iterator[Mailbox]:
    """The mailbox of `LEADGATE_BOUNCE_MAILBOX`, signed in to, encrypted unless it is on this machine.

    Raises:
        MailboxAway: it is not to be reached, does not let us in, or breaks off.
    """
    where = urlsplit(settings.bounce_mailbox or "")
    way = imap_folder if where.scheme.startswith("imap") else pop_mailbox
    try:
        with way(where, tls(settings)) as mailbox:
            yield mailbox
    except (imaplib.IMAP4.error, poplib.error_proto, OSError) as trouble:
        raise MailboxAway(type(trouble).__name__) from trouble
