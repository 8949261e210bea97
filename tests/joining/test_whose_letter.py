"""A letter about a group that is good for days opens the page of nobody who has one (OWASP ASVS 5.0, 6.5.5)."""

import pytest
from werkzeug.test import TestResponse

from leadgate.consent.actions.answering import withdraw_by_name
from leadgate.foundation.mail.addresses import parsed
from leadgate.groups.types import Admission, Visibility
from leadgate.ledger.queries import entries_of
from leadgate.people.models import PersonSession
from leadgate.people.queries import id_with, index_of
from tests.cast import ADA, GRETA, TIM
from tests.facts import count
from tests.groups.conftest import group, mina
from tests.groups.scenes import bakers
from tests.visitor import Site, Visitor

__all__ = ["group", "mina"]
Came = tuple[Visitor, TestResponse]
OWN = ["/me", "/me/data", "/me/delete"]


def by_confirming_elsewhere(site: Site, group) -> Came:
    group.fill_in(site.visitor())
    browser = site.visitor()
    return browser, browser.fill(site.mail(ADA).link("confirm"))


def by_the_code(site: Site, group) -> Came:
    browser = site.visitor()
    group.fill_in(browser)
    return browser, browser.fill("/g/bakers/inbox", code=site.mail(ADA).code)


def by_an_invitation(site: Site, group) -> Came:
    hidden = bakers(site, "cellar", admission=Admission.INVITATION, visibility=Visibility.HIDDEN)
    site.staff().fill(f"/studio/groups/{hidden.id}", addresses=ADA)
    browser = site.visitor()
    page = browser.get(site.mail(ADA).link("g/invitation")).text
    form = page.split('class="button big" href="')[1].split('"')[0].replace("&amp;", "&")
    return browser, browser.fill(form, **{"name": "Ada", "rules": "y", hidden.question: "Rye"})


def as_a_guardian(site: Site, group) -> Came:
    group.fill_in(site.visitor(), TIM, "Tim", age_band="under-13", guardian_email=GRETA)
    browser = site.visitor()
    return browser, browser.fill(site.mail(GRETA).link("g/guardian"))


WAYS = [by_confirming_elsewhere, by_the_code, by_an_invitation, as_a_guardian]


@pytest.fixture
def known(site):
    """Those whom the letters go to have a page here already."""
    site.publish()
    for email in (ADA, GRETA):
        site.confirmed(email=email)


@pytest.mark.parametrize("way", WAYS)
def test_whoever_holds_the_letter_of_somebody_known_is_not_let_into_their_page(site, group, known, way):
    browser, _answer = way(site, group)
    assert count(PersonSession) == 0
    assert {browser.get(page).location for page in OWN} == {"/me/sign-in"}


@pytest.mark.parametrize("way", WAYS)
def test_somebody_known_is_led_by_the_door_to_where_the_letter_leads(site, group, known, way):
    browser, answer = way(site, group)
    email, wanted = (ADA, "/g/bakers/request")
    if way is as_a_guardian:
        email, wanted = (GRETA, "/g/bakers/join")
    if way is by_an_invitation:
        wanted = "/g/cellar/request"
    assert "that is confirmed" in browser.get(answer.location).text
    browser.fill(answer.location, email=email)
    assert browser.fill(site.mail(email).link("me/sign-in")).location == wanted
    assert browser.get(wanted).status_code == 200


@pytest.mark.parametrize("way", WAYS)
def test_whoever_was_nobody_before_is_let_in_at_once(site, group, way):
    browser, _answer = way(site, group)
    assert browser.get("/me").status_code == 200


def test_the_invitation_of_somebody_known_says_yes_to_nothing_but_the_group(site, group):
    """Whoever held it made a newsletter that was ended a yes again, as if it were said on one's own page."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    me = id_with(index_of(parsed(ADA)))
    withdraw_by_name(me, "newsletter", method="own-page")
    hidden = bakers(
        site, "cellar", admission=Admission.INVITATION, visibility=Visibility.HIDDEN, purposes=["newsletter"]
    )
    site.staff().fill(f"/studio/groups/{hidden.id}", addresses=ADA)
    page = site.visitor().get(site.mail(ADA).link("g/invitation")).text
    form = page.split('class="button big" href="')[1].split('"')[0].replace("&amp;", "&")
    answer = {"name": "Ada", "rules": "y", hidden.question: "Rye", "consent": "newsletter"}
    assert site.visitor().fill(form, **answer).status_code == 303
    said = entries_of(me)
    assert [one.happened for one in said if one.purpose == "newsletter"][-1] == "withdrawn"
    assert said[-1].method == "invitation"
