"""What belongs to an address without hanging on its person, and how long a silent member belongs to a group."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from flask_babel import lazy_gettext as _
from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.foundation.privacy.retention_rules import Belonging, RetentionAction, RetentionRule
from leadgate.groups.actions import leaving
from leadgate.groups.models import Group, Membership


def membership_rules() -> Iterator[RetentionRule]:
    """Whoever has not come to a group for long is asked whether they stay, and leaves it when they say nothing."""
    for group in session().scalars(select(Group).where(Group.inactive_days > 0, Group.closed_at.is_(None))):
        yield RetentionRule(
            name=f"group/{group.slug}",
            of=Membership,
            starts=Membership.__table__.c.seen_at,
            event=_("the person was last in the group"),
            lifetime=timedelta(days=group.inactive_days),
            does=RetentionAction.END_BELONGING,
            basis=_("Who does not come any more does not expect to be among the members; chosen by the group."),
            where=(Membership.group_id == group.id,),
            warned=timedelta(days=30),
            letter="retention/belonging_ends",
            can_be_changed=False,
            belonging=Belonging(
                title=group.title,
                language=group.language,
                path=f"/g/{group.slug}",
                end=leaving.end_silent,
                stay=partial(leaving.stay, group.id),
            ),
        )
