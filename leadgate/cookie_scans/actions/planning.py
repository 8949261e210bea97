"""Looking at sites without being asked: how often, and asking for what is due."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from leadgate.cookie_scans.models import CookieScanPlan
from leadgate.cookie_scans.types import Every
from leadgate.cookies import queries as cookies
from leadgate.foundation import audit, clock
from leadgate.foundation.db import action, add_row, session
from leadgate.foundation.installation import installation
from leadgate.runs.actions import asking
from leadgate.runs.errors import RunUnderWay

KIND = "cookie-scan"
PAUSES = {Every.DAILY: timedelta(days=1), Every.WEEKLY: timedelta(days=7)}


@action
def plan(site_id: UUID, every: Every, *, by: UUID) -> None:
    """Say how often a site is looked at; the first time is one such pause from now.

    Args:
        site_id: whose.
        every: how often.
        by: the staff account.
    """
    known = session().get(CookieScanPlan, site_id)
    due_at = clock.now() + PAUSES.get(every, timedelta())
    if known is None:
        add_row(CookieScanPlan, site_id=site_id, every=every, due_at=due_at)
    else:
        known.every, known.due_at = every, due_at
    audit.record("cookie-scan:plan", actor=by, subject=site_id)


@action
def ask_due() -> None:
    """Ask for a look at the site that waits longest, unless one is under way; the others have their turn after it."""
    slugs = {site.id: site.slug for site in cookies.sites()}
    due = select(CookieScanPlan).where(CookieScanPlan.every != Every.NEVER, CookieScanPlan.due_at <= clock.now())
    for waiting in session().scalars(due.order_by(CookieScanPlan.due_at)):
        slug = slugs.get(waiting.site_id)
        if slug is None:
            continue  # it was retired
        try:
            asking.ask(KIND, slug, language=installation().settings.languages[0], by=None)
        except RunUnderWay:
            return
        waiting.due_at = clock.now() + PAUSES[waiting.every]
        return
