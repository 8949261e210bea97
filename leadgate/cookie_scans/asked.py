"""What a page, a schedule and the command line have done: looking at a site, and keeping what was seen."""

from typing import Any
from uuid import UUID

from leadgate.cookie_scans import queries
from leadgate.cookie_scans.actions import keeping
from leadgate.cookie_scans.actions.keeping import ScanOf
from leadgate.cookie_scans.browser.scanning import scanned
from leadgate.cookies import queries as cookies
from leadgate.foundation.background import progress
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.installation import installation
from leadgate.runs.types import RunAsked


def run(asked: RunAsked) -> dict[str, Any]:
    """Look at a site for whoever asked; where nobody did, it was due.

    Raises:
        NoSuchSite: it was retired since.
        NotReached, NoScanner, NoBrowser: nothing could be looked at.
    """
    return {"scan": str(look(asked.about, by=asked.by, scheduled=asked.by is None))}


def look(slug: str, *, by: UUID | None, scheduled: bool = False) -> UUID:
    """Look at a site now, and keep what was seen.

    Args:
        slug: of the site.
        by: the account that asked; None for the command line and a schedule.
        scheduled: whether nobody asked, so that what leaks is told to who listens.

    Returns:
        The scan's id.

    Raises:
        NoSuchSite: there is none of that name.
        NotReached, NoScanner, NoBrowser: nothing could be looked at.
    """
    site, settings = cookies.site_of(slug), installation().settings
    site_id, origins = site.id, [*site.origins]
    seen = scanned(origins, program=settings.scan_browser, inside=settings.scan_private, tell=progress.done)
    forget_what_was_read()  # a minute has passed: its notice may be another one
    return keeping.keep(ScanOf(site_id, slug, by, scheduled), seen, queries.judge_of(site_id))
