"""Letters after they were sent: what everybody reads, what each reader finds, and nothing of anybody else."""

from xml.etree import ElementTree

import pytest

from leadgate.assets.actions.publishing import FormField
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.letter_sending import editions
from leadgate.letter_sending import queries as sending
from leadgate.letters.types import Heading, LetterWording, Passage
from leadgate.people import queries as people
from tests.cast import ADA, NOOR
from tests.conftest import execute
from tests.facts import forget_what_was_read
from tests.letter_sending.scenes import letter, listening, sent

pytestmark = pytest.mark.both_databases("letter_archive.actions.publishing")
HEADING, GREETING = Heading(text="June", level=1), Passage(text="Dear {name|friend}, hello.")
SAYS = LetterWording(subject="For {name|you}", preheader="What is new", blocks=(HEADING, GREETING))
CHINESE = LetterWording(subject="給 {name|您}", blocks=(Heading(text="六月", level=1),))


@pytest.fixture
def june(site, here):
    """A letter that was sent to Ada, who told her name."""
    site.purpose()
    site.publish(purposes=["newsletter"], asked=[FormField("name", "Name", "So that we can greet you.")])
    site.confirmed(consent=["newsletter"], name="Ada L.")
    made = letter(SAYS, **{"zh-Hant": CHINESE})
    with listening(here):
        sent(made)
    return made


def put_up(site, june):
    marketer, page = site.staff(Role.MARKETER), f"/studio/letters/{june}/archive"
    assert page in marketer.get(f"/studio/letters/{june}/sending").text
    assert marketer.press(page, f"{page}/up").status_code == 303
    return marketer


def test_a_letter_stands_on_the_site_only_once_somebody_puts_it_there(site, june):
    visitor = site.visitor()
    assert "For you" not in visitor.get("/letters").text
    assert visitor.get("/letters/june").status_code == 404
    marketer = put_up(site, june)
    assert "For you" in visitor.get("/letters").text
    page = visitor.get("/letters/june")
    assert ("Dear friend, hello." in page.text, "Ada" in page.text) == (True, False)
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    marketer.press(f"/studio/letters/{june}/archive", f"/studio/letters/{june}/archive/down")
    assert visitor.get("/letters/june").status_code == 404


def test_it_stands_there_when_no_form_asks_any_more_for_what_it_says_of_its_readers(site, june, database_url):
    put_up(site, june)
    execute(database_url, "delete from asked_field")
    forget_what_was_read()
    editions._composed.cache_clear()
    assert "For you" in site.visitor().get("/letters").text
    assert "Dear friend, hello." in site.visitor().get("/letters/june").text
    assert "/letters/june" in site.visitor().get("/sitemap.xml").text


def test_it_is_read_in_ones_own_language_and_by_feed_readers(site, june):
    put_up(site, june)
    assert "六月" in site.visitor().get("/letters/june?lang=zh-Hant").text
    feed = ElementTree.fromstring(site.visitor().get("/letters/feed.xml").text)
    name = "{http://www.w3.org/2005/Atom}"
    [entry] = feed.findall(f"{name}entry")
    assert entry.findtext(f"{name}title") == "For you"
    assert entry.find(f"{name}link").get("href").endswith("/letters/june")
    assert "/letters/june" in site.visitor().get("/sitemap.xml").text


def test_a_letter_that_did_not_leave_is_shown_to_nobody(site, june):
    july = letter(SAYS)
    page = f"/studio/letters/{july}/archive"
    assert site.staff(Role.MARKETER).press(page, f"{page}/up").status_code == 409
    assert site.visitor().get("/letters").text.count("For you") == 0


def test_whoever_was_sent_it_finds_it_as_it_was_sent_to_them_and_nobody_else_does(site, june):
    ada = site.signed_in()
    assert "Letters you were sent" in ada.get("/me").text
    assert "For you" in ada.get("/me/letters").text
    assert "Dear Ada L., hello." in ada.get("/me/letters/june").text
    site.confirmed(email=NOOR)
    noor = site.signed_in(NOOR)
    assert "For you" not in noor.get("/me/letters").text
    assert noor.get("/me/letters/june").status_code == 404
    assert site.visitor().get("/me/letters/june").status_code == 303


def test_one_tells_ones_time_zone_and_takes_it_back(site, june):
    ada = site.signed_in()
    person = people.person_with(parsed(ADA)).id
    assert ada.fill("/me/letters", zone="Europe/Berlin").status_code == 303
    assert sending.zone_of(person) == "Europe/Berlin"
    assert ada.fill("/me/letters", zone="Mars").status_code == 422
    ada.fill("/me/letters", zone="")
    assert sending.zone_of(person) == ""
