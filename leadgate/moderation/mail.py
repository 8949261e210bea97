"""The letter each morning to moderators for whom something waits."""

from uuid import UUID

from leadgate.foundation.installation import installation
from leadgate.foundation.mail.composing import Letter
from leadgate.moderation import workload
from leadgate.staff import queries as staff


def write_waiting(moderator: UUID) -> Letter | None:
    """Tells a moderator how many wait."""
    account, waiting = staff.account(moderator), workload.waiting_for(moderator)
    if account is None or not waiting:
        return None
    here = installation()
    words = {"desks": waiting, "url": f"{here.settings.base_url}/moderate/"}
    return Letter(None, lambda: account.email, staff.language_of(account), words)
