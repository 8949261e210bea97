"""What belongs to an address without hanging on its person, and how long a silent member belongs to a group."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from flask_babel import lazy_gettext as _
from sqlalchemy import delete, select

from leadgate.erasure.events import Erased
from leadgate.foundation.db import session
from leadgate.foundation.erasure_engine import Store
from leadgate.foundation.installation import installation
from leadgate.foundation.residue_scan import files_with
from leadgate.foundation.retention_rules import Belonging, Does, Rule
from leadgate.foundation.words import Text
from leadgate.groups.actions import attaching, leaving
from leadgate.groups.models import Applicant, Group, Invitation, Membership
from leadgate.groups.queries import address_key


def open_invitations(indexes: Sequence[bytes]) -> Iterable[UUID]:
    """The keys of invitations nobody has answered."""
    return session().scalars(select(Invitation.id).where(Invitation.address_index.in_(indexes)))


def membership_rules() -> Iterator[Rule]:
    """Whoever has not come to a group for long is asked whether they stay, and leaves it when they say nothing."""
    for group in session().scalars(select(Group).where(Group.inactive_days > 0, Group.closed_at.is_(None))):
        yield Rule(
            name=f"group/{group.slug}",
            of=Membership,
            starts=Membership.__table__.c.seen_at,
            event=_("the person was last in the group"),
            lasts=timedelta(days=group.inactive_days),
            does=Does.END_BELONGING,
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


def _search(needles: Sequence[bytes]) -> int | None:
    folder = installation().storage.folder
    return files_with(needles, (folder / attaching.FOLDER).rglob("*")) if folder else None


FILES = Store("files of posts", Text("files put beside posts"), attaching.forget, _search)


def forget_applicants(event: Erased) -> None:
    """Groups remember nothing of who was erased."""
    for group in session().scalars(select(Group.id)).all():
        keys = [address_key(group, index) for index in event.indexes]
        session().execute(delete(Applicant).where(Applicant.group_id == group, Applicant.address_key.in_(keys)))
