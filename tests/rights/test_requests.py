"""Privacy requests: anybody can ask, nobody can ask in another's name, every step and date is kept, the law's way."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from leadgate.assets.models import Grant
from leadgate.consent.queries import agrees
from leadgate.erasure.models import Erasure
from leadgate.foundation import clock
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.mail import composing as mail
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.retention.actions import sweeping
from leadgate.rights import queries
from leadgate.rights.actions import deciding, fulfilling, reminding
from leadgate.rights.errors import ClockDoesNotStop, LegalReasonNeeded, NotNow, TooLateToExtend
from leadgate.rights.models import PrivacyRequest, PrivacyRequestState, RequestStep
from leadgate.staff.actions import accounts
from tests.browser_form import forms
from tests.cast import ADA, NOOR
from tests.facts import count, every, one
from tests.papers import PDF
from tests.visitor import PASSWORD

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""


@pytest.fixture
def ada(site):
    site.purpose()
    site.purpose("partners", shares=True)
    site.publish(purposes=["newsletter", "partners"])
    site.confirmed(consent=["newsletter", "partners"])
    return one(Person).id


def ask(site, right="access", email=ADA, **fields):
    answer = site.visitor().fill("/privacy/request", right=right, email=email, **fields)
    assert answer.status_code == 303, answer.text
    return answer


def prove(site, email=ADA):
    """Press the button in the newest letter that asks for it; answers the request's own page."""
    letter = next(letter for letter in site.mails(email) if "Is this your privacy request?" in letter.subject)
    link = letter.text.split("localhost")[1].split()[0]
    visitor = site.visitor()
    answer = visitor.fill(link)
    assert answer.status_code == 303, answer.text
    return visitor, answer.location


def request():
    return one(PrivacyRequest)


def steps():
    return [what for (what,) in every(select(RequestStep.what).order_by(RequestStep.id))]


def test_a_request_does_nothing_before_its_mailbox_is_proven_and_the_clock_runs_from_receipt(site, ada):
    ask(site, "erasure")
    assert (request().state, request().verified_at) == (PrivacyRequestState.UNVERIFIED, None)
    assert count(Person) == 1
    with clock.moved(timedelta(days=3)):
        prove(site)
    assert count(Person) == 0
    assert request().received_at < request().verified_at - timedelta(days=2)


def test_looking_at_the_link_as_a_mail_scanner_does_changes_nothing(site, ada):
    ask(site, "erasure")
    link = site.mail().link("privacy/request/prove")
    assert "deleted at once" in site.visitor().get(link).text
    assert site.visitor().head(link).status_code == 200
    assert count(Person) == 1


def test_the_answer_is_the_same_for_an_address_nobody_knows(site, ada):
    known, unknown = ask(site), ask(site, email="nobody@person.example")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    prove(site, "nobody@person.example")
    letter = next(letter for letter in site.mails("nobody@person.example") if "answered" in letter.subject)
    assert "If there is nothing, we have nothing" in letter.text


@on_both
def test_somebody_elses_request_in_a_persons_name_ends_in_that_persons_mailbox(site, ada):
    ask(site, "erasure", email=ADA)
    with clock.moved(timedelta(days=46)):
        list(sweeping.sweep())
        assert count(PrivacyRequest) == 0, "what nobody proved is dropped"
    assert count(Person) == 1
    assert not site.here.vault.is_destroyed(ada)


@on_both
def test_an_unproven_request_does_not_stand_in_the_way_of_the_persons_own(site, ada):
    ask(site)
    ask(site)
    prove(site)
    states = sorted(str(state) for (state,) in every(select(PrivacyRequest.state)))
    assert states == ["done", "unverified"]


def test_an_erasure_is_done_told_certified_and_then_forgets_who_asked(site, ada, monkeypatch):
    ask(site, "erasure")
    sent = []
    keep = mail.keep
    monkeypatch.setattr(mail, "keep", lambda letter, *ids, **to: (sent.append(to["address"]), keep(letter, *ids, **to)))
    visitor, page = prove(site)
    site.work()
    assert sent == [ADA, ADA], "the last letter left before the address was forgotten"
    with clock.moved(timedelta(seconds=10)):
        site.work()
        site.work()
    assert count(VaultKey) == count(Person) == count(Grant) == 0
    assert one(Erasure).certificate
    assert (request().address_index, request().subject_index) == (None, None)
    shown = visitor.get(page).text
    assert "See the certificate" in shown
    assert ADA not in shown


def test_an_open_request_closes_when_its_person_is_erased_another_way(site, ada):
    ask(site, "correction", details="My name is wrong")
    prove(site)
    site.signed_in().fill("/me/delete")
    site.work()
    assert request().state == PrivacyRequestState.WITHDRAWN
    assert queries.request(request().id).steps[0].text is None, "what was written died with the key"


@on_both
def test_an_objection_ends_everything_optional_at_once_and_leaves_the_downloads(site, ada):
    ask(site, "objection")
    prove(site)
    assert not agrees(ada, "newsletter")
    assert not agrees(ada, "partners")
    assert count(Grant) == 1


def test_opting_out_of_sharing_ends_that_and_nothing_else(site, ada):
    ask(site, "opt-out")
    prove(site)
    assert (agrees(ada, "newsletter"), agrees(ada, "partners")) == (True, False)


@on_both
def test_a_restriction_keeps_everything_and_uses_nothing(site, ada):
    ask(site, "restriction")
    prove(site)
    assert people.is_restricted(ada)
    marketer = site.staff(Role.MARKETER)
    assert ADA not in marketer.get(f"/studio/assets/{one(Grant).asset_id}/leads").text
    assert "not to use it" in site.signed_in().get("/me").text


@pytest.mark.parametrize(
    "right", ["access", "portability", "objection", "opt-out", "limit", "restriction", "correction"]
)
def test_nobody_is_treated_worse_for_having_asked(site, ada, right):
    ask(site, right, details="something")
    prove(site)
    answer = site.visitor().opt_in(email="friend@person.example")
    page = site.visitor().get(f"/a/guide/ready?grant={ready(site)}")
    assert answer.status_code == 303
    assert page.status_code == 200, "the download they have stays theirs"


def ready(site):
    from leadgate.assets.links import ready_token

    return ready_token(one(Grant).id)


def test_a_correction_waits_for_the_officer_who_answers_in_words(site, ada):
    ask(site, "correction", details="My company is called Bakery")
    visitor, page = prove(site)
    assert any("We have your privacy request" in letter.subject for letter in site.mails(ADA))
    officer = site.staff(Role.OFFICER)
    overview = officer.get("/office").text
    assert "Correct something" in overview
    number = request().id
    assert "My company is called Bakery" in officer.get(f"/office/requests/{number}").text
    answer = officer.press(
        f"/office/requests/{number}", f"/office/requests/{number}/remark", words="Corrected by hand."
    )
    assert answer.status_code == 303
    fulfilling.fulfil(number, by=ada, words="Your company is called Bakery now.")
    assert "Your company is called Bakery now." in visitor.get(page).text
    letter = next(letter for letter in site.mails(ADA) if "answered" in letter.subject)
    assert "is called" not in letter.text, "a letter carries the link, not the answer"


def test_a_correction_is_not_called_done_without_a_word_on_what_was_corrected(site, ada):
    opened(site)
    page, officer = f"/office/requests/{request().id}", site.staff(Role.OFFICER)
    for act, sentence in (("fulfil", "what you have corrected"), ("remark", "what there is to remember")):
        refused = officer.press(page, f"{page}/remark", words=" ") if act == "remark" else posted(officer, page, act)
        assert (refused.status_code, sentence in refused.text) == (422, True), act
    assert request().state == "open"
    assert not [letter for letter in site.mails(ADA) if "answered" in letter.subject]


def posted(officer, page, act):
    """The other button of the form on a request's page."""
    form = next(one for one in forms(officer.get(page).text) if one.action == f"{page}/remark")
    return officer.post(f"{page}/{act}", data=form.values | {"words": ""})


def opened(site, right="correction", **fields):
    ask(site, right, details="something", **fields)
    return (*prove(site), request().id)


def test_a_refusal_needs_a_reason_of_the_law_and_says_how_to_complain(site, ada):
    visitor, page, number = opened(site)
    for reason, words in (("", "no"), ("whim", "no"), ("accurate", " ")):
        with pytest.raises(LegalReasonNeeded):
            deciding.refuse(number, reason, words, by=ada)
    deciding.refuse(number, "accurate", "We compared it with your letter.", by=ada)
    shown = visitor.get(page).text
    for part in ("What we have is right as it is.", "GDPR art. 16", "complain", "We compared it"):
        assert part in shown
    letter = next(letter for letter in site.mails(ADA) if "refused" in letter.subject)
    assert "complain" in letter.text


A_PLAIN_MONDAY = datetime(2027, 3, 1, 9, tzinfo=UTC)
"""A month later no holiday moves the date: what a test says about days must not depend on when it is run."""


@on_both
def test_a_pause_stops_the_gdprs_clock_and_the_reply_starts_it_again(site, ada):
    with clock.moved(A_PLAIN_MONDAY - clock.now()):
        visitor, page, number = opened(site, region="eu")
        before = queries.request(number).next_due.due
        deciding.ask(number, "Which of the two?", by=ada, pausing=True)
        assert request().state == PrivacyRequestState.WAITING
        with clock.moved(timedelta(days=10)):
            assert "Which of the two?" in visitor.get(page).text
            assert visitor.fill(page, words="The second").status_code == 303
            after = queries.request(number)
        assert request().state == PrivacyRequestState.OPEN
    assert (after.next_due.due - before).days >= 10
    assert steps()[-4:] == ["paused", "asked", "replied", "resumed"]


def test_a_clock_that_knows_no_pause_is_not_stopped(site, ada):
    _visitor, _page, number = opened(site, region="california")
    with pytest.raises(ClockDoesNotStop):
        deciding.ask(number, "Which?", by=ada, pausing=True)
    deciding.ask(number, "Which?", by=ada)
    assert request().state == PrivacyRequestState.OPEN


@on_both
def test_an_extension_is_told_in_time_once_and_with_its_reason(site, ada):
    _visitor, _page, number = opened(site, region="eu")
    first = queries.request(number).next_due.due
    with pytest.raises(LegalReasonNeeded):
        deciding.extend(number, "", by=ada)
    with clock.moved(timedelta(days=40)), pytest.raises(TooLateToExtend):
        deciding.extend(number, "Too much to do", by=ada)
    deciding.extend(number, "Many requests at once", by=ada)
    assert (queries.request(number).next_due.due - first).days > 50
    assert any("takes longer" in letter.subject for letter in site.mails(ADA))
    with pytest.raises(TooLateToExtend):
        deciding.extend(number, "Again", by=ada)


def test_the_officers_hear_of_a_date_before_it_comes_more_often_as_it_nears_and_daily_once_it_is_late(site, ada):
    site.staff(Role.OFFICER, "officer@bakery.example")
    opened(site, region="eu")
    due = queries.open_requests()[0].next_due.due
    for days_left in (20, 13, 12, 7, 2, 0, -1, -1, -2):
        moment = timedelta(days=(due - clock.now().date()).days - days_left)
        with clock.moved(moment):
            reminding.remind_officers()
            site.work()
    letters = [letter for letter in site.mails("officer@bakery.example") if "is due" in letter.subject]
    assert len(letters) == 6, "at 14, 7, 3 and 0 days, and on each of two late days"
    assert any("is late" in letter.text for letter in letters)


def test_an_officer_hears_of_it_in_the_language_they_signed_in_with(site, ada):
    accounts.add_account("officer@bakery.example", Role.OFFICER, PASSWORD)
    reader = site.visitor(Accept_Language="zh-TW")
    reader.fill("/staff/sign-in", email="officer@bakery.example", password=PASSWORD)
    opened(site, region="eu")
    with clock.moved(queries.open_requests()[0].next_due.due - clock.now().date()):
        reminding.remind_officers()
        site.work()
    assert any("有隱私權請求即將到期" in letter.subject for letter in site.mails("officer@bakery.example"))


@on_both
def test_a_late_request_cannot_be_overlooked_in_the_office(site, ada):
    opened(site, region="eu")
    with clock.moved(timedelta(days=60)):
        page = site.staff(Role.OFFICER).get("/office").text
    assert "request is late" in page
    assert "late" in page.split("<tbody>")[1]


@on_both
def test_of_two_officers_who_decide_at_once_one_finds_it_decided(site, ada):
    _visitor, _page, number = opened(site)
    deciding.refuse(number, "accurate", "It is right.", by=ada)
    for act in (lambda: deciding.refuse(number, "scope", "No.", by=ada), lambda: fulfilling.fulfil(number, by=ada),
                lambda: deciding.extend(number, "Later", by=ada)):  # fmt: skip
        with pytest.raises(NotNow):
            act()


def test_a_person_can_take_a_request_back(site, ada):
    visitor, page, _number = opened(site)
    visitor.press(page, f"{page}/withdrawal")
    assert request().state == PrivacyRequestState.WITHDRAWN
    assert "taken back" in visitor.get(page).text


def test_an_agent_needs_a_mandate_and_the_persons_own_word(site, ada):
    refused = site.visitor().fill("/privacy/request", right="access", email=NOOR, whom="agent", subject_email=ADA)
    assert "lets you act for them" in refused.text
    ask(site, email=NOOR, whom="agent", subject_email=ADA, mandate=(BytesIO(PDF), "mandate.pdf"))
    prove(site, NOOR)
    assert request().state == PrivacyRequestState.OPEN, "an officer decides"
    letter = next(letter for letter in site.mails(ADA) if "act for you" in letter.subject)
    page = site.visitor().fill(letter.text.split("localhost")[1].split()[0])
    assert "they act for you" in page.text
    assert request().mandate_confirmed_at is not None
    officer = site.staff(Role.OFFICER)
    assert officer.get(f"/office/requests/{request().id}/mandate").data == PDF
    assert "The person concerned said yes on" in officer.get(f"/office/requests/{request().id}").text


def test_a_guardians_request_is_decided_by_the_officer_once_the_child_has_said_yes(site, ada):
    ask(site, "erasure", email=NOOR, whom="child", subject_email=ADA)
    prove(site, NOOR)
    letter = next(letter for letter in site.mails(ADA) if "act for you" in letter.subject)
    site.visitor().fill(letter.text.split("localhost")[1].split()[0])
    assert count(Person) == 1
    fulfilling.fulfil(request().id, by=ada)
    assert people.person_with(parsed(ADA)) is None


@pytest.mark.parametrize(("fields", "sentence"), [
    ({"email": "no address"}, "does not look like a mail address"),
    ({"email": ADA, "right": "correction", "details": ""}, "what is wrong"),
    ({"email": ADA, "whom": "child"}, "the person you ask for"),
    ({"email": ADA, "right": "everything"}, "Not a valid choice"),
    ({"email": ADA, "region": "moon"}, "Not a valid choice"),
    ({"email": ADA, "mandate": b"MZ\x90", "whom": "agent", "subject_email": NOOR}, "PDF, PNG"),
])  # fmt: skip
def test_bad_input_gets_a_sentence_and_loses_nothing(site, fields, sentence):
    files = {name: (BytesIO(value), "virus.exe") for name, value in fields.items() if isinstance(value, bytes)}
    answer = site.visitor().fill("/privacy/request", **{"right": "access", "details": "keep this", **fields, **files})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "keep this" in answer.text or "correction" in str(fields)
    assert count(PrivacyRequest) == 0


def test_another_persons_link_and_a_made_up_one_look_the_same(site, ada):
    _visitor, page, _number = opened(site)
    forged = page[:-2] + ("AA" if not page.endswith("AA") else "BB")
    assert site.visitor().get(forged).status_code == 404
    assert site.visitor().get("/privacy/requests/nothing").status_code == 404


def test_requests_are_limited_per_mailbox(site):
    statuses = [site.visitor().fill("/privacy/request", right="access", email=ADA).status_code for _ in range(7)]
    assert statuses[:5] == [303] * 5
    assert statuses[-1] == 429


@on_both
def test_a_closed_request_is_kept_two_years_as_proof_and_then_goes_with_its_key(site, ada):
    opened(site)
    deciding.withdraw(request().id)
    with clock.moved(timedelta(days=729)):
        list(sweeping.sweep())
        assert count(PrivacyRequest) == 1
    with clock.moved(timedelta(days=731)):
        list(sweeping.sweep(unwarned=False))
    assert count(PrivacyRequest) == count(RequestStep) == 0


@on_both
def test_the_records_of_processing_are_made_from_the_register(site):
    officer = site.staff(Role.OFFICER)
    page = officer.get("/office/records").text
    assert "proving what was agreed to" in page
    lines = officer.get("/office/records.csv").text.splitlines()
    assert "table,column,holds,purpose,kept,erasure" in lines[0]
    assert any(line.startswith("person,address,contact") for line in lines)
