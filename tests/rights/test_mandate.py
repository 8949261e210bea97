"""Asking for a child or for somebody else: who is concerned is asked, can say no, and nothing is done without a yes."""

from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from leadgate.consent.queries import agrees
from leadgate.foundation import clock
from leadgate.foundation.ids import new_id
from leadgate.foundation.permissions import Role
from leadgate.people.models import Person
from leadgate.rights import queries
from leadgate.rights.actions import deciding, fulfilling, reminding, verifying
from leadgate.rights.clocks import Right
from leadgate.rights.commands import privacy
from leadgate.rights.errors import AgentNotConfirmed, CheckNotSaid, NotNow, OnlyForAChild, ParentNotConfirmed
from leadgate.rights.models import PrivacyRequest, PrivacyRequestState, Whom
from leadgate.standing.models import StandingRequest
from tests.browser_form import forms
from tests.cast import ADA, NOOR
from tests.facts import count, every, one
from tests.papers import PDF
from tests.rights.asking import MANDATE, ask, asked_and_proven, letter_about, link_in, prove, request

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""

SAYS_YES, SAYS_NO = "they act for me", "nobody acts for me"
MISSING = {"child": ParentNotConfirmed, "agent": AgentNotConfirmed}


@pytest.fixture
def ada(site):
    site.purpose()
    site.purpose("partners", shares=True)
    site.publish(purposes=["newsletter", "partners"])
    site.confirmed(consent=["newsletter", "partners"])
    return one(Person).id


def by_noor(site, whom, right="erasure", **fields):
    """Noor asks for Ada and proves her own mailbox; answers her browser and her request's page."""
    document = {"mandate": (BytesIO(PDF), "mandate.pdf")} if whom == "agent" else {}
    return asked_and_proven(site, right, NOOR, whom=whom, subject_email=ADA, **document, **fields)


def question(site):
    """The path of the page behind the letter to Ada."""
    return link_in(letter_about(site, ADA, MANDATE))


def says_no(site):
    page = question(site)
    return site.visitor().press(page, f"{page}/no")


@pytest.mark.parametrize("whom", ["child", "agent"])
def test_whoever_a_request_names_is_asked_and_sees_who_asks_for_what(site, ada, whom):
    by_noor(site, whom)
    page = site.visitor().get(question(site)).text
    assert NOOR in page
    assert "Delete everything" in page
    assert SAYS_YES in page
    assert SAYS_NO in page
    assert ("their child" in page) is (whom == "child")
    assert request().mandate_confirmed_at is None, "looking says nothing"


@pytest.mark.parametrize("whom", ["child", "agent"])
def test_nobody_is_asked_before_the_sender_has_proven_their_own_mailbox(site, ada, whom):
    document = {"mandate": (BytesIO(PDF), "mandate.pdf")} if whom == "agent" else {}
    ask(site, "erasure", NOOR, whom=whom, subject_email=ADA, **document)
    assert not [letter for letter in site.mails(ADA) if MANDATE in letter.subject]
    assert count(Person) == 1


@pytest.mark.parametrize("whom", ["child", "agent"])
def test_a_no_refuses_the_request_tells_its_sender_and_leaves_the_person_as_they_were(site, ada, whom):
    noor, page = by_noor(site, whom)
    assert "nobody acts for you" in says_no(site).text
    assert (request().state, request().reason) == (PrivacyRequestState.REFUSED, "mandate")
    assert "has not confirmed that somebody acts for them" in noor.get(page).text
    assert any("refused" in letter.subject for letter in site.mails(NOOR))
    assert count(Person) == 1
    assert site.visitor().post(question(site)).status_code == 409, "a yes comes too late"
    with pytest.raises(NotNow):
        fulfilling.fulfil(request().id, by=new_id())
    assert "is closed by now" in site.visitor().get(question(site)).text


@on_both
def test_who_has_said_yes_can_say_no_until_it_is_done(site, ada):
    by_noor(site, "agent", "correction", details="My name is wrong")
    site.visitor().fill(question(site))
    assert request().mandate_confirmed_at
    says_no(site)
    assert request().state == PrivacyRequestState.REFUSED


@pytest.mark.parametrize("whom", ["child", "agent"])
@pytest.mark.parametrize("right", [Right.ACCESS, Right.CORRECTION, Right.ERASURE, Right.OPT_OUT])
def test_nothing_is_ever_done_for_somebody_else_without_their_yes(site, ada, whom, right):
    by_noor(site, whom, right, details="something")
    with pytest.raises(MISSING[whom]):
        fulfilling.fulfil(request().id, by=new_id(), words="Done.")
    assert request().state == PrivacyRequestState.OPEN
    assert count(Person) == 1
    assert agrees(ada, "partners")
    assert agrees(ada, "newsletter")
    assert count(StandingRequest) == 0
    verifying.confirm_mandate(request().id)
    fulfilling.fulfil(request().id, by=new_id(), words="Done.")
    assert request().state == PrivacyRequestState.DONE


@pytest.mark.parametrize("whom", ["child", "agent"])
def test_the_office_says_what_is_missing_and_its_clock_runs_on(site, ada, whom):
    by_noor(site, whom, region="eu")
    due = queries.request(request().id).next_due
    officer, page = site.staff(Role.OFFICER), f"/office/requests/{request().id}"
    assert "Not confirmed, so it cannot be done yet" in officer.get(page).text
    refused = pressed(officer, page, "fulfil")
    assert (refused.status_code, "without that nothing is done" in refused.text) == (409, True)
    assert queries.request(request().id).next_due == due
    with clock.moved(timedelta(days=40)):
        assert queries.request(request().id).days_left < 0
        assert reminding.remind_officers() == 1
        assert any("is late" in letter.text for letter in site.mails("officer@bakery.example"))


def pressed(officer, page, act, **fields):
    """Another button of the form on a request's page."""
    form = next(one for one in forms(officer.get(page).text) if one.action == f"{page}/remark")
    return officer.post(f"{page}/{act}", data=form.values | fields)


def test_the_command_line_refuses_as_the_office_does(site, ada, app):
    by_noor(site, "agent")
    run = app.test_cli_runner()
    refused = run.invoke(privacy, ["fulfil", str(request().id), "--yes"])
    assert isinstance(refused.exception, AgentNotConfirmed)
    assert count(Person) == 1
    assert '"mandated": false' in run.invoke(privacy, ["show", str(request().id), "--json"]).output
    verifying.confirm_mandate(request().id)
    assert "Done" in run.invoke(privacy, ["fulfil", str(request().id), "--yes"]).output
    assert count(Person) == 0


@on_both
def test_an_officers_check_stands_for_a_child_too_young_for_a_mailbox_and_says_how(site, ada):
    by_noor(site, "child")
    officer, page = site.staff(Role.OFFICER), f"/office/requests/{request().id}"
    silent = pressed(officer, page, "check", words=" ")
    assert (silent.status_code, "how you checked" in silent.text) == (422, True)
    assert pressed(officer, page, "check", words="Saw the family book on 3 March.").status_code == 303
    shown = officer.get(page).text
    assert "Checked by an officer on" in shown
    assert "Saw the family book on 3 March." in shown
    assert pressed(officer, page, "fulfil").status_code == 303
    assert count(Person) == 0


def test_nobodys_check_stands_for_an_adult_who_can_say_it_themselves(site, ada):
    by_noor(site, "agent")
    with pytest.raises(OnlyForAChild):
        deciding.check(request().id, "They sounded honest.", by=new_id())
    with pytest.raises(CheckNotSaid):
        deciding.check(request().id, "", by=new_id())
    with pytest.raises(AgentNotConfirmed):
        fulfilling.fulfil(request().id, by=new_id())


@pytest.mark.parametrize(("whom", "shown"), [
    ("agent", ["was asked by mail and has not answered", "open the document"]),
    ("child", ["was asked by mail and has not answered", "Not checked by an officer"]),
])  # fmt: skip
def test_the_officer_sees_which_proofs_there_are(site, ada, whom, shown):
    by_noor(site, whom)
    officer, page = site.staff(Role.OFFICER), f"/office/requests/{request().id}"
    before = officer.get(page).text
    for words in shown:
        assert words in before
    assert "Do it, and close" not in before
    site.visitor().fill(question(site))
    after = officer.get(page).text
    assert "The person concerned said yes on" in after
    assert "Do it, and close" in after


def test_a_child_whose_data_lies_under_the_parents_own_address_needs_no_second_mail(site, ada):
    asked_and_proven(site, "erasure", ADA, whom="child", subject_email=ADA)
    assert request().mandate_confirmed_at
    assert not [letter for letter in site.mails(ADA) if MANDATE in letter.subject]
    officer = site.staff(Role.OFFICER)
    assert "the very mailbox that was proven" in officer.get(f"/office/requests/{request().id}").text


@pytest.mark.environment(LEADGATE_RATE_LIMITS="off")
@pytest.mark.parametrize("whom", ["self", "child", "agent"])
def test_who_types_a_victims_address_has_done_nothing_before_the_proof(site, ada, whom):
    """Whatever is asked, for whom, for a known address and an unknown one: nothing of anybody's changes."""
    for right in Right:
        for email in (ADA, "unknown@person.example"):
            typed = {"subject_email": email} if whom != "self" else {}
            typed |= {"mandate": (BytesIO(PDF), "mandate.pdf")} if whom == "agent" else {}
            ask(site, right, NOOR if typed else email, whom=whom, details="something", **typed)
    site.work()
    assert one(Person).id == ada
    assert agrees(ada, "partners")
    assert agrees(ada, "newsletter")
    assert count(StandingRequest) == 0
    assert request_states() == {PrivacyRequestState.UNVERIFIED}
    assert not [letter for letter in site.mails(ADA) if MANDATE in letter.subject]


def request_states():
    return {state for (state,) in every(select(PrivacyRequest.state))}


def test_the_form_says_that_the_other_is_asked(site):
    page = site.visitor().get("/privacy/request").text
    assert "We ask at this address whether you may act for them" in page
    assert str(Whom.CHILD.asked) in page


def test_what_was_proven_for_a_child_is_proven_once(site, ada):
    by_noor(site, "child")
    for _time in range(2):
        assert "they act for you" in site.visitor().post(question(site)).text
    steps = [str(step.what) for step in queries.request(request().id).steps]
    assert steps == ["received", "verified", "concerned", "mandate"]


def test_a_second_proof_of_the_senders_mailbox_asks_nobody_again(site, ada):
    by_noor(site, "child")
    prove(site, NOOR)
    assert len([letter for letter in site.mails(ADA) if MANDATE in letter.subject]) == 1


@pytest.mark.parametrize("known", [True, False])
def test_whoever_asked_for_somebody_else_is_answered_about_them_and_not_about_themselves(site, known):
    site.purpose()
    site.publish()
    if known:
        site.confirmed()
    page = by_noor(site, "agent", "opt-out")[1]
    assert site.visitor().fill(question(site)).status_code == 200
    fulfilling.fulfil(request().id, by=new_id())
    for text in (site.mail(NOOR).text, site.visitor().get(page).text):
        assert "to nobody" in " ".join(text.split())
        assert "your data" not in text
    chinese = site.visitor(Accept_Language="zh-TW").get(page).text
    assert "任何人" in chinese
    assert "您的資料" not in chinese
