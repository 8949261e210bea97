"""Reacting: saying something about a post with one press, and taking it back with another."""

from uuid import UUID

from sqlalchemy import delete

from leadgate.discussions import checks
from leadgate.discussions.models import Reaction
from leadgate.discussions.types import Sign
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import upsert
from leadgate.foundation.db import action, session
from leadgate.groups import queries as groups


@action
def react(membership: UUID, post: UUID, sign: Sign) -> None:
    """Say it, or take it back where it was said; two presses at once say it once.

    Args:
        membership: whose reaction it is.
        post: of a post they may read.
        sign: what they say.

    Raises:
        Muted: the moderators let them say nothing at the moment.
    """
    member = groups.member(membership)
    checks.refuse_silenced(member.group_id, member.person_id)
    mine = (Reaction.post_id == post, Reaction.membership_id == membership, Reaction.sign == sign)
    if session().execute(delete(Reaction).where(*mine)).rowcount:  # type: ignore[attr-defined]
        return
    row = {"post_id": post, "membership_id": membership, "sign": sign, "person_id": member.person_id, "at": clock.now()}
    session().execute(upsert(Reaction).values(row).on_conflict_do_nothing())
