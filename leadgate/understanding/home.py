"""What the first page of the staff tells of landing pages: how many came since yesterday."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from flask_babel import ngettext

from leadgate.analytics import queries as analytics
from leadgate.analytics.blocks import added
from leadgate.analytics.funnel import totals
from leadgate.analytics.spans import Span
from leadgate.analytics.types import UNCOUNTED
from leadgate.assets import queries as assets
from leadgate.assets.types import VisitStep
from leadgate.foundation.house.staff_pages import HomeLine, HomePart, Told
from leadgate.foundation.local_time import today
from leadgate.understanding.choosing import sees_who_came
from leadgate.understanding.figures import STEPS


def _new_leads(since: datetime) -> Sequence[Told]:
    reached = _reached(since.date())
    seen, apart = reached[VisitStep.SEEN], reached.get(UNCOUNTED, 0)
    said = {"num": reached[VisitStep.CONFIRMED] + apart, "seen": seen, "apart": apart}
    if apart:
        sentence = ngettext(
            "%(num)d new lead (%(apart)s after a visit that is not counted), of %(seen)s visits",
            "%(num)d new leads (%(apart)s after a visit that is not counted), of %(seen)s visits",
            **said,
        )
        return [Told(sentence)]
    if said["num"]:
        return [Told(ngettext("%(num)d new lead, of %(seen)s visits", "%(num)d new leads, of %(seen)s visits", **said))]
    if seen:
        return [Told(ngettext("%(num)d visit to your landing pages", "%(num)d visits to your landing pages", seen))]
    return []


def _reached(since: date) -> Mapping[str, int]:
    """Of all together: to the last one for whoever may see who came, and in blocks for everybody else."""
    every = [*assets.titles("")]
    if sees_who_came():
        return analytics.reached_of(every, [VisitStep.SEEN, VisitStep.CONFIRMED, UNCOUNTED], since)
    told = totals(every, STEPS, [Span(since, today())]).values()
    return dict.fromkeys(VisitStep, 0) | added(one.total for [one] in told)


NEW_LEADS = HomeLine(HomePart.NEWS, "assets_studio.index", _new_leads)
