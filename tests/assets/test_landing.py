"""A landing page: what a shared link shows, what a browser fills in, and nobody called a robot for being quick."""

import html
import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from leadgate.analytics import queries as analytics
from leadgate.assets.actions.publishing import FormField
from leadgate.assets.types import VisitStep
from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from tests.assets.scenes import metas
from tests.browser_form import forms
from tests.cast import ADA

WHY = "So that we know."
FIELDS = [FormField("company", "Company", WHY, False), FormField("phone", "Phone", WHY, True)]


def test_a_shared_link_shows_the_title_and_the_summary(site):
    site.publish(summary="How to raise prices & sleep.")
    site.work()
    said = metas(site.visitor().get("/a/guide?source=letter&lang=en").text)
    assert said["og:title"] == "The guide"
    assert said["og:description"] == said["description"] == "How to raise prices & sleep."
    assert said["og:url"] == "http://localhost/a/guide", "whatever came along in the address"
    assert said["og:site_name"] == "The Quiet Bakery"


def test_search_engines_read_what_it_is_and_nothing_typed_ends_the_data(site):
    site.publish(title="Bread </script><b>", summary="Eight pages.")
    page = site.visitor().get("/a/guide").text
    [told] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    said = json.loads(told)
    assert [said[name] for name in ("@type", "name")] == ["DigitalDocument", "Bread </script><b>"]
    assert said["description"] == "Eight pages."
    assert said["publisher"] == {"@type": "Organization", "name": "The Quiet Bakery", "url": "http://localhost"}
    assert said["isAccessibleForFree"] is True


def test_what_may_stay_empty_says_so_and_the_browser_offers_what_it_knows(site):
    site.publish(asked=FIELDS)
    page = site.visitor().get("/a/guide").text
    labels = dict(re.findall(r'<label for="(\w+)"[^>]*>(.*?)</label>', page))
    assert "(optional)" in labels["company"]
    assert "optional" not in labels["phone"] + labels["email"]
    assert 'autocomplete="organization"' in page
    assert re.search(r'<input[^>]*autocomplete="tel"[^>]*inputmode="tel"', page)


def test_another_language_keeps_where_somebody_came_from(site):
    site.publish()
    page = site.visitor().get("/a/guide?source=letter").text
    [other] = re.findall(r'href="(\?[^"]*lang=zh-Hant)"', page)
    assert html.unescape(other) == "?source=letter&lang=zh-Hant"
    moved = site.visitor().get(f"/a/guide{html.unescape(other)}").text
    assert forms(moved)[-1].values["source"] == ["letter"]


def test_nothing_of_one_reader_s_address_is_shown_to_the_next(site):
    """A first visit's page is made once a second, for everybody."""
    site.publish()
    site.visitor().get("/a/guide?source=letter&grant=secret")
    assert "secret" not in site.visitor().get("/a/guide?source=letter").text


def test_filters_stay_where_a_page_is_only_shown_in_another_language(site):
    page = site.staff().get("/studio/mail?to=ada%40person.example&page=2").text
    assert "?to=ada%40person.example&amp;page=2&amp;lang=zh-Hant" in page


@pytest.fixture
def unhurried(site):
    """An installation that takes forms for a robot's that are sent within two seconds."""
    site.publish()
    site.here.given = replace(site.here.given, form_min_seconds=2.0)
    return site


def test_a_form_that_came_too_quickly_is_taken_two_seconds_after_it_was_first_seen(unhurried):
    """Each answer began the two seconds anew, so whoever pressed at once was called a robot again and again."""
    visitor, now = unhurried.visitor(), timedelta()
    form = forms(visitor.get("/a/guide").text)[-1].values | {"email": ADA}
    for now in (timedelta(seconds=0.5), timedelta(seconds=1.5)):
        with clock.moved(now):
            answer = visitor.post("/a/guide", data=form)
            assert answer.status_code == 422
            assert "very quick" in answer.text
            form = forms(answer.text)[-1].values
    with clock.moved(timedelta(seconds=2.1)):
        assert visitor.post("/a/guide", data=form).status_code == 303


def test_the_waiting_page_says_where_the_mail_went_for_an_hour_and_to_nobody_else(site):
    site.publish()
    visitor = site.visitor()
    visitor.opt_in()
    assert ADA in visitor.get("/a/guide/inbox").text
    assert ADA not in site.visitor().get("/a/guide/inbox").text
    with clock.moved(timedelta(minutes=61)):
        assert ADA not in visitor.get("/a/guide/inbox").text


BROWSER = {"User_Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


def figures(asset) -> list[int]:
    installation().counters.flush()
    return [analytics.total_of(asset, step) for step in (VisitStep.SEEN, VisitStep.STARTED, VisitStep.ASKED)]


def test_started_means_that_the_form_was_touched_and_counts_once_however_often_it_is_sent(site):
    asset = site.publish()
    visitor = site.visitor(**BROWSER)
    form = forms(visitor.get("/a/guide").text)[-1].values
    for _again in range(3):
        answer = visitor.post("/a/guide", data=form | {"email": "no address"})
        assert answer.status_code == 422
        form = forms(answer.text)[-1].values
        assert "data-started" not in answer.text, "what has been told is not told again"
    assert figures(asset) == [1, 1, 0]
    assert visitor.post("/a/guide", data=form | {"email": ADA}).status_code == 303
    assert figures(asset) == [1, 1, 1]


def test_whoever_touches_the_form_and_leaves_has_started(site):
    asset = site.publish()
    visitor = site.visitor(**BROWSER)
    form = forms(visitor.get("/a/guide?source=letter").text)[-1].values
    assert visitor.post("/a/guide/started", data={"source": "letter"}).status_code == 204
    assert figures(asset) == [1, 1, 0]
    visitor.post("/a/guide", data=form | {"email": ADA, "started": "y"})
    assert figures(asset) == [1, 1, 1]


def test_staff_who_look_at_their_own_page_are_not_counted(site):
    asset = site.publish()
    marketer = site.staff()
    marketer.get("/a/guide", headers={"User-Agent": BROWSER["User_Agent"]})
    marketer.post("/a/guide/started")
    assert figures(asset) == [0, 0, 0]
