"""What waits in the outbox is worked after a change of version, whichever room it belongs to by then, and once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id

WAITING = {
    "joining.tell_waiting": "groups.tell_waiting",
    "invitations.send_invitation": "groups.send_invitation",
    "joining.apply_rule": "groups.apply_rule",
    "discussions.tell_post": "groups.tell_post",
    "groups.tell_members": "groups.tell_members",
}
LETTERS = {
    "joining/decided": "groups/decided",
    "discussions/digest": "groups/digest",
    "sanctions/sanctioned": "groups/sanctioned",
    "moderation/waiting": "groups/waiting",
    "groups/ending": "groups/ending",
    "consent/receipt": "consent/receipt",
}

pytestmark = pytest.mark.both_databases


@action
def wait() -> None:
    later = clock.now() + timedelta(days=1)
    for kind in WAITING:
        outbox.put(kind, {"group": new_id()}, key=f"{kind}/1", due=later)
    for letter in LETTERS:
        outbox.put("mail", {"letter": letter, "message": new_id()}, key=f"mail/{letter}/1", due=later)


def waiting() -> set[tuple[str, str, str]]:
    rows = session().execute(select(OutboxItem.kind, OutboxItem.key, OutboxItem.payload))
    return {(kind, key, payload.get("letter", "")) for kind, key, payload in rows}


def test_what_waits_has_the_names_of_the_version_it_is_worked_by(here):
    wait()
    before = waiting()
    migrating.step_down(here, "0008")
    assert waiting() == {(old, f"{old}/1", "") for old in WAITING.values()} | {
        ("mail", f"mail/{old}/1", old) for old in LETTERS.values()
    }
    migrating.migrate(here)
    assert waiting() == before
