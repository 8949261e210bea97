"""Copying: another asset begins as a draft with all that one of them says and shows."""

from uuid import UUID, uuid4

from flask_babel import gettext

from leadgate.asset_editor.actions import drafting, uploading
from leadgate.asset_editor.rows import Typed
from leadgate.asset_editor.typed import typed_of
from leadgate.assets.actions import storing
from leadgate.assets.queries import AssetGate
from leadgate.foundation.db import action, session

LEFT_OUT = ("slug", "opens_at", "closes_at")
"""What is of the one asset alone: its address, and when it is open."""
LONGEST_TITLE = 200


@action
def duplicate(gate: AssetGate, *, instead: Typed | None = None, by: UUID) -> UUID:
    """Begin a draft like an asset: its texts, form, layout, pictures and file; none of its people, figures and links.

    Args:
        gate: the asset's, as everybody sees it.
        instead: fields in which it differs; it is called a copy without any.
        by: the member of staff.

    Returns:
        The id of the asset that the draft is to be.
    """
    copy: Typed = {name: values for name, values in typed_of(gate).items() if name not in LEFT_OUT}
    copy |= instead or {"title": [gettext("Copy of %(title)s", title=gate.asset.title)[:LONGEST_TITLE]]}
    copy["upload"] = [str(_same_file(gate, by))]
    new = uuid4()
    drafting.save(new, "", copy, by=by)
    return new


def _same_file(gate: AssetGate, by: UUID) -> UUID:
    """The newest file as one that came whole: it lies in storage once, and goes when nothing names it any more."""
    row = uploading.whole_row(storing.stored_in(gate.version.id), gate.asset.title, by)
    session().add(row)
    session().flush()
    return row.id
