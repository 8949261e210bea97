"""Asking people afterwards: only who agreed, once, some days after what they did."""

import re
from datetime import timedelta

import pytest

from leadgate.assets.actions import counting
from leadgate.consent.actions import pacing
from leadgate.consent.actions.answering import withdraw_by_name
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read, session
from leadgate.foundation.permissions import Role
from leadgate.people.actions import restricting
from leadgate.people.models import Person
from leadgate.surveys import follow_ups
from leadgate.surveys.actions import following_up, publishing
from leadgate.surveys.errors import NoSuchActivity
from leadgate.surveys.models import FollowUp, FollowUpLetter, Survey, SurveyResponse
from leadgate.surveys.notices import ASKING_BACK_SLUG
from tests.cast import ADA
from tests.facts import count, one
from tests.groups.scenes import MINA, bakers
from tests.surveys.scenes import agree_to_be_asked, published, question, respond, small

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""

DAYS = 3


@pytest.fixture
def survey(site):
    return published(small(question("why", "long_text")))


@pytest.fixture
def rule(survey):
    return following_up.add(survey, "download", None, DAYS)


@pytest.fixture
def ada(site, rule):
    """Somebody who downloaded something, and agrees to be asked."""
    site.purpose()
    site.publish()
    visitor = site.confirmed()
    path = visitor.get(site.mail(ADA).link("confirm")).location
    page = visitor.get(path).text
    visitor.get(page[page.index("/d/") :].partition('"')[0]).get_data()
    counting.wait_until_counted()
    agree_to_be_asked(one(Person).id)
    return one(Person).id


def asked(days):
    """So many days later: how many were asked."""
    with clock.moved(timedelta(days=days)):
        forget_what_was_read()
        return following_up.ask_due()


def mail_of(site):
    return [mail for mail in site.mails() if "May we ask you" in mail.subject]


def link_in(mail):
    return re.search(r"/s/why\?to=\S+", mail.text)[0]


def test_a_letter_comes_some_days_after_the_download_and_never_again(site, ada):
    assert asked(DAYS - 1) == 0
    assert asked(DAYS + 1) == 1
    assert asked(DAYS + 2) == 0
    with clock.moved(timedelta(days=DAYS + 1)):
        site.work()
    assert len(mail_of(site)) == 1


@on_both
def test_the_letter_leads_to_the_survey_and_the_answer_is_theirs(site, ada):
    asked(DAYS + 1)
    with clock.moved(timedelta(days=DAYS + 1)):
        site.work()
        link = link_in(mail_of(site)[0])
        browser = site.visitor()
        assert browser.fill(link, **{"q.why": "It helped.", "agree": "y"}).status_code == 303
        assert one(SurveyResponse).subject_id == ada
        again = site.visitor().get(link)
    assert again.status_code == 409, "a letter that was passed on shows nobody what was answered"
    assert "It helped." not in again.text


def test_who_did_not_agree_is_not_asked(site, ada):
    withdraw_by_name(ada, ASKING_BACK_SLUG, method="own-page")
    assert asked(DAYS + 1) == 0


def test_who_withdraws_before_it_is_sent_gets_no_letter(site, ada):
    assert asked(DAYS + 1) == 1
    withdraw_by_name(ada, ASKING_BACK_SLUG, method="own-page")
    with clock.moved(timedelta(days=DAYS + 1)):
        site.work()
    assert mail_of(site) == []


def test_whose_data_may_only_be_kept_is_not_asked(ada):
    restricting.restrict(ada, why="request")
    assert asked(DAYS + 1) == 0


def test_who_has_answered_is_not_asked(survey, ada):
    respond(survey, {"why": "Before you asked."}, person=ada)
    assert asked(DAYS + 1) == 0


def test_who_could_not_be_asked_in_time_is_not_asked_late(ada):
    assert asked(DAYS + 8) == 0


@on_both
def test_nobody_is_asked_for_a_survey_that_is_over(survey, ada):
    publishing.retire(survey)
    assert asked(DAYS + 1) == 0


def test_what_was_done_before_the_rule_was_made_counts_from_then(survey, ada):
    following_up.end(one(FollowUp).id)
    with clock.moved(timedelta(days=DAYS + 1)):
        following_up.add(survey, "download", None, DAYS)
        forget_what_was_read()
        assert following_up.ask_due() == 0, "their day was over"


@on_both
def test_people_can_be_asked_after_joining_a_group(site, survey):
    site.staff(Role.MODERATOR, MINA)
    group = bakers(site)
    assert following_up.add(survey, "joining", group.id, 5)
    assert one(FollowUp).place == group.id


@pytest.mark.parametrize(("occasion", "days"), [("birth", 3), ("download", 0), ("download", 91)])
def test_an_occasion_that_does_not_exist_is_refused(survey, occasion, days):
    with pytest.raises(NoSuchActivity):
        following_up.add(survey, occasion, None, days)


@on_both
def test_a_marketer_makes_and_ends_a_rule(site, survey):
    site.publish()
    marketer = site.staff(Role.MARKETER)
    path = f"/studio/surveys/{survey}/follow-ups/"
    assert marketer.fill(path, after="download", days="7").status_code == 303
    page = marketer.get(path).text
    assert "7 days later" in page
    assert marketer.fill(path, after="download", days="200").status_code == 422
    marketer.press(path, f"{path}{one(FollowUp).id}/end")
    assert "7 days later" not in marketer.get(path).text


@on_both
def test_an_anonymous_survey_is_asked_by_a_link_that_names_nobody(site, ada):
    hidden = published(small(anonymous=True), "hidden")
    following_up.add(hidden, "download", None, DAYS)
    following_up.end(session().query(FollowUp).order_by(FollowUp.made_at).first().id)
    asked(DAYS + 1)
    with clock.moved(timedelta(days=DAYS + 1)):
        site.work()
    assert "?to=" not in mail_of(site)[0].text


@on_both
def test_that_somebody_was_asked_is_remembered_two_years(ada):
    asked(DAYS + 1)
    assert count(FollowUpLetter) == 1
    assert one(FollowUpLetter).expires_at - one(FollowUpLetter).at == timedelta(days=730)


@on_both
def test_the_link_of_another_surveys_letter_makes_nobody_of_anybody(site, survey, ada):
    asked(DAYS + 1)
    with clock.moved(timedelta(days=DAYS + 1)):
        site.work()
        token = link_in(mail_of(site)[0]).partition("?")[2]
    other = published(small(question("why", "long_text")), "other")
    site.visitor().fill(f"/s/other?{token}", **{"q.why": "x", "agree": "y"})
    row = session().query(SurveyResponse).one()
    assert row.survey_id == other
    assert row.subject_id == row.id, "a stranger's"
    assert session().get_one(Survey, other).live == 1


@on_both
def test_a_letter_held_back_by_a_pause_comes_after_it_and_is_not_counted_before(site, survey, ada):
    pacing.set_pace(ada, ASKING_BACK_SLUG, every_days=0, paused_days=30)
    asked(DAYS + 1)
    for days, letters in ((DAYS + 2, 0), (31, 1), (60, 1)):
        with clock.moved(timedelta(days=days)):
            forget_what_was_read()
            assert following_up.ask_due() == 0
            site.work()
            forget_what_was_read()
            assert [rule.letters for rule in follow_ups.rules_of(survey)] == [letters]
        assert len(mail_of(site)) == letters
