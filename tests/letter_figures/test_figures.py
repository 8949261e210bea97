"""What became of a letter: counted in the act, by its own links, and beside the letter before."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from statsmodels.stats.proportion import proportion_confint

from leadgate.bounces.models import ReturnedCount
from leadgate.consent.actions.answering import withdraw_by_name
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.mail.answers import Undelivered
from leadgate.foundation.permissions import Role
from leadgate.letter_figures.figures import figures_before, figures_of
from leadgate.letters.links import with_origin
from leadgate.letters.types import Heading, LetterWording, LinkButton, Passage
from tests.facts import count, forget_what_was_read
from tests.leads.crowd import Somebody, crowd
from tests.letter_sending.scenes import letter, listening, sent

pytestmark = pytest.mark.both_databases("letter_figures.actions.counting")
MANY = [Somebody(asset=0, agrees=True) for _one in range(40)]


@pytest.fixture
def people(site):
    return [person for person, _one in crowd(site, MANY)]


@pytest.fixture
def inbox(here, people):
    with listening(here) as found:
        yield found


def says_no(person, method="one-click"):
    withdraw_by_name(person, "newsletter", method=method)
    forget_what_was_read()


def test_who_says_no_is_counted_for_the_last_letter_they_got_and_only_within_thirty_days(inbox, people):
    may, june = letter(), letter()
    sent(may)
    says_no(people[0])
    sent(june)
    says_no(people[1])
    says_no(people[2], "own-page")
    assert (figures_of(may).ended, figures_of(june).ended) == ({"one-click": 1}, {"one-click": 1, "own-page": 1})
    with clock.moved(timedelta(days=31)):
        says_no(people[3])
    assert sum(figures_of(june).ended.values()) == 2
    assert figures_before(june) == figures_of(may)
    assert figures_before(may) is None


def test_what_was_counted_stays_when_its_readers_are_gone_and_the_share_has_its_interval(inbox, people):
    june = letter()
    sent(june)
    for person in people[:6]:
        says_no(person)
    for person in people[:3]:
        erasing.erase(person, why=Why.PERSON)
    forget_what_was_read()
    share, bounds = figures_of(june).ended_share, proportion_confint(6, 40, method="wilson")
    assert (share.value, share.low, share.high) == pytest.approx((6 / 40, *bounds), abs=1e-4)


def test_what_a_server_refuses_did_not_arrive(inbox, people):
    inbox.at_recipient = "550 5.1.1 User unknown"
    june = letter()
    sent(june)
    told = figures_of(june)
    assert (told.left, told.arrived, told.returned) == (40, 0, {Undelivered.GONE: 40})
    assert count(ReturnedCount) == 1
    assert told.ended_share is None


def test_links_to_our_own_pages_name_the_letter_and_all_others_stay_as_they_are(site, here, inbox):
    base = here.settings.base_url
    says = LetterWording(
        subject="June",
        blocks=(
            Heading(text="June", level=1),
            Passage(text=f"See [one]({base}/a/one) and [other](https://elsewhere.example/a/one)."),
            LinkButton(label="Get it", url=f"{base}/a/two"),
        ),
    )
    june = letter(says)
    sent(june)
    mail = message_from_bytes(inbox.received[0][1], policy=policy.default)
    plain = mail.get_body(("plain",)).get_content()
    said = "?utm_source=letter&utm_medium=email&utm_campaign=june"
    assert f"{base}/a/one{said}" in plain
    assert f"{base}/a/two{said}" in plain
    assert "https://elsewhere.example/a/one" in plain.replace(said, "")
    assert "elsewhere.example/a/one?" not in plain
    assert mail["Feedback-ID"].startswith("june:newsletter:letters:")
    site.visitor().get(f"/a/one{said}")
    site.here.counters.flush()
    page = site.staff(Role.VIEWER).get(f"/studio/letters/{june}/figures").text
    assert "Handed to a mail server" in page
    assert "fewer than 5" in page


def test_a_link_that_says_something_already_stays_as_it_was_typed():
    base = "https://bakery.example"
    says = LetterWording(blocks=(LinkButton(url=f"{base}/a/one?source=fair"), LinkButton(url=f"{base}/a/one/two")))
    assert with_origin(says, base, "june") == says
