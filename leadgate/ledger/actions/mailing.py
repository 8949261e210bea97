"""Mailing the newest checkpoint to an auditor, every so many days."""

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.letters import add_new_letter

MAILED = "checkpoint:mail"


@action
def mail_checkpoint() -> None:
    """Have the letter written, if an auditor is named and the last one left long enough ago."""
    settings, last = installation().settings, audit.newest(MAILED)
    if settings.auditor_email is None or (last and last > clock.now() - settings.auditor_every):
        return
    add_new_letter("ledger/checkpoint", new_id())
    audit.record(MAILED, actor=None)
