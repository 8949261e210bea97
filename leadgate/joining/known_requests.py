"""What marketers may know of requests to join: that somebody asked and waits, never what they said or were told."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from leadgate.foundation.db import session
from leadgate.foundation.house.people_pages import Facet, Happened
from leadgate.groups import queries as groups
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import LIVE, JoinState


def facets(_language: str) -> Sequence[Facet]:
    """In which group people wait to be let in."""
    waited_for = [(str(group.id), group.title) for group in groups.every_group()]
    return [Facet("waits", _("Waits to be let in to"), waited_for, _who_waits)]


def _who_waits(group: str) -> Select[UUID]:
    here = MembershipRequest.group_id == UUID(group)
    return select(MembershipRequest.subject_id).where(here, MembershipRequest.state.in_(LIVE))


def told(person: UUID, language: str) -> Iterable[Happened]:
    """Which groups somebody asked to let them in; what became of it is between them and the moderators."""
    mine = select(MembershipRequest.group_id, MembershipRequest.made_at).where(MembershipRequest.subject_id == person)
    asked = session().execute(mine.where(MembershipRequest.state != JoinState.DRAFT)).all()
    titles = groups.titles(language) if asked else {}
    for group, at in asked:
        yield Happened(at, gettext("Asked to join the group"), titles.get(group, ""))
