"""What a site's owner pastes into its pages."""

import gzip
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256, sha384

from markupsafe import Markup

from leadgate.cookies import queries
from leadgate.cookies.models import CookieSite
from leadgate.foundation.installation import installation


@dataclass(frozen=True, slots=True)
class PasteLines:
    """Lines of HTML.

    Args:
        script: for the head of every page, before anything else that loads.
        pinned: the same by its hash; it has to be pasted anew with each publication.
        link: by which a visitor opens the banner again.
        noscript: for those without JavaScript, for whom nothing is loaded.
    """

    script: str
    pinned: str
    link: str
    noscript: str


def policy_of_preview(script: str) -> str:
    """The Content-Security-Policy of a page that lets one script run, and be framed by us.

    Args:
        script: as it stands in the page.
    """
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; script-src 'sha256-{digest}'; frame-ancestors 'self'; base-uri 'none'"


def lines_for(site: CookieSite) -> PasteLines:
    """The lines of a site of which something was published.

    Args:
        site: whose.
    """
    here = f"{installation().settings.base_url}/c/{site.slug}"
    kept = queries.newest_pinned(site.id)
    pinned = Markup('<script src="{}/{}.js" integrity="{}" crossorigin="anonymous"></script>')
    return PasteLines(
        script=str(Markup('<script src="{}.js"></script>').format(here)),
        pinned=str(pinned.format(here, kept.name, _integrity(gzip.decompress(kept.content)))) if kept else "",
        link=str(Markup('<a href="{}" data-lg-open>{}</a>').format(here, "Cookies")),
        noscript=str(Markup('<noscript><a href="{}">{}</a></noscript>').format(here, "Cookies")),
    )


def _integrity(content: bytes) -> str:
    """What a page names a script by (Subresource Integrity)."""
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"
