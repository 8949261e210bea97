"""What was seen is kept for ten looks, held against what the site says of itself, and told where nobody asked."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.cookie_scans import queries
from leadgate.cookie_scans.actions import keeping, planning
from leadgate.cookie_scans.actions.keeping import ScanOf
from leadgate.cookie_scans.models import CookieFinding, CookieScan
from leadgate.cookie_scans.types import Every, FindingKind, FoundService, Phase, ScanState, SiteSeen, Trace
from leadgate.cookies import queries as cookies
from leadgate.cookies.actions import describing
from leadgate.cookies.documents import Stored
from leadgate.cookies.types import PurposeKind, StoreKind
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.ids import new_id
from leadgate.foundation.permissions import Role
from leadgate.incidents.models import Alert
from leadgate.runs import queries as runs
from leadgate.runs.models import LongRun
from tests.browser_form import forms
from tests.facts import count, every, one

GA, PIXEL, SID = "cookie _ga shop.example", "host ads.example ads.example", "cookie sid shop.example"
OWN = "cookie lg_consent shop.example"


def lines(site_id):
    forget_what_was_read()
    return {one.first.name: one for one in queries.lines(queries.newest(site_id).id, queries.judge_of(site_id))}


def test_what_may_be_there_only_after_a_yes_leaks_before_it_and_after_a_no(described, keep):
    site_id = described()
    keep(site_id, before=(GA, SID), refused=(GA, OWN), accepted=(GA, SID, PIXEL, OWN))
    found = lines(site_id)
    assert (found["_ga"].purpose, found["_ga"].leaking) == ("statistics", {Phase.BEFORE, Phase.REFUSED})
    assert (found["sid"].purpose, found["sid"].leaking) == ("", {Phase.BEFORE})
    assert (found["ads.example"].phases, found["ads.example"].leaking) == ({Phase.ACCEPTED}, set())
    assert (found["lg_consent"].purpose, found["lg_consent"].leaking) == ("necessary", set())
    assert [*found] == ["sid", "_ga", "ads.example", "lg_consent"], "what is to be mended comes first"
    assert one(CookieScan).leaks == 2


def test_the_last_ten_looks_are_kept(described, keep):
    site_id = described()
    for hour in range(12):
        with clock.moved(timedelta(hours=hour)):
            keep(site_id, before=(GA,), cut=hour == 11)
    assert count(CookieScan) == count(CookieFinding) == 10
    assert queries.newest(site_id).state == ScanState.CUT


def test_what_no_description_names_is_handed_over_by_whoever_it_belongs_to(described, keep):
    site_id = described()
    assert queries.found_for("shop") == ()
    keep(site_id, before=("cookie _hjFirstSeen shop.example", SID), accepted=(
        GA, PIXEL, "cookie _hjDonePolls shop.example", "local with space", "host x.adform.net x.adform.net",
        "cookie uid adform.net", "database db shop.example"))  # fmt: skip
    found = {one.name: one for one in queries.found_for("shop")}
    assert [*found] == ["Adform", "ads.example", "Hotjar", "space", ""]
    assert found["Adform"] == FoundService(
        "Adform", "Adform", ("x.adform.net",), (Stored(name="uid"),), PurposeKind.MARKETING, leaks=False
    )
    assert found["ads.example"] == FoundService("ads.example", "", ("ads.example",), (), None, leaks=False)
    assert found["Hotjar"].leaks
    assert found["Hotjar"].suggested is None, "one is for statistics, one is not"
    assert found[""].stored == (Stored(name="sid"), Stored(name="db", kind=StoreKind.DATABASE))


def test_what_was_found_is_written_into_the_description_where_somebody_says(site, described, keep):
    site_id, marketer = described(), site.staff(Role.MARKETER)
    keep(site_id, before=(), accepted=(PIXEL, "host x.adform.net x.adform.net", SID))
    at = "/studio/cookies/shop/scan"
    assert 'value="marketing" selected' in marketer.get(at).text, "what the database of cookies says of it is offered"
    shown = next(form for form in forms(marketer.get(at).text) if "kind" in form.names)
    sent = shown.values | {"name": ["Adform", "ads.example", ""], "kind": ["marketing", "", "necessary"]}
    assert marketer.post(f"{at}/declare", data=sent).status_code == 303
    forget_what_was_read()
    written = {one.slug: one for one in cookies.described(cookies.site_of("shop")).purposes}
    assert [one.name for one in written["marketing"].services][-1] == "Adform"
    assert Stored(name="sid") in written["necessary"].stored
    assert [one.name for one in queries.found_for("shop")] == ["ads.example"]
    assert marketer.post(f"{at}/declare", data=sent).status_code == 409, "of an edition that is over"


def test_a_site_of_which_an_address_is_silent_was_not_seen_whole(site, described, keep):
    site_id = described()
    keep(site_id, before=(), silent=("https://gone.example/",))
    assert queries.newest(site_id).state == ScanState.PART
    shown = site.staff(Role.MARKETER).get("/studio/cookies/shop/scan").text
    assert "On the pages that were looked at nothing is there" in shown
    assert "some of the site&#39;s addresses did not answer" in shown


def test_what_is_new_before_the_answer_is_told_to_the_officers_once(site, described, keep):
    site.staff(Role.OFFICER)
    site_id = described()
    keep(site_id, before=(GA,))
    assert count(Alert) == 0, "somebody asked, and reads it"
    keep(site_id, before=(GA,), scheduled=True)
    assert count(Alert) == 0, "it was there before"
    keep(site_id, before=(GA, SID), accepted=(PIXEL,), scheduled=True)
    keep(site_id, before=(GA, SID), scheduled=True)
    alert = one(Alert)
    assert (alert.rule, alert.count) == ("site-leaks", 1)
    assert len([mail for mail in site.mails() if "noticed" in mail.subject]) == 1


def test_a_site_is_looked_at_when_it_is_due_one_after_the_other(site, described):
    site_id, account = described(), new_id()
    other = describing.add_site("other", "Other", ["https://other.example"])
    planning.plan(site_id, Every.DAILY, by=account)
    planning.plan(other, Every.WEEKLY, by=account)
    planning.ask_due()
    assert runs.newest(planning.KIND) is None
    with clock.moved(timedelta(days=8)):
        planning.ask_due()
        planning.ask_due()
        forget_what_was_read()
        assert [about for (about,) in every(select(LongRun.about))] == ["shop"], "the other has its turn after it"
        assert runs.newest(planning.KIND).by is None
    with clock.moved(timedelta(days=8, minutes=11)):
        planning.ask_due()
        assert {about for (about,) in every(select(LongRun.about))} == {"shop", "other"}
        planning.plan(site_id, Every.NEVER, by=account)
        describing.retire(other, by=None)
    with clock.moved(timedelta(days=40)):
        planning.ask_due()
        assert count(LongRun) == 2


@pytest.mark.parametrize("name", ["a b", "a;b", "x" * 121])
def test_a_key_that_no_description_can_name_is_left_to_its_page(described, keep, name):
    site_id = described()
    keep(site_id, before=())
    assert queries._stored(CookieFinding(kind="local", name=name, days=None)) is None


@pytest.mark.both_databases
@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 9_000, "鍵", "\u202e"])
def test_whatever_a_page_calls_its_keys_is_kept(described, name):
    odd = Trace(kind=FindingKind.LOCAL, name=name, host="shop.example", third=False)
    site_id = described()
    looked = SiteSeen((), {Phase.BEFORE: (odd,)}, cut=False)
    keeping.keep(ScanOf(site_id, "shop", None), looked, queries.judge_of(site_id))
    assert one(CookieFinding).name
