"""One lead: what happened is told in order, what is kept beside it is theirs to read, and goes with them."""

import json
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.analytics.actions import naming
from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage, FormField
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy import register
from leadgate.leads.actions import keeping
from leadgate.leads.models import LeadNote, LeadTag, LeadTagging, StatusOfLead
from leadgate.leads.types import LeadStatus
from leadgate.ledger import queries as ledger
from leadgate.people.actions import restricting
from tests.browser_form import forms
from tests.browsers import FIREFOX
from tests.cast import ADA, NOOR
from tests.facts import count, every, one
from tests.groups.scenes import bakers, person
from tests.leads.crowd import STAFF

pytestmark = pytest.mark.both_databases("leads.actions.keeping")
BROWSER = {"User_Agent": FIREFOX}
WORD = "Wants a call in spring"


@pytest.fixture
def ada(site):
    """Ada asked for the guide and agreed to the newsletter; answers her page among the leads."""
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    return f"/studio/leads/{person()}"


def looks(act: str) -> int:
    return count(AuditEntry, AuditEntry.act == act)


def test_a_person_is_found_by_the_whole_address_and_in_no_other_way(site, ada):
    marketer = site.staff()
    for typed in (ADA, f"  {ADA.upper()} "):
        found = marketer.press("/studio/leads/", "/studio/leads/find", address=typed)
        assert found.location == ada
    for typed in ("ada", "ada@", NOOR, "%", ""):
        found = marketer.press("/studio/leads/", "/studio/leads/find", address=typed)
        assert found.status_code == 422
        assert "Nobody is known by this address" in found.text


def test_the_page_says_what_they_asked_for_first_and_by_which_word(site):
    site.publish(title="The calm guide")
    naming.add("letter")
    visitor = site.visitor(**BROWSER)
    form = forms(visitor.get("/a/guide?source=letter").text)[-1].values
    visitor.post("/a/guide", data=form | {"email": ADA})
    visitor.get(site.mail().link("confirm"))
    page = site.staff().get(f"/studio/leads/{person()}").text
    assert "Asked for first: The calm guide" in page
    assert "by “letter”" in page


def test_the_search_of_the_staff_finds_a_lead_for_whoever_may_see_one(site, ada):
    found = site.staff(Role.OFFICER).fill("/studio/search", q=ADA).text
    assert ada in found
    assert ada not in site.staff(Role.VIEWER).fill("/studio/search", q=ADA).text


def test_what_happened_is_told_newest_first_with_a_receipt_for_each_consent(site, ada):
    group = bakers(site, owner=one_account(site))
    group.ask(ADA)
    page = site.staff().get(ada).text
    told = re.findall(r'<time datetime="([^"]+)"', page)
    assert told == sorted(told, reverse=True)
    asked = ("Asked to join the group", "Bakers who price", "Opted in", "The guide")
    for words in (*asked, "Proved the address"):
        assert words in page
    assert "Rising costs" not in page, "what was said to moderators is for moderators"
    receipts = re.findall(rf'href="({ada}/receipts/[^"]+)"', page)
    assert len(receipts) == len({(one.request, one.purpose) for one in ledger.entries_of(person())}), "one for each act"
    receipt = json.loads(site.staff(Role.OFFICER).get(receipts[0]).text)
    assert receipt["@type"] == "dpv:ConsentReceipt"
    site.confirmed(email=NOOR)
    others = ledger.entries_of(person(NOOR))[0].id
    assert site.staff(Role.OWNER).get(f"{ada}/receipts/{others}").status_code == 404


def test_what_was_answered_stands_there_in_the_words_it_was_asked_in_for_whoever_may_see_leads(site):
    asked = [FormField("size", "How many ovens?", "To know")]
    asset = site.publish(asked=asked, asks_why=True, motivations=[("costs", "Rising costs")])
    site.confirmed(size="Three <big> ones", motivation="costs")
    lead = f"/studio/leads/{person()}"
    publishing.edit(asset, AssetPage("The guide"))
    answered = [("How many ovens?", "Three &lt;big&gt; ones"), ("Why they wanted it", "Rising costs")]
    for role in (Role.MARKETER, Role.OFFICER):
        page = site.staff(role).get(lead).text
        assert re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", page[page.index("What they answered") :]) == answered
        assert re.search(r">The guide</span>.*?</h3>", page), "and for what"
    refused = site.staff(Role.VIEWER).get(lead)
    assert (refused.status_code, "Three" in refused.text) == (403, False)


def one_account(site) -> str:
    site.staff(Role.MODERATOR)
    return "moderator@bakery.example"


def test_each_look_is_on_the_record_once(site, ada):
    marketer = site.staff()
    site.confirmed(email=NOOR)
    before = len(ledger.looks_at(person()))
    marketer.get("/studio/leads/")
    assert looks("leads:list") == 1
    marketer.get(ada)
    assert looks("leads:person") == 1
    assert len(ledger.looks_at(person())) == before + 2
    site.staff(Role.VIEWER).get("/studio/leads/")
    site.staff(Role.OFFICER).get("/studio/leads/")
    assert looks("leads:list") == 1, "figures are no look at anybody"


def test_a_status_is_kept_with_its_history(site, ada):
    marketer = site.staff()
    marketer.press(ada, f"{ada}/status", how_far="contacted")
    marketer.press(ada, f"{ada}/status", how_far="contacted")
    marketer.press(ada, f"{ada}/status", how_far="customer")
    page = marketer.get(ada).text
    assert "Status: customer" in page
    assert every(select(StatusOfLead.status).order_by(StatusOfLead.since)) == [("contacted",), ("customer",)]
    assert "customer" in marketer.get("/studio/leads/?status=customer").text
    assert "1 lead<" in marketer.get("/studio/leads/?status=customer").text
    assert "0 leads" in marketer.get("/studio/leads/?status=contacted").text


def test_a_status_nobody_knows_is_refused(site, ada):
    assert site.staff().press(ada, f"{ada}/status", how_far="enemy").status_code == 422
    assert count(StatusOfLead) == 0


def test_a_tag_is_one_however_it_is_written_and_is_gone_with_the_last_who_has_it(site, ada):
    marketer = site.staff()
    marketer.press(ada, f"{ada}/tags", tag="Spring  Fair")
    marketer.press(ada, f"{ada}/tags", tag="spring fair")
    assert count(LeadTag) == count(LeadTagging) == 1
    tag = one(LeadTag).id
    assert ADA in marketer.get(f"/studio/leads/?tag={tag}").text
    marketer.press(ada, f"{ada}/tags/{tag}/drop")
    assert count(LeadTag) == count(LeadTagging) == 0


@pytest.mark.parametrize("tag", ["", " ", "x" * 41, "has diabetes", "catholic"])
def test_a_tag_that_is_none_or_is_about_what_nobody_is_sorted_by_is_refused(site, ada, tag):
    answer = site.staff().press(ada, f"{ada}/tags", tag=tag)
    assert answer.status_code == 422
    assert count(LeadTag) == 0
    if tag.strip():
        [form] = [each for each in forms(answer.text) if each.action == f"{ada}/tags"]
        assert form.values["tag"] == [tag], "nothing typed is lost"


def test_a_note_is_sealed_read_by_its_person_and_ends_after_two_years(site, ada):
    marketer = site.staff()
    marketer.press(ada, f"{ada}/notes", text=f"{WORD}\n<b>soon</b>")
    page = marketer.get(ada).text
    assert f"{WORD}<br>&lt;b&gt;soon" in page
    assert WORD.encode() not in bytes(one(LeadNote).text)
    assert WORD in register.export_of(person())["lead_note"][0]["text"]
    assert one(LeadNote).expires_at > clock.now() + timedelta(days=729)
    empty = marketer.press(ada, f"{ada}/notes", text=" ")
    assert empty.status_code == 422
    marketer.press(ada, f"{ada}/notes/{one(LeadNote).id}/drop")
    assert count(LeadNote) == 0


def test_who_is_erased_takes_along_all_that_was_kept_of_them(site, ada):
    keeping.set_status(person(), LeadStatus.LOST, by=STAFF)
    keeping.tag(person(), "warm", by=STAFF)
    keeping.note(person(), WORD, by=STAFF)
    erasing.erase(person(), why=Why.PERSON)
    assert [count(table) for table in (StatusOfLead, LeadTagging, LeadNote)] == [0, 0, 0]
    marketer = site.staff()
    assert marketer.get(ada).status_code == 404
    assert "0 leads" in marketer.get("/studio/leads/").text


def test_whose_data_may_only_be_kept_is_shown_to_nobody(site, ada):
    restricting.restrict(person(), why="asked")
    marketer = site.staff()
    assert marketer.get(ada).status_code == 404
    assert ADA not in marketer.get("/studio/leads/").text
    assert marketer.press("/studio/leads/", "/studio/leads/find", address=ADA).status_code == 422


def test_an_officer_reads_and_changes_nothing(site, ada):
    officer = site.staff(Role.OFFICER)
    page = officer.get(ada).text
    assert ADA in page
    assert f"{ada}/notes" not in page
    assert ADA not in officer.get("/studio/leads/").text, "an officer looks for one person, and needs no list"


def test_the_leads_of_an_asset_lead_on_to_all(site, ada):
    asset = one_asset()
    page = site.staff().get(f"/studio/assets/{asset}/leads").text
    assert f"/studio/leads/?asset={asset}" in page
    assert ada in page
    read_by_officer = site.staff(Role.OFFICER).get(f"/studio/assets/{asset}/leads").text
    assert "/studio/leads/?asset" not in read_by_officer


def one_asset():
    from leadgate.assets.models import Asset

    return one(Asset).id


def test_a_form_and_the_proof_of_the_address_are_one_act_and_told_once(site, ada):
    page = site.staff().get(ada).text
    happened = page[page.index("What happened") :]
    assert happened.count("<span>Consent: yes") == 2, "to being sent the guide, and to the newsletter"
    assert "Consent: asked for" not in happened
