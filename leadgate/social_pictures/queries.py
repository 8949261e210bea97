"""What is drawn for a page, and what was."""

import json
from hashlib import sha256

from leadgate.assets.queries import AssetGate
from leadgate.foundation.db import session
from leadgate.foundation.installation import installation
from leadgate.page_pictures import queries as page_pictures
from leadgate.site_settings import queries as site_settings
from leadgate.social_pictures.models import SocialPicture
from leadgate.social_pictures.types import CardSaid

DRAWN_SINCE = 3
"""Another number draws all of them anew: how they are drawn has changed."""


def mark(gate: AssetGate) -> str:
    """Names all that is shown on the picture of a page: one more change has another name.

    Args:
        gate: the page's.
    """
    settings, logo = installation().settings, installation().settings.brand.logo
    shown = gate.cover.name if gate.cover else str(gate.version.id) if gate.version.picture else ""
    brand = [settings.site_name, settings.accent, str(logo.id) if logo else ""]
    said = [DRAWN_SINCE, gate.asset.title, gate.asset.language, gate.version.kind, shown, *brand]
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


def kept(gate: AssetGate) -> bytes | None:
    """The picture of a page as it is now; None where it was not drawn since the page or the brand last changed.

    Args:
        gate: the page's.
    """
    row = session().get(SocialPicture, gate.asset.id)
    return row.picture if row and row.mark == mark(gate) else None


def said(gate: AssetGate) -> CardSaid:
    """What stands on the picture of a page.

    Args:
        gate: the page's.
    """
    settings, logo = installation().settings, installation().settings.brand.logo
    cover = page_pictures.drawn_in(gate.cover.name, gate.cover.width) if gate.cover else gate.version.picture
    return CardSaid(
        title=gate.asset.title,
        language=gate.asset.language,
        below=gate.version.kind,
        site=settings.site_name,
        accent=settings.accent,
        cover=cover,
        is_own_cover=gate.design.cover is not None,
        logo=site_settings.picture(logo.id) if logo else None,
    )
