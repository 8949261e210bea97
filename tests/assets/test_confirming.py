"""Double opt-in: who can confirm, how, how often; and that looking never counts."""

from dataclasses import replace
from datetime import timedelta

import pytest

from leadgate.analytics.models import StepCount
from leadgate.assets.actions.publishing import FormField
from leadgate.assets.leads import leads_of
from leadgate.assets.models import Asset, Grant
from leadgate.assets.types import VisitStep
from leadgate.consent.queries import agrees
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.keys.tokens import UNSUBSCRIBE
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from leadgate.people.models import Person, Suppression
from leadgate.people.types import SuppressionReason
from leadgate.people.verification.models import Verification
from tests.browsers import LOOKING_AHEAD
from tests.cast import ADA, NOOR
from tests.facts import PROVEN, WAITS, count, downloads, one
from tests.papers import PDF

pytestmark = pytest.mark.both_databases(
    "people.verification.models", "people.verification.actions.reading", "people.verification.actions.proving"
)

SCANNER = {"User-Agent": "SafeLinks"}


def asked(site, email=ADA, **fields):
    visitor = site.visitor()
    assert visitor.opt_in(email=email, **fields).status_code == 303
    return visitor


def test_one_click_in_the_browser_that_signed_up_is_enough(site):
    site.publish()
    visitor = asked(site)
    answer = visitor.get(site.mail().link("confirm"))
    assert answer.status_code == 303
    assert answer.location.startswith("/a/guide/ready?grant=")
    assert count(Person) == count(Grant) == 1


@pytest.mark.parametrize("loaded_as", ["image", "iframe", "empty", "script"])
def test_a_link_that_a_page_loads_as_a_part_of_itself_confirms_nothing(site, loaded_as):
    site.publish()
    visitor = asked(site)
    assert visitor.get(site.mail().link("confirm"), headers={"Sec-Fetch-Dest": loaded_as}).status_code == 200
    assert count(Person) == 0


def test_anywhere_else_it_takes_one_button(site):
    site.publish()
    asked(site)
    elsewhere, link = site.visitor(), site.mail().link("confirm")
    page = elsewhere.get(link)
    assert page.status_code == 200
    assert count(Grant) == 0
    assert "<script" not in page.text, "nothing presses the button by itself"
    assert elsewhere.fill(link).location.startswith("/a/guide/ready?grant=")
    assert count(Grant) == 1


@pytest.mark.parametrize("typed", [" {} {} ", "{}-{}", "{}\u2009{}", "{}{}"])
@pytest.mark.parametrize("wide", [False, True], ids=["ascii", "full-width"])
def test_the_six_digits_do_the_same_without_any_link_however_they_are_typed(site, typed, wide):
    site.publish()
    visitor = asked(site)
    code = site.mail().code
    code = code.translate({ord("0") + n: 0xFF10 + n for n in range(10)}) if wide else code
    answer = visitor.fill("/a/guide/inbox", code=typed.format(code[:3], code[3:]))
    assert answer.location.startswith("/a/guide/ready?grant=")
    assert one(Verification, PROVEN).method == "mail-code"


def test_the_digits_of_one_request_do_not_confirm_another(site):
    site.publish()
    asked(site, ADA)
    code = site.mail(ADA).code
    other = asked(site, NOOR)
    if site.mail(NOOR).code != code:
        assert other.fill("/a/guide/inbox", code=code).status_code == 422
    assert count(Person) == 0


def test_who_asked_twice_may_type_the_digits_of_either_letter(site):
    site.publish()
    visitor = asked(site, ADA)
    visitor.opt_in(email=NOOR)
    site.work()
    answer = visitor.fill("/a/guide/inbox", code=site.mail(ADA).code)
    assert answer.location.startswith("/a/guide/ready?grant=")
    assert people.address_of(one(Person).id) == ADA


def test_five_wrong_codes_are_the_end_for_every_request_of_the_browser(site):
    site.publish()
    visitor = asked(site, ADA)
    visitor.opt_in(email=NOOR)
    site.work()
    for _ in range(5):
        visitor.fill("/a/guide/inbox", code=other_than(site.mail(ADA).code, site.mail(NOOR).code))
    assert visitor.fill("/a/guide/inbox", code=site.mail(ADA).code).status_code == 429
    assert count(Person) == 0


def other_than(*codes) -> str:
    return next(f"{number:06d}" for number in range(9) if f"{number:06d}" not in codes)


def test_five_wrong_codes_are_the_end_of_codes_and_not_of_the_link(site):
    site.publish()
    visitor, mail = asked(site), site.mail()
    wrong = f"{(int(mail.code) + 1) % 1_000_000:06d}"
    statuses = [visitor.fill("/a/guide/inbox", code=wrong).status_code for _ in range(6)]
    assert statuses == [422, 422, 422, 422, 422, 429]
    assert visitor.fill("/a/guide/inbox", code=mail.code).status_code == 429
    assert visitor.get(mail.link("confirm")).status_code == 303


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "0" * 500, "12\r\n34"])
def test_what_is_no_code_is_refused_with_a_sentence(site, code):
    site.publish()
    answer = asked(site).fill("/a/guide/inbox", code=code)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text


def scans(visitor, path):
    """Everything a mail scanner or an eager browser does with a link short of pressing a button."""
    yield visitor.head(path)
    yield visitor.client.options(path)
    for headers in LOOKING_AHEAD:
        yield visitor.get(path, headers=headers)


def test_no_scan_of_any_link_changes_anything(site):
    """The matrix: confirm, this-was-not-me, guardian, unsubscribe, download; HEAD, OPTIONS, prefetch, plain GET."""

    site.purpose()
    site.publish(purposes=["newsletter"])
    theirs, mail = asked(site, consent="newsletter"), site.mail()
    before = (count(Person), count(Grant), count(LedgerEntry), count(Verification, WAITS), count(Suppression))
    for path in (mail.link("confirm"), mail.link("not-me")):
        for visitor in (theirs, site.visitor(**SCANNER)):
            for answer in scans(visitor, path):
                assert answer.status_code < 400
        for _ in range(3):
            assert site.visitor(**SCANNER).get(path).status_code == 200
    assert (count(Person), count(Grant), count(LedgerEntry), count(Verification, WAITS), count(Suppression)) == before

    theirs.get(mail.link("confirm"))
    person = one(Person)
    ready = theirs.get(theirs.get(mail.link("confirm")).location).text
    download = ready.split('href="/d/')[1].split('"')[0]
    from leadgate.consent import queries as consent

    purpose = consent.optional_given(person.id)[0]
    end = site.here.tokens.make(UNSUBSCRIBE, person.id, purpose)
    for path in (f"/d/{download}", f"/u/{end}"):
        for answer in scans(site.visitor(**SCANNER), path):
            answer.get_data()
            answer.close()
            assert answer.status_code < 400
    site.visitor(**SCANNER).get(f"/u/{end}")
    assert downloads() == 0
    assert agrees(person.id, "newsletter")


def test_a_guardians_link_changes_nothing_when_it_is_scanned(site):
    site.publish()
    asked(site, "", age_band="under-13", guardian_email=NOOR)
    link = site.mail(NOOR).link("guardian")
    for answer in scans(site.visitor(**SCANNER), link):
        assert answer.status_code < 400
    assert site.visitor().get(link).status_code == 200
    assert (count(Person), count(Verification, WAITS)) == (0, 1)


def test_the_link_used_twice_says_so_and_still_leads_to_the_download(site):
    site.publish()
    visitor, link = asked(site), site.mail().link("confirm")
    visitor.get(link)
    again = visitor.get(link)
    assert again.status_code == 303
    assert "again=1" in again.location
    assert "already" in visitor.get(again.location).text
    elsewhere = site.visitor().get(link)
    assert "Already confirmed" in elsewhere.text
    assert "/a/guide/ready?grant=" in elsewhere.text
    assert count(Grant) == count(Verification, PROVEN) == 1
    assert count(StepCount, StepCount.step == VisitStep.CONFIRMED) == 1


def test_the_link_works_for_forty_eight_hours_and_then_says_what_to_do(site):
    site.publish()
    visitor, link = asked(site), site.mail().link("confirm")
    with clock.moved(timedelta(hours=49)):
        answer = visitor.get(link)
        assert answer.status_code == 410
        assert "ask for the download again" in answer.text
    assert count(Person) == 0


def test_this_was_not_me_ends_the_request_and_leaves_the_address_alone_for_a_week(site):
    site.publish()
    visitor, mail = asked(site), site.mail()
    assert visitor.fill(mail.link("not-me")).status_code == 200
    assert count(Verification, WAITS) == 0
    assert one(Suppression).reason == SuppressionReason.NOT_ME
    assert visitor.get(mail.link("confirm")).status_code == 410
    asked(site)
    assert site.mails(ADA) == []
    with clock.moved(timedelta(days=8)):
        asked(site)
        assert len(site.mails(ADA)) == 1


def test_a_mail_can_be_sent_once_more_within_limits_and_the_old_link_still_works(site):
    site.publish()
    visitor, first = asked(site), site.mail().link("confirm")
    for _ in range(2):
        assert resend(visitor).status_code == 303
    assert resend(visitor).status_code == 429
    assert len(site.mails(ADA)) == 3
    assert visitor.get(first).status_code == 303


def resend(visitor):
    return visitor.press("/a/guide/inbox", "/a/guide/inbox/resend")


def test_asking_for_the_mail_again_says_the_same_to_a_browser_that_never_asked(site):
    site.publish()
    visitor = asked(site)
    site.work()
    stranger = site.visitor()
    assert resend(stranger).location == resend(visitor).location


def test_confirming_gives_what_was_ticked_and_only_that(site):
    site.purpose("newsletter")
    site.purpose("events")
    site.publish(purposes=["newsletter", "events"])
    site.confirmed(consent="events")
    person = one(Person).id
    assert agrees(person, "events")
    assert not agrees(person, "newsletter")
    assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.REFUSED, LedgerEntry.purpose == "newsletter") == 2


def test_an_unticked_box_later_takes_back_nothing_that_was_ticked_before(site):
    site.purpose()
    site.publish("one", purposes=["newsletter"])
    site.publish("two", purposes=["newsletter"])
    site.confirmed("one", consent="newsletter")
    site.visitor().opt_in("two")
    site.work()
    assert agrees(one(Person).id, "newsletter")


def test_a_box_ticked_in_a_known_persons_name_counts_only_once_they_confirm_it(site):
    site.purpose()
    site.publish("one")
    site.publish("two", purposes=["newsletter"])
    site.confirmed("one")
    site.visitor().opt_in("two", consent="newsletter")
    mail = site.mail()
    assert not agrees(one(Person).id, "newsletter")
    site.visitor().fill(mail.link("confirm"), consent="newsletter")
    assert agrees(one(Person).id, "newsletter")


def test_answers_in_a_known_persons_name_are_kept_only_once_they_confirm_them(site):
    site.publish("one")
    two = site.publish("two", asked=[FormField("company", "Company", "To know")])
    site.confirmed("one")
    site.visitor().opt_in("two", company="Studio Lark")
    mail = site.mail()
    assert "Studio Lark" not in mail.text
    assert leads_of(two)[0].answers == {}
    site.visitor().fill(mail.link("confirm"), keep_typed="y")
    forget_what_was_read()
    assert leads_of(two)[0].answers["fields"] == {"company": "Studio Lark"}


def test_what_a_person_once_answered_is_not_overwritten(site):
    two = site.publish("two", asked=[FormField("company", "Company", "To know")])
    site.confirmed("two", company="Studio Lark")
    site.visitor().opt_in("two", company="Somebody else")
    site.visitor().fill(site.mail().link("confirm"))
    assert leads_of(two)[0].answers["fields"] == {"company": "Studio Lark"}


def test_an_asset_retired_meanwhile_says_so(site):
    from leadgate.assets.actions import publishing

    asset = site.publish()
    visitor, link = asked(site), site.mail().link("confirm")
    publishing.retire(asset)
    answer = visitor.get(link)
    assert answer.status_code == 410
    assert "front page" in answer.text


def test_two_guides_asked_for_in_two_tabs_are_each_confirmed_in_their_own(site):
    """The newest one had taken the place of the other: its digits were refused, and its link asked once more."""
    site.publish()
    site.publish("second", PDF + b"% another")
    site.purpose()
    visitor = site.visitor()
    visitor.opt_in("guide", purpose_newsletter="y")
    code = site.mail().code
    visitor.opt_in("second")
    link = site.mail().link("confirm")
    assert visitor.fill("/a/guide/inbox", code=code).location.startswith("/a/guide/ready?grant=")
    answer = visitor.get(link)
    assert answer.status_code == 303, "this browser asked for both"
    assert answer.location.startswith("/a/second/ready?grant=")


@pytest.mark.parametrize("digits", [False, True])
def test_the_inbox_page_leads_on_to_the_download_once_this_browser_has_confirmed(site, digits):
    site.publish()
    site.publish("second", PDF + b"% another")
    visitor = asked(site)
    letter = site.mail()
    visitor.fill("/a/guide/inbox", code=letter.code) if digits else visitor.get(letter.link("confirm"))
    visitor.opt_in("second")
    answer = visitor.get("/a/guide/inbox")
    assert answer.status_code == 303
    assert answer.location.startswith("/a/guide/ready?grant=")
    assert visitor.get("/a/second/inbox").status_code == 200, "that one waits"


def test_whoever_typed_somebody_elses_address_does_not_learn_that_they_confirmed(site):
    site.publish()
    typist = asked(site)
    before = typist.get("/a/guide/inbox").status_code
    assert site.visitor().fill(site.mail().link("confirm")).status_code == 303
    assert typist.get("/a/guide/inbox").status_code == before == 200


def test_once_more_in_a_tab_sends_the_letter_of_that_tab(site):
    site.publish()
    site.publish("second", PDF + b"% another", title="The second one")
    visitor = site.visitor()
    visitor.opt_in("guide")
    visitor.opt_in("second")
    site.work()
    with clock.moved(timedelta(minutes=2)):
        visitor.press("/a/guide/inbox", "/a/guide/inbox/resend")
        assert "The second one" not in site.mail().text


def test_a_browser_holds_its_newest_requests_and_no_book_of_them(site):
    site.publish()
    visitor = site.visitor()
    for at in range(7):
        visitor.opt_in(email=f"somebody-{at}@bakery.example")
    [cookie] = [one for one in visitor.client._cookies.values() if "opt-in" in one.key]
    assert len(cookie.value) < 250


def test_where_letters_do_not_leave_nobody_is_told_that_one_was_sent(site, monkeypatch):
    site.publish()
    visitor, marketer = asked(site), site.staff()
    asset = one(Asset).id
    pages = [f"/studio/assets/{asset}", f"/studio/assets/{asset}/edit", f"/studio/assets/{asset}/share"]
    waiting, warned = visitor.get("/a/guide/inbox").text, "letters are kept in the studio and reach nobody"
    assert "Its letters do not leave yet" in waiting
    assert "sent a mail" not in waiting
    assert "spam" not in waiting
    assert all(warned in marketer.get(page).text for page in pages)
    monkeypatch.setattr(site.here, "given", replace(site.here.given, smtp_url="smtp://mail.bakery.example"))
    assert "We have sent a mail" in visitor.get("/a/guide/inbox").text
    assert not any(warned in marketer.get(page).text for page in pages)
