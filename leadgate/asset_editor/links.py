"""The link by which a draft is shown to others."""

from leadgate.asset_editor.models import AssetDraft
from leadgate.asset_editor.room import DRAFT
from leadgate.foundation.installation import installation


def draft_link(draft: AssetDraft) -> str:
    """Where whoever has it sees the draft, until it is taken back."""
    here = installation()
    return f"{here.settings.base_url}/drafts/{here.tokens.make(DRAFT, draft.link_id)}"
