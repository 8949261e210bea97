"""What the studio's pages about an asset begin with: the asset, for those who may see it."""

from uuid import UUID

from leadgate.assets import queries
from leadgate.assets.errors import NoSuchAsset
from leadgate.assets.queries import AssetGate
from leadgate.foundation import languages
from leadgate.foundation.installation import installation

FORM_BYTES = 1_000_000


def gate(asset_id: UUID) -> AssetGate:
    """An asset, for those who may see it.

    Raises:
        NoSuchAsset: there is none of that id.
    """
    found = queries.gate_with_id(asset_id, languages.of_request())
    if found is None:
        raise NoSuchAsset
    return found


def most_bytes() -> int:
    """How large the form with its file may be."""
    return installation().settings.upload_limit_bytes + FORM_BYTES
