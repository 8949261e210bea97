"""Reading which files of leads there were, and from which of them a line is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.lead_exports import marks
from leadgate.lead_exports.errors import NotOneOfOurMarks
from leadgate.lead_exports.models import LeadExport
from leadgate.lead_exports.room import EXPORT_LOOK
from leadgate.ledger.looks import EndedAfterLook, ended_after

SHOWN_MOST = 100
TOLD_FOR = timedelta(days=30)
"""How long it is told that somebody left whom a file holds."""


def exports() -> Sequence[LeadExport]:
    """The files that were taken along, newest first."""
    return session().scalars(select(LeadExport).order_by(LeadExport.at.desc()).limit(SHOWN_MOST)).all()


def taken_from(address: str, mark: str) -> LeadExport:
    """The file a line is from, whether the person in it is still known or not.

    Args:
        address: as it stands in the line.
        mark: the line's.

    Raises:
        NotOneOfOurMarks: no file from here has it beside that address.
    """
    found = session().scalar(select(LeadExport).where(LeadExport.code == marks.code_in(mark)))
    if found is None or not marks.is_mark_of(mark, found.id, found.code, address.strip()):
        raise NotOneOfOurMarks
    return found


def left_since(files: Sequence[LeadExport], since: datetime | None = None) -> dict[UUID, int]:
    """How many people of each file no longer agree to what it was exported for; files that nobody left are missing.

    Args:
        files: in any order.
        since: when they ended it (UTC); within `TOLD_FOR` when None.
    """
    ends = ended_after(EXPORT_LOOK.name, since or clock.now() - TOLD_FOR)
    found = {file.id: sum(end.people for end in ends if _is_of(file, end)) for file in files}
    return {file: count for file, count in found.items() if count}


def _is_of(file: LeadExport, end: EndedAfterLook) -> bool:
    """Whether it was that file: theirs left by its account, for its purpose, while it was written."""
    written = file.at <= end.looked_at <= (file.finished_at or clock.now())
    return written and (file.by, file.purpose) == (end.account, end.purpose)


def files_about(looked: Sequence[tuple[datetime, UUID | None]]) -> dict[datetime, LeadExport]:
    """The files somebody's lines left in, by when they did.

    Args:
        looked: when (UTC) and by which account.
    """
    if not looked:
        return {}
    until, accounts = max(at for at, _by in looked), {by for _at, by in looked}
    asked = select(LeadExport).where(LeadExport.at <= until, LeadExport.by.in_(accounts)).order_by(LeadExport.at)
    files = session().scalars(asked).all()
    # The last one that had begun: an account writes its files one after the other, or they are the same people.
    newest = {at: [one for one in files if one.by == by and one.at <= at] for at, by in looked}
    return {at: fitting[-1] for at, fitting in newest.items() if fitting}
