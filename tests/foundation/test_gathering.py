"""Looking at pages is counted a little later, and never stands in a page's way."""

from datetime import timedelta

from leadgate.assets import funnel
from leadgate.assets.models import FunnelCount, Step
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id


def test_a_page_opens_although_what_was_counted_a_moment_ago_is_gone(site):
    asset = site.publish()
    funnel.note(new_id(), Step.SEEN, "")
    with clock.moved(timedelta(seconds=10)):
        assert site.visitor().get("/a/guide").status_code == 200
    row = session().query(FunnelCount).one()
    assert (row.asset_id, row.step, row.count) == (asset, Step.SEEN, 1)
