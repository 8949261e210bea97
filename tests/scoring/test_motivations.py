"""Which motivations convert: by motivation and source, what people did afterwards, small cells hidden."""

from datetime import timedelta

import pytest

from leadgate.attributes import activities
from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.scoring import conversions
from leadgate.scoring.actions import counting
from leadgate.scoring.models import MotivationReport
from tests.facts import forget_what_was_read, one
from tests.scoring.crowds import Guest, goal, welcome

pytestmark = pytest.mark.both_databases("scoring.actions.counting")

MOTIVATIONS = [("costs", "Our costs went up"), ("taste", "I like the taste")]


@pytest.fixture
def asset(site):
    asset = site.publish(asks_why=True, motivations=MOTIVATIONS)
    goal()
    return asset


def guests(motivation, source, people, bought):
    return [Guest(motivation, source, bought=at < bought) for at in range(people)]


def cell(figures, source, motivation, name="buying"):
    at, to = figures["sources"].index(source), figures["motivations"].index(motivation)
    return figures["people"][at][to], figures["did"][name][at][to]


def counted(asset):
    forget_what_was_read()
    return conversions.figures_of(conversions.count(asset))


def test_each_motivation_and_source_says_how_many_bought_afterwards(asset):
    welcome(asset, guests("costs", "letter", 40, 20) + guests("taste", "letter", 40, 8))
    welcome(asset, guests("costs", "search", 20, 10) + guests("taste", "search", 20, 6))
    figures = counted(asset)
    people, share = cell(figures, "letter", "costs")
    assert (people, share[0]) == (40, 0.5)
    assert share[1] < 0.5 < share[2]
    assert cell(figures, "search", "taste")[1][0] == 0.3
    assert set(figures["did"]) == {occasion.name for occasion in activities.declared()}


def test_what_fewer_than_five_share_is_hidden_and_cannot_be_worked_out(asset):
    welcome(asset, guests("costs", "letter", 40, 20) + guests("taste", "letter", 40, 2))
    welcome(asset, guests("costs", "search", 40, 20) + guests("taste", "search", 40, 15))
    figures = counted(asset)
    assert cell(figures, "letter", "taste")[1] is None, "two bought"
    shown = [each for row in figures["did"]["buying"] for each in row if each]
    assert len(shown) <= 1, "beside one hidden cell no line shows all the others"


def test_what_somebody_did_before_they_came_does_not_count(asset):
    early = guests("costs", "letter", 10, 10)
    welcome(asset, early)
    with clock.moved(timedelta(days=400)):
        assert cell(counted(asset), "letter", "costs")[1][0] == 1.0
    from sqlalchemy import update

    from leadgate.foundation.db import action, session
    from leadgate.scoring.models import Purchase

    before = clock.now() - timedelta(days=200)
    action(lambda: session().execute(update(Purchase).values(at=before)))()
    assert cell(counted(asset), "letter", "costs")[1][0] == 0.0


def test_the_figures_come_when_somebody_asks_and_are_gone_when_somebody_is_erased(site, asset):
    from leadgate.erasure.actions import erasing
    from leadgate.erasure.types import Why

    came = guests("costs", "letter", 12, 6)
    welcome(asset, came)
    assert counting.count_due() == 0
    marketer = site.staff()
    path = f"/studio/assets/{asset}/motivations"
    assert path in marketer.get(f"/studio/assets/{asset}").text
    assert "nothing was counted" in marketer.get(path).text
    marketer.press(path, path)
    assert "being worked out" in marketer.get(path).text
    assert counting.count_due() == 1
    page = marketer.get(path).text
    assert "Our costs went up" in page
    assert "50 %" in page
    assert counting.count_due() == 0
    erasing.erase(came[0].id, why=Why.PERSON)
    assert one(MotivationReport).body is None
    assert site.staff(Role.MODERATOR).get(path).status_code == 403


def test_what_too_few_share_has_no_line_and_the_page_says_how_much_is_left_out(site, asset):
    welcome(asset, [*guests("costs", "letter", 12, 6), *guests("taste", "search", 2, 1)])
    counting.want(asset)
    counting.count_due()
    page = site.staff().get(f"/studio/assets/{asset}/motivations").text
    assert "letter" in page
    assert "<td>search</td>" not in page
    assert "1 more pair of reason and source is not shown" in page
