"""Ending a purpose: by one button, or one click of the mail program; looking changes nothing."""

import pytest

from leadgate.consent import queries
from leadgate.consent.actions.purposes import PurposeWords, add_purpose, retire_purpose
from leadgate.consent.errors import PurposeTaken, SameWording, UnknownPurpose
from leadgate.consent.models import Notice
from leadgate.consent.types import Need
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.foundation.privacy import erasure_engine
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people.models import Person
from tests.facts import count, one


@pytest.fixture
def ada(site):
    site.purpose("newsletter")
    site.purpose("events")
    site.publish(purposes=["newsletter", "events"])
    site.confirmed(consent=["newsletter", "events"])
    return one(Person).id


def link(site, person, slug="newsletter") -> str:
    purpose = next(offer.purpose_id for offer in queries.all_offers("en") if offer.slug == slug)
    return f"/u/{site.here.tokens.make(UNSUBSCRIBE, person, purpose)}"


def test_the_page_says_what_ends_and_one_button_ends_it(site, ada):
    path = link(site, ada)
    assert "The newsletter" in site.visitor().get(path).text
    assert queries.agrees(ada, "newsletter")
    assert site.visitor().fill(path).status_code == 200
    assert not queries.agrees(ada, "newsletter")
    assert queries.agrees(ada, "events")


SENT_BY_PROGRAMS = {
    "as RFC 8058 has it": {"data": {"List-Unsubscribe": "One-Click"}},
    "in parts": {"data": {"List-Unsubscribe": "One-Click"}, "content_type": "multipart/form-data"},
    "empty": {"data": b""},
    "empty, of no kind": {"data": b"", "content_type": ""},
    "of no kind": {"data": b"List-Unsubscribe=One-Click", "content_type": ""},
    "in JSON": {"json": {"List-Unsubscribe": "One-Click"}},
    "as plain text": {"data": b"List-Unsubscribe=One-Click", "content_type": "text/plain"},
    "from another site": {"data": {"List-Unsubscribe": "One-Click"}, "headers": {"Origin": "https://mail.example"}},
    "from nowhere": {"data": {"List-Unsubscribe": "One-Click"}, "headers": {"Origin": "null"}},
    "with a mark of somebody's": {"data": {"List-Unsubscribe": "One-Click"}, "query_string": "utm_source=mail"},
}


@pytest.mark.parametrize("way", SENT_BY_PROGRAMS)
def test_one_click_of_a_mail_program_ends_it_however_it_is_sent(site, ada, way):
    answer = site.visitor().client.post(link(site, ada), **SENT_BY_PROGRAMS[way])
    assert answer.status_code == 200
    assert not queries.agrees(ada, "newsletter")
    assert queries.agrees(ada, "events")


def test_everything_optional_can_be_ended_at_once(site, ada):
    site.visitor().post(link(site, ada), data={"everything": "y"})
    assert not queries.optional_given(ada)
    assert queries.agrees(ada, "delivery")


def test_ending_it_twice_is_recorded_once(site, ada):
    for _ in range(2):
        assert site.visitor().post(link(site, ada)).status_code == 200
    assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.WITHDRAWN) == 1


def test_ending_it_for_somebody_who_is_gone_is_done_already(site, ada):
    path = link(site, ada)
    erasure_engine.erase_rows_of(ada)
    assert site.visitor().post(path).status_code == 200


def test_a_forged_link_ends_nothing(site, ada):
    assert site.visitor().post(link(site, ada) + "x").status_code == 404
    assert queries.agrees(ada, "newsletter")


def test_a_wording_never_changes_a_new_one_is_a_new_version(here):
    first = add_purpose("newsletter", PurposeWords("en", "Letter", "Once a month."))
    with pytest.raises(SameWording):
        add_purpose("newsletter", PurposeWords("en", "Letter", "Once a month."))
    second = add_purpose("newsletter", PurposeWords("en", "Letter", "Twice a month."))
    assert (first.version, second.version) == (1, 2)
    assert first.sha256 != second.sha256
    assert count(Notice, Notice.text == "Once a month.") == 1


def test_a_purpose_keeps_its_meaning(here):
    add_purpose("newsletter", PurposeWords("en", "Letter", "Once a month."))
    with pytest.raises(PurposeTaken):
        add_purpose("newsletter", PurposeWords("en", "Letter", "Sold to everybody."), shares=True)
    with pytest.raises(PurposeTaken):
        add_purpose("newsletter", PurposeWords("en", "Letter", "Needed."), need=Need.SERVICE)


def test_a_retired_purpose_is_offered_no_more_and_stays_said(site, ada):
    retire_purpose("newsletter")
    assert [offer.slug for offer in queries.all_offers("en")] == ["delivery", "events"]
    assert queries.agrees(ada, "newsletter")
    with pytest.raises(UnknownPurpose):
        retire_purpose("unheard-of")


def test_a_wording_is_shown_in_the_readers_language_where_there_is_one(here):
    add_purpose("newsletter", PurposeWords("en", "Letter", "Once a month."))
    add_purpose("newsletter", PurposeWords("zh-Hant", "來信", "每月一次。"))
    add_purpose("events", PurposeWords("en", "Events", "Now and then."))
    found = {offer.slug: offer.title for offer in queries.offers(["newsletter", "events"], "zh-Hant")}
    assert found == {"newsletter": "來信", "events": "Events"}
