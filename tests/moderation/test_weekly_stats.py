"""The figures of a group: what happened in each week, in counts that agree with what happened."""

from datetime import timedelta

from leadgate.foundation import clock
from leadgate.groups.types import Admission
from leadgate.moderation import weekly_stats
from tests.cast import NOOR
from tests.groups.scenes import bakers, begin


def test_a_week_counts_what_was_asked_decided_said_and_left(site, group, mina):
    group.ask()
    with clock.moved(timedelta(minutes=20)):
        group.decide(mina, "decline", "Not yet.")
    group.ask(NOOR, "Noor")
    shown = weekly_stats.weeks_of(group.id)[-2:]  # whoever tests on a Sunday at midnight sees two weeks
    assert sum(one.asked for one in shown) == 2
    assert [one.accepted for one in shown if one.decided] == [0]
    assert [round(one.answer_hours, 2) for one in shown if one.answer_hours] == [0.33]
    page = mina.get("/moderate/bakers/figures").text
    assert "Week by week" in page
    assert "Ada" not in page


def test_posts_and_leavers_stand_in_their_own_week(site, mina):
    group = bakers(site, admission=Admission.OPEN, questions=False)
    ada, noor = group.ask(), group.ask(NOOR, "Noor")
    begin(ada)
    with clock.moved(timedelta(days=7)):
        begin(site.signed_in())
        site.signed_in(NOOR).fill("/g/bakers/leave")
        *_, last, this = weekly_stats.weeks_of(group.id)
        assert (last.posts, last.left, this.posts, this.left) == (1, 0, 1, 1)
    assert noor


def test_the_busiest_week_is_the_highest_bar_and_nothing_is_higher(site, group):
    group.ask()
    for one in weekly_stats.pictures(weekly_stats.weeks_of(group.id)):
        assert all(0 <= bar <= 1 for bar in one.bars)
        assert len(one.bars) == weekly_stats.WEEKS
