"""Reminding: whoever moderates hears once a day, in the morning, how much waits for them; nothing when nothing does."""

from leadgate.foundation import clock
from leadgate.foundation.db import action
from leadgate.foundation.local_time import at_hour, today
from leadgate.foundation.mail.letters import put_letter
from leadgate.groups.queries import moderators
from leadgate.moderation import workload

AT = 7
"""The hour from which the letters leave."""


@action
def remind_moderators() -> int:
    """Write to everybody for whom something waits; the same day twice writes once. Answers for how many it does."""
    day = today()
    if clock.now() < at_hour(day, AT):
        return 0
    waits = [account for account in moderators() if workload.waiting_for(account)]
    for account in waits:
        put_letter("moderation/waiting", f"{account}/{day}", moderator=account)
    return len(waits)
