"""Asked once what they want more or less of, people get it: what they say changes what is sent."""

from datetime import timedelta

import pytest

from leadgate.consent import queries
from leadgate.consent.actions import pacing, preferring
from leadgate.consent.models import ConsentPreference, Pace
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.events import LetterSent
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people.models import Person
from tests.facts import count, one

pytestmark = pytest.mark.both_databases("consent.actions.preferring")


@pytest.fixture
def ada(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    return site.signed_in()


def test_the_first_visit_asks_and_the_second_does_not(ada):
    assert "more of, or less of?" in ada.get("/me").text
    assert ada.press("/me", "/me/preferences").status_code == 303
    assert "more of, or less of?" not in ada.get("/me").text


def test_less_means_less_from_that_moment(ada):
    ada.press("/me", "/me/preferences", **{"wish.newsletter": "less"})
    person = one(Person).id
    pacing.note_sent(LetterSent(person, "newsletter"))
    forget_what_was_read()
    assert pacing.welcome_from([person], "newsletter")
    with clock.moved(timedelta(days=31)):
        assert not pacing.welcome_from([person], "newsletter")


def test_nothing_withdraws_and_stands_on_the_ledger(ada):
    ada.press("/me", "/me/preferences", **{"wish.newsletter": "none"})
    assert not queries.agrees(one(Person).id, "newsletter")
    assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.WITHDRAWN) == 1


@pytest.mark.parametrize(
    ("before", "wish", "after"), [(30, "more", 7), (7, "more", 0), (0, "less", 30), (90, "less", 90)]
)
def test_each_wish_is_one_step(ada, before, wish, after):
    person = one(Person).id
    pacing.set_pace(person, "newsletter", every_days=before, paused_days=0)
    preferring.prefer(person, {"newsletter": wish})
    assert one(Pace).every_days == after


def test_as_it_is_changes_nothing(ada):
    ada.press("/me", "/me/preferences", **{"wish.newsletter": "same"})
    assert count(Pace) == 0
    assert one(ConsentPreference).wishes == {"newsletter": "same"}


def test_wishes_nobody_offered_change_nothing(ada):
    preferring.prefer(one(Person).id, {"newsletter": "everything", "stones": "none"})
    assert queries.agrees(one(Person).id, "newsletter")


def test_who_gets_no_letters_is_not_asked(site):
    site.publish()
    assert "more of, or less of?" not in site.confirmed().get("/me").text


def test_only_what_is_sent_can_come_less_often(site):
    """Being compared, quoted or passed on to others sends nothing: there is a yes and a no to it, and no pace."""
    site.purpose()
    site.purpose("partners", shares=True)
    site.purpose("comparing", sends=False)
    site.publish(purposes=["newsletter", "partners", "comparing"])
    site.confirmed(consent=["newsletter", "partners", "comparing"])
    page = site.signed_in().get("/me").text
    assert "wish.newsletter" in page
    assert "wish.partners" not in page
    assert "wish.comparing" not in page
    assert page.count("How often at most") == 1
    assert "What else we may do with your data" in page
    assert not pacing.set_pace(one(Person).id, "partners", every_days=30, paused_days=0)
    assert not pacing.set_pace(one(Person).id, "comparing", every_days=30, paused_days=0)


def test_what_one_wants_is_read_in_words_on_the_data_page(ada):
    ada.press("/me", "/me/preferences", **{"wish.newsletter": "less"})
    page = ada.get("/me/data")
    assert page.status_code == 200
    assert "The newsletter: less" in page.text


def test_less_of_a_paused_letter_leaves_the_pause_and_more_ends_it(ada):
    person = one(Person).id
    pacing.set_pace(person, "newsletter", every_days=0, paused_days=90)
    preferring.prefer(person, {"newsletter": "less"})
    assert one(Pace).every_days == 30
    assert pacing.welcome_from([person], "newsletter")
    preferring.prefer(person, {"newsletter": "more"})
    assert not pacing.welcome_from([person], "newsletter")


def test_more_is_only_asked_for_where_something_is_held_back(ada):
    assert 'value="more"' not in ada.get("/me").text
    pacing.set_pace(one(Person).id, "newsletter", every_days=30, paused_days=0)
    assert 'value="more"' in ada.get("/me").text
