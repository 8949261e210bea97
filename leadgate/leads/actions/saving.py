"""Saving what was chosen as a segment, and letting go of one."""

from uuid import UUID

from sqlalchemy import delete, select

from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.ids import new_id
from leadgate.leads.choosing import LeadChoice
from leadgate.leads.errors import NotASegmentName, SegmentNameTaken
from leadgate.leads.models import Segment

LONGEST_NAME = 80


@action
def save_segment(name: str, choice: LeadChoice, *, by: UUID) -> None:
    """Save what was chosen under a name; nobody is written down with it.

    Args:
        name: what it is called from now on.
        choice: what.
        by: the account that saves it.

    Raises:
        NotASegmentName: the name is empty or too long.
        SegmentNameTaken: there is one of that name.
    """
    called = " ".join(name.split())
    if not called or len(called) > LONGEST_NAME:
        raise NotASegmentName
    if session().scalar(select(Segment.id).where(Segment.name == called)):
        raise SegmentNameTaken
    made = new_id()
    add_row(Segment, id=made, name=called, chosen=choice.as_query, by=by, made_at=clock.now())
    audit.record("segment:save", actor=by, subject=made)


@action
def drop_segment(segment_id: UUID, *, by: UUID) -> None:
    """Let go of a segment; twice is once.

    Args:
        segment_id: of the segment.
        by: the account that does.
    """
    session().execute(delete(Segment).where(Segment.id == segment_id))
    audit.record("segment:drop", actor=by, subject=segment_id)
