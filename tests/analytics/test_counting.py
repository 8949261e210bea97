"""What is counted by day and source stays what it is, whoever adds it up and whichever version it was counted by."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select, text, update

from leadgate.analytics import queries
from leadgate.analytics.actions import adding_up, counting, naming
from leadgate.analytics.models import StepCount
from leadgate.analytics.types import UNCOUNTED
from leadgate.assets.models import Grant
from leadgate.assets.types import VisitStep
from leadgate.foundation import clock
from leadgate.foundation.background import outbox
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.migrations.versions import v0010_counted_in_one_place as in_one_place
from leadgate.people.verification.models import Verification
from leadgate.surveys.types import SurveyVisitStep
from tests.facts import count, every
from tests.surveys.scenes import definition, published

pytestmark = pytest.mark.both_databases("analytics.actions.adding_up")


def counts_of(subject):
    forget_what_was_read()
    since = clock.now().date() - timedelta(days=10)
    return {(one.day, one.source, one.step): one.count for one in queries.reached_since(subject, since)}


def counted(subject, *, days_ago: int) -> None:
    """Three looks, two of them from one source, a row each."""
    with clock.moved(-timedelta(days=days_ago)):
        for source in ("", "fair", "fair"):
            counting.count(subject, VisitStep.SEEN, source)


def test_adding_up_leaves_one_row_a_day_step_and_source_and_every_figure_as_it_was(here):
    asset = new_id()
    counted(asset, days_ago=5)
    counted(asset, days_ago=0)
    before = counts_of(asset)
    adding_up.add_up()
    adding_up.add_up()
    assert counts_of(asset) == before
    assert sorted(before.values()) == [1, 1, 2, 2]
    assert count(StepCount) == 2 + 3, "today's are left as they are"


def test_added_up_by_several_at_once_nothing_is_counted_twice(here):
    asset = new_id()
    for _ in range(10):
        counted(asset, days_ago=5)
    before = counts_of(asset)

    def run():
        with here.opened():
            adding_up.add_up()

    workers = [Thread(target=run) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert counts_of(asset) == before


def test_a_step_inside_an_act_that_fails_is_not_counted(here):
    subject = new_id()

    @action
    def fails():
        counting.note(subject, SurveyVisitStep.BEGUN)
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own
        fails()
    here.counters.flush()
    assert counts_of(subject) == {}


def test_counts_of_the_version_before_come_along_and_go_back(here, site):
    asset, survey, gone = site.publish(), published(definition()), new_id()
    today = clock.now().date()
    counting.count(asset, VisitStep.SEEN, "fair", 3)
    counting.count(asset, VisitStep.SEEN, "fair", 4)
    counting.count(asset, VisitStep.ASKED, "fair", 5)
    counting.count(survey, SurveyVisitStep.SEEN, times=5)
    counting.count(survey, SurveyVisitStep.SEEN, times=6)
    counting.count(survey, SurveyVisitStep.BEGUN, times=2)
    counting.count(gone, VisitStep.SEEN)
    forget_what_was_read()
    migrating.step_down(here, in_one_place.down_revision)
    with here.database.writer.connect() as connection:
        assert connection.execute(text("select sum(count) from funnel_count")).scalar() == 12
        visits = connection.execute(text("select visit, count from survey_visit_count order by visit")).all()
        assert [tuple(row) for row in visits] == [("begun", 2), ("seen", 11)]
    migrating.migrate(here)
    assert counts_of(asset) == {(today, "fair", "seen"): 7, (today, "fair", "asked"): 5}
    assert counts_of(survey) == {(today, "", "seen"): 11, (today, "", "begun"): 2}


@action
def digits_on_their_way() -> None:
    what = {"letter": "portal/code", "message": new_id(), "code": new_id(), "person": new_id()}
    outbox.add_new("mail", what, key=f"mail/portal/code/{new_id()}", owner=None)


def test_digits_that_wait_to_be_sent_are_sent_by_the_other_version(here):
    digits_on_their_way()
    forget_what_was_read()

    def letters():
        with here.database.writer.connect() as connection:
            rows = connection.execute(text("select payload, key from outbox where kind = 'mail'")).all()
        return [("portal/code" in str(payload), key.startswith("mail/portal/code/")) for payload, key in rows]

    assert letters() == [(True, True)]
    migrating.step_down(here, in_one_place.down_revision)
    assert letters() == [(False, False)]
    migrating.migrate(here)
    assert letters() == [(True, True)]


@action
def of_a_program() -> None:
    session().execute(update(Verification).values(source="!letter|email|spring"))


def test_whole_origins_come_along_and_the_version_before_knows_their_source(here, site):
    asset = site.publish()
    naming.add("letter|email|spring")
    counting.count(asset, VisitStep.SEEN, "letter|email|spring", 3)
    counting.count(asset, VisitStep.SEEN, "letter", 4)
    counting.count(asset, UNCOUNTED, "", 2)
    site.confirmed()
    waiting = site.visitor()
    waiting.fill("/a/guide?utm_source=letter&utm_medium=email&utm_campaign=spring", email="eve@person.example")
    of_a_program()
    forget_what_was_read()
    migrating.step_down(here, "0038")
    with here.database.writer.connect() as connection:
        seen = connection.execute(text("select source, sum(count) from step_count where step = 'seen' group by source"))
        assert {tuple(row) for row in seen} >= {("letter", 7)}
        assert {*connection.execute(text("select source from verification")).scalars()} == {"letter"}
        assert connection.execute(text("select count(*) from step_count where step = 'uncounted'")).scalar() == 0
        assert connection.execute(text("select word from campaign")).scalars().all() == ["letter"]
    migrating.migrate(here)
    forget_what_was_read()
    assert {origin for (origin,) in every(select(Grant.origin))} == {""}
