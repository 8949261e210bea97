"""Work that was given up, as it lies in the outbox."""

from uuid import UUID

from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.background.outbox import MOST_ATTEMPTS, OutboxItem
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id


@action
def give_up_a_letter(kind: str, trouble: str | None) -> UUID:
    """Let one thing of a kind have been given up for a reason; answers its row."""
    key = f"{kind}/{new_id()}"
    outbox.put(kind, {"letter": "assets/confirm"}, key=key)
    row = session().query(OutboxItem).filter_by(key=key).one()
    row.dead_at, row.due_at, row.trouble, row.attempts = clock.now(), None, trouble, MOST_ATTEMPTS
    return row.id
