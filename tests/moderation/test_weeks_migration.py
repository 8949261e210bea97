"""What was said before a post named its group is counted in its week all the same."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.discussions.models import Post, Thread
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import session
from leadgate.groups.types import Admission
from leadgate.moderation import weekly_stats
from tests.groups.scenes import bakers, begin

pytestmark = pytest.mark.both_databases


def test_posts_of_the_version_before_stand_in_their_week_and_group(site, mina, here):
    group = bakers(site, admission=Admission.OPEN, questions=False)
    begin(group.ask())
    with clock.moved(timedelta(days=7)):
        begin(site.signed_in())
        before = weekly_stats.weeks_of(group.id)
        migrating.step_down(here, "0011")
        migrating.migrate(here)
        assert weekly_stats.weeks_of(group.id) == before
    assert [one.posts for one in before][-2:] == [1, 1]
    named = session().execute(select(Post.group_id, Thread.group_id).join(Thread, Thread.id == Post.thread_id)).all()
    assert named == [(group.id, group.id)] * 2
