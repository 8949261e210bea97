"""A draft, for whoever has its link."""

from flask import Blueprint, Response

from leadgate.asset_editor import looking, queries
from leadgate.asset_editor.errors import DraftLinkOver
from leadgate.asset_editor.room import DRAFT
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import PUBLIC, allow

pages = Blueprint("asset_drafts", __name__)


@pages.get("/drafts/<token>")
@allow(PUBLIC)
def look(token: str) -> Response:
    """The page as it would be; it is not counted, and nothing can be sent from it."""
    (link_id,) = installation().tokens.read(DRAFT, token)
    row = queries.draft_linked(link_id)
    if row is None:
        raise DraftLinkOver
    return looking.page(row.asset_id, queries.typed_in(row))
