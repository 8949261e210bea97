"""Resources of a group: reading them, adding one, taking one away."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from leadgate.attributes import entitlements
from leadgate.foundation import audit
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.web.ways import browser_path
from leadgate.groups.models import Resource


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A resource as a member sees it."""

    id: UUID
    title: str
    address: str
    is_gated: bool
    """Whether it is a download of this site, which has its own page and asks for its own consent."""
    is_held: bool
    """Whether the reader has it already."""


def resources_of(group: UUID, person: UUID | None = None) -> list[ResourceView]:
    """The resources of a group, oldest first; a download that is open to nobody any more is left out."""
    known = {one.id: one for one in entitlements.everything()}
    rows = session().scalars(select(Resource).where(Resource.group_id == group).order_by(Resource.id))
    return [
        ResourceView(
            id=row.id,
            title=row.title,
            address=browser_path(known[row.thing].path) if row.thing else row.address,
            is_gated=row.thing is not None,
            is_held=bool(row.thing and person and entitlements.holds(person, row.thing)),
        )
        for row in rows
        if row.thing is None or row.thing in known
    ]


@action
def add(group: UUID, title: str, *, thing: UUID | None = None, address: str = "", by: UUID) -> None:
    """Let members find something at once."""
    session().add(Resource(id=new_id(), group_id=group, title=title, thing=thing, address=address))
    audit.record("group:add-resource", actor=by, subject=group)


@action
def drop(resource_id: UUID, *, group: UUID, by: UUID) -> None:
    """Let it stand there no longer; dropping what is gone is fine."""
    session().execute(delete(Resource).where(Resource.id == resource_id, Resource.group_id == group))
    audit.record("group:drop-resource", actor=by, subject=group)
