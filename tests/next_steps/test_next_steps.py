"""Whoever has their download reads what the marketer suggests next, as far as it is open."""

import re

import pytest

from leadgate.assets.actions import publishing
from leadgate.foundation.permissions import Role
from leadgate.surveys.actions import publishing as survey_publishing
from tests.cast import ADA, NOOR
from tests.groups.scenes import MINA, bakers
from tests.surveys.scenes import published, small

pytestmark = pytest.mark.both_databases("next_steps.actions.choosing")


@pytest.fixture
def suggest(site):
    """An asset whose thank-you page suggests what is named."""
    asset, marketer = site.publish(), site.staff()

    def ticked(*names: str) -> None:
        assert marketer.fill(f"/studio/assets/{asset}/thank-you", steps=list(names)).status_code == 303

    return ticked


def run_by_mina(site):
    site.staff(Role.MODERATOR, MINA)
    return bakers(site).id


def after(site, email=ADA):
    """What the page with the download suggests."""
    visitor = site.visitor()
    visitor.opt_in(email=email)
    ready = visitor.get(site.mail(email).link("confirm")).location
    page = visitor.get(ready).text
    return re.findall(r'<li class="card">.*?</li>', page, re.DOTALL)


def test_without_a_choice_it_suggests_to_pass_it_on(site):
    site.publish()
    [shared] = after(site)
    assert 'value="http://localhost/a/guide?source=shared"' in shared
    assert "mailto:?subject=The%20guide&amp;body=http%3A//localhost/a/guide%3Fsource%3Dshared" in shared


def test_it_suggests_what_was_ticked_and_nothing_else(site, suggest):
    survey, group = published(small()), run_by_mina(site)
    other = site.publish("other")
    suggest(f"survey:{survey}", f"group:{group}", f"asset:{other}")
    addresses = re.findall(r'href="(http[^"]*)"', "".join(after(site)))
    paths = ["/s/why", "/g/bakers", "/a/other"]
    assert addresses == [f"http://localhost{path}?source=thank-you" for path in paths]
    assert [site.visitor().get(path).status_code for path in paths] == [200, 200, 200]


def test_nothing_ticked_suggests_nothing(site, suggest):
    suggest()
    assert after(site) == []


def test_what_has_closed_is_left_out_and_comes_back_with_it(site, suggest):
    survey, other = published(small()), site.publish("other")
    suggest(f"survey:{survey}", f"asset:{other}", "share")
    survey_publishing.retire(survey)
    publishing.retire(other)
    assert len(after(site)) == 1
    publishing.open_gate(other)
    assert len(after(site, NOOR)) == 2


def test_what_is_not_there_cannot_be_ticked(site):
    asset = site.publish()
    marketer = site.staff()
    answer = marketer.fill(f"/studio/assets/{asset}/thank-you", steps=[f"asset:{asset}"])
    assert answer.status_code == 422


def test_who_may_not_edit_is_not_led_there(site):
    asset = site.publish()
    assert "thank-you" not in site.staff(Role.VIEWER).get(f"/studio/assets/{asset}").text
    assert "thank-you" in site.staff().get(f"/studio/assets/{asset}").text
