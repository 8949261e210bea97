"""Reading which files of leads there were, and from which of them a line is."""

from collections.abc import Sequence

from sqlalchemy import select

from leadgate.foundation.db import session
from leadgate.lead_exports import marks
from leadgate.lead_exports.errors import NotOneOfOurMarks
from leadgate.lead_exports.models import LeadExport

SHOWN_MOST = 100


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
