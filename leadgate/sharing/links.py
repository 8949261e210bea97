"""The address of a gate as it is shared: with the word by which visits from one channel are counted."""

from io import BytesIO
from urllib.parse import urlencode

import segno
from markupsafe import Markup

from leadgate.analytics.sources import origin_named, parameters_of
from leadgate.foundation.installation import installation


def shared_link(slug: str, origin: str) -> str:
    """The address of a gate's page, whole.

    Args:
        slug: of the gate.
        origin: where it is shared, as somebody typed it; empty for nowhere in particular.
    """
    said = parameters_of(origin_named(origin))
    address = f"{installation().settings.base_url}/a/{slug}"
    return f"{address}?{urlencode(said)}" if said else address


def on_another_site(slug: str, title: str) -> tuple[str, str]:
    """What shows the form of a gate on another site: a line with a script, and a frame where scripts are not allowed.

    Args:
        slug: of the gate.
        title: what is read out for the frame.

    Returns:
        Both as HTML, to be copied.
    """
    address = installation().settings.base_url
    script = Markup('<script async src="{}/embed.js" data-gate="{}" data-title="{}"></script>')
    frame = Markup('<iframe src="{}/a/{}/embed?source=my-site" title="{}" width="100%" height="900"></iframe>')
    return str(script.format(address, slug, title)), str(frame.format(address, slug, title))


def code(link: str, kind: str) -> bytes:
    """A link as a QR code (ISO/IEC 18004), dark on white, with the margin that cameras need.

    Args:
        link: what a camera reads.
        kind: `svg` for print, `png` for slides.

    Returns:
        The file.
    """
    file = BytesIO()
    segno.make(link, micro=False, error="m").save(file, kind=kind, scale=10, border=4, light="#fff")
    return file.getvalue()
