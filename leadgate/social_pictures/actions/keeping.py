"""Keeping the picture of a page: drawn when it is first asked for after a change, and once."""

from leadgate.assets.queries import AssetGate
from leadgate.foundation import clock
from leadgate.foundation.databases.upserting import put_row
from leadgate.foundation.db import action
from leadgate.social_pictures import queries
from leadgate.social_pictures.models import SocialPicture


def of_page(gate: AssetGate) -> bytes:
    """The picture of a page, which is drawn where it is not there yet.

    Args:
        gate: the page's.
    """
    from leadgate.social_pictures.drawing import drawn  # Pillow, for the first picture of a process

    return queries.kept(gate) or _keep(gate, drawn(queries.said(gate)))


def of_draft(gate: AssetGate) -> bytes:
    """The picture a page would have; nothing is kept.

    Args:
        gate: of a page as it is typed.
    """
    from leadgate.social_pictures.drawing import drawn

    return drawn(queries.said(gate))


@action
def _keep(gate: AssetGate, picture: bytes) -> bytes:
    now = {"mark": queries.mark(gate), "picture": picture, "made_at": clock.now()}
    put_row(SocialPicture, {"asset_id": gate.asset.id}, now)
    return picture
