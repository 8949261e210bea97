"""The ledger's one letter: its checkpoint, to whoever audits us."""

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.ledger import checkpoints


def write_checkpoint() -> Letter | None:
    """The newest checkpoint, for an auditor to keep where we cannot reach it."""
    settings = installation().settings
    if (to := settings.auditor_email) is None:
        return None
    context = {"checkpoint": checkpoints.newest(), "key": checkpoints.log_key()}
    return Letter(None, lambda: to, settings.languages[0], context)
