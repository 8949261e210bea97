"""A survey is closed from the moment somebody said so: nobody answers in the half hour a report waits for."""

from datetime import timedelta

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.survey_reports import queries as reports
from leadgate.surveys.actions import publishing
from leadgate.surveys.models import Survey
from tests.surveys.scenes import published, small


def test_a_closing_that_is_set_back_skips_no_half_hour(site):
    number = published(small(anonymous=True))
    publishing.set_dates(number, opens_at=None, closes_at=clock.now() - timedelta(hours=1))
    survey = session().get_one(Survey, number, populate_existing=True)
    assert survey.is_over
    assert reports.waits_for_end(survey), "somebody may be in the middle of it"
    with clock.moved(timedelta(minutes=20)):
        publishing.set_dates(number, opens_at=clock.now() - timedelta(days=1), closes_at=survey.closes_at)
    survey = session().get_one(Survey, number, populate_existing=True)
    with clock.moved(timedelta(minutes=31)):
        assert not reports.waits_for_end(survey), "the same closing said again is the same closing"
