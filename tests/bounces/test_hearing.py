"""What follows from a letter that did not arrive, and from a reader who calls it spam."""

from datetime import timedelta

import pytest

from leadgate.bounces import queries
from leadgate.bounces.actions import hearing, undoing
from leadgate.bounces.models import LetterReturned, UnreachableReader
from leadgate.bounces.types import HeardBy, Returned, ReturnedKind
from leadgate.consent import queries as consent
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.events import tell
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.mail import composing as mail
from leadgate.foundation.mail.answers import Undelivered
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.permissions import Role
from leadgate.leads.choosing import choice_in
from leadgate.leads.finding import LeadFinding
from leadgate.people.events import AddressTaken
from leadgate.people.models import Person
from tests.cast import ADA
from tests.facts import count, one
from tests.visitor import forms

pytestmark = pytest.mark.both_databases("bounces.actions.hearing")


@pytest.fixture
def ada(site):
    """Somebody who agrees to two purposes."""
    site.purpose()
    site.purpose("offers")
    site.publish(purposes=["newsletter", "offers"])
    site.confirmed(consent=["newsletter", "offers"])
    return one(Person).id


def hear(person, why=Undelivered.GONE, kind=ReturnedKind.BOUNCE, purpose="newsletter", letter=None):
    returned = Returned(kind, (), why, "5.1.1", "550 5.1.1 User unknown")
    hearing.hear(person, letter or new_id(), consent.purpose_named(purpose), returned, heard_by=HeardBy.MAILBOX)
    forget_what_was_read()


def takes_letters(person):
    return mail.may_send(Letter(person, lambda: ADA, "en", {}, "offers"))


def reached(purpose="newsletter"):
    return LeadFinding(choice_in({}, [])).reach(consent.purpose_named(purpose))


def test_a_mailbox_that_is_gone_gets_no_more_letters_and_is_told_of_as_such(ada):
    assert (reached().reached, takes_letters(ada)) == (1, True)
    hear(ada)
    assert not takes_letters(ada)
    assert (reached().reached, reached().bounced) == (0, 1)


@pytest.mark.parametrize("why", [Undelivered.REFUSED, Undelivered.UNKNOWN, Undelivered.TOO_LARGE])
def test_nothing_follows_from_a_rule_of_the_servers_or_from_what_nobody_understands(ada, why):
    for _each in range(10):
        hear(ada, why)
    assert takes_letters(ada)
    assert count(LetterReturned) == 10


@pytest.mark.parametrize(("days", "takes"), [((0, 1, 2, 3, 4), True), ((0, 4, 8, 12, 15), False)])
def test_a_full_mailbox_counts_as_gone_after_five_times_over_two_weeks(ada, days, takes):
    for day in days:
        with clock.moved(timedelta(days=day)):
            hear(ada, Undelivered.FULL)
    assert takes_letters(ada) is takes


def test_whoever_does_something_again_is_written_to_again(site, ada):
    hear(ada)
    with clock.moved(timedelta(days=2)):
        site.signed_in()
        forget_what_was_read()
        assert takes_letters(ada)
        hear(ada)
        assert not takes_letters(ada)


def test_one_press_undoes_it_and_what_came_back_before_counts_no_more(site, ada):
    by = new_id()
    hear(ada)
    undoing.write_again(one(LetterReturned).id, by=by)
    forget_what_was_read()
    assert takes_letters(ada)
    assert one(LetterReturned).undone_at
    assert count(UnreachableReader) == 0


def test_another_address_begins_anew(site, ada):
    hear(ada)
    tell(AddressTaken(ada, b"x" * 32))
    assert takes_letters(ada)
    assert queries.came_back_since(ada) is None


def test_who_comes_back_is_offered_to_say_another_address(site, ada):
    visitor = site.signed_in()
    assert "take mail" not in visitor.get("/me").text
    hear(ada)
    page = visitor.get("/me").text
    assert "A letter to you came back on" in page
    assert "/me/address" in page


def test_marketers_see_what_came_back_in_the_servers_words_and_write_again(site, ada):
    hear(ada)
    marketer = site.staff(Role.MARKETER)
    page = marketer.get("/studio/letters/returned").text
    for told in (ADA, "no such mailbox", "550 5.1.1 User unknown", "Write again"):
        assert told in page
    [again] = [one.action for one in forms(page) if one.action and one.action.endswith("/again")]
    assert marketer.press("/studio/letters/returned", again).status_code == 303
    assert takes_letters(ada)
    assert "Write again" not in marketer.get("/studio/letters/returned").text


def test_who_complains_has_said_no_to_that_purpose_and_by_the_second_time_to_all(ada):
    hear(ada, kind=ReturnedKind.COMPLAINT)
    assert (consent.agrees(ada, "newsletter"), consent.agrees(ada, "offers")) == (False, True)
    hear(ada, kind=ReturnedKind.COMPLAINT)
    assert not consent.agrees(ada, "offers")


def test_what_the_server_said_is_kept_under_the_readers_key_and_goes_with_it(site, ada):
    hear(ada)
    row = one(LetterReturned)
    assert b"unknown" not in row.said
    assert installation().vault.key_of(ada).open(LetterReturned.said, row.id, row.said) == "550 5.1.1 User unknown"
    erasing.erase(ada, why=Why.PERSON)
    assert count(LetterReturned) == count(UnreachableReader) == 0
    hear(ada)
    assert count(LetterReturned) == 0, "of somebody who is gone nothing is kept"
