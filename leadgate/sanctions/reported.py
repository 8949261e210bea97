"""Reading what was reported, and the log of what moderators did about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from leadgate.discussions.queries import PostView, posts_with
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.sanctions.models import ModerationStep, PostReport


@dataclass(frozen=True, slots=True)
class Reported:
    """A post somebody reported, with what they said; who they are is nobody's business."""

    said: PostView
    reports: list[tuple[str, str]]
    """Category and words of each."""
    since: datetime


def reported(group: UUID) -> list[Reported]:
    """The posts with reports nobody has dealt with, the longest waiting first, at most a hundred reports."""
    waiting = select(PostReport).where(PostReport.group_id == group, PostReport.closed_at.is_(None))
    rows = session().scalars(waiting.order_by(PostReport.made_at).limit(100)).all()
    keys = installation().vault.keys_of({row.person_id for row in rows})
    said = {one.id: one for one in posts_with(list({row.post_id for row in rows}), group, None)}
    found: dict[UUID, Reported] = {}
    for row in rows:
        if row.post_id in said and row.person_id in keys:
            words = keys[row.person_id].open(PostReport.words, row.id, row.words) if row.words else ""
            one = found.setdefault(row.post_id, Reported(said[row.post_id], [], row.made_at))
            one.reports.append((row.category, words))
    return list(found.values())


def log(group: UUID) -> Sequence[ModerationStep]:
    """What moderators did to content, newest first."""
    mine = select(ModerationStep).where(ModerationStep.group_id == group).order_by(ModerationStep.at.desc())
    return session().scalars(mine.limit(100)).all()
