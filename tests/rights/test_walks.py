"""Privacy requests walked from the form to the certificate: through a hold, for a child, and past a restore."""

from datetime import timedelta

import pytest

from leadgate.assets.models import Grant
from leadgate.backup import checking
from leadgate.backup.actions import making, restoring
from leadgate.consent.queries import agrees
from leadgate.erasure.models import Erasure, Hold
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.mail import composing as mail
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.groups.models import Membership
from leadgate.joining.models import MembershipRequest
from leadgate.ledger.verification import verify
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.rights.models import PrivacyRequestState
from leadgate.standing.models import StandingRequest
from leadgate.surveys.models import SurveyResponse
from leadgate.verifier.documents import CERTIFICATE
from tests.browser_form import forms
from tests.cast import ADA, GRETA, NOOR, TIM
from tests.facts import count, one
from tests.groups.conftest import mina as mina
from tests.groups.conftest import ole as ole
from tests.groups.scenes import bakers, let_in
from tests.rights.asking import MANDATE, asked_and_proven, letter_about, link_in, request
from tests.surveys.scenes import published, respond, small

pytestmark = pytest.mark.both_databases("backup.beside")


@pytest.fixture
def gate(site):
    site.purpose()
    site.purpose("partners", shares=True)
    site.publish(purposes=["newsletter", "partners"])
    return site


def known_everywhere(site):
    """Ada has a download, belongs to a group and has answered a survey; her id."""
    site.confirmed(consent=["newsletter", "partners"])
    ada = people.person_with(parsed(ADA)).id
    let_in(site, bakers(site, questions=False).id)
    respond(published(small()), {"why": "To learn about rye"}, person=ada)
    return ada


def certificate_of(visitor, page):
    """The certificate a closed request leads to, as whoever sent it sees it."""
    told = visitor.get(page).text
    assert "See the certificate" in told
    return visitor.get(told.split('">See the certificate')[0].rpartition('href="')[2]).text


def test_a_hold_stops_an_erasure_request_says_so_and_lifting_it_finishes_the_request(gate, mina):
    ada = known_everywhere(gate)
    officer = gate.staff(Role.OFFICER)
    officer.fill("/office", email=ADA, kind="asset_grant", reason="claim 12/2026")
    visitor, page = asked_and_proven(gate, "erasure")
    gate.work()
    assert count(Grant) == 1
    assert count(Membership) == count(SurveyResponse) == 0, "what the hold does not name is gone"
    assert people.person_with(parsed(ADA)) is None, "nobody finds or reaches them meanwhile"
    assert one(Erasure).certificate is None
    assert "stops an erasure" in officer.get("/office").text
    assert "obliges us to keep the rest for now" in certificate_of(visitor, page)
    officer.press("/office", f"/office/holds/{one(Hold).id}/lift")
    gate.work()
    assert count(Grant) == count(Person) == 0
    assert gate.here.vault.is_destroyed(ada)
    assert one(Erasure).certificate
    assert "Deleted, and looked for" in certificate_of(visitor, page)


def test_a_guardians_request_for_a_child_from_the_form_to_the_certificate(gate, monkeypatch):
    """The child has an address of their own here; whoever reads it is asked, and only then is anything done."""
    sent, keep = [], mail.keep
    monkeypatch.setattr(mail, "keep", lambda letter, *ids, **to: (sent.append(to["address"]), keep(letter, *ids, **to)))
    gate.confirmed(email=TIM)
    visitor, page = asked_and_proven(gate, "erasure", GRETA, whom="child", subject_email=TIM)
    officer, office = gate.staff(Role.OFFICER), f"/office/requests/{request().id}"
    assert "Do it, and close" not in officer.get(office).text
    gate.visitor().fill(link_in(letter_about(gate, TIM, MANDATE)))
    form = next(one for one in forms(officer.get(office).text) if one.action == f"{office}/remark")
    assert officer.post(f"{office}/fulfil", data=form.values).status_code == 303
    gate.work()
    assert count(Person) == count(Grant) == 0
    assert request().state == PrivacyRequestState.DONE
    assert one(Erasure).certificate["leadgate:why"] == "officer"
    assert sent[-1] == GRETA, "who asked is told, before their address is forgotten"
    assert "Deleted, and looked for" in certificate_of(visitor, page)


def test_a_guardian_who_agreed_for_a_child_ends_it_with_the_same_mailbox(gate):
    """Of a child too young nothing is kept but the guardian's address; that is what the request is about."""
    gate.visitor().opt_in(email=TIM, age_band="under-13", guardian_email=GRETA)
    gate.visitor().fill(gate.mail(GRETA).link("guardian"))
    asked_and_proven(gate, "erasure", GRETA, whom="child", subject_email=GRETA)
    officer, office = gate.staff(Role.OFFICER), f"/office/requests/{request().id}"
    form = next(one for one in forms(officer.get(office).text) if one.action == f"{office}/remark")
    assert officer.post(f"{office}/fulfil", data=form.values).status_code == 303
    gate.work()
    assert count(Person) == 0
    assert one(Erasure).certificate


def test_a_restore_brings_back_nobody_who_was_erased_on_their_request(gate, mina, outside):
    ada = known_everywhere(gate)
    gate.confirmed(email=NOOR)
    making.make(outside / "copy")
    asked_and_proven(gate, "erasure")
    gate.work()
    with gate.app.app_context():
        told = restoring.put_back(outside / "copy", checking.checked(outside / "copy"))
    forget_what_was_read()
    assert told["erased_again"] == 1
    assert people.person_with(parsed(ADA)) is None
    assert gate.here.vault.is_destroyed(ada)
    assert count(Membership) == count(MembershipRequest) == count(SurveyResponse) == 0
    assert one(Person).id == one(Grant).person_id == people.person_with(parsed(NOOR)).id
    gate.work()
    assert one(Erasure).certificate, "the erasure that was done again is certified anew"
    assert verify().faults == []
    with clock.moved(timedelta(minutes=1)):
        gate.confirmed()
        assert people.person_with(parsed(ADA)).id != ada, "only their own fresh act brings them back, as somebody new"


def test_a_restore_keeps_an_opt_out_and_the_erasure_of_an_address_nobody_had(gate, outside):
    making.make(outside / "copy")
    asked_and_proven(gate, "opt-out")
    asked_and_proven(gate, "erasure")
    gate.work()
    with gate.app.app_context():
        restoring.put_back(outside / "copy", checking.checked(outside / "copy"))
    forget_what_was_read()
    assert one(StandingRequest).what == "opt-out"
    with clock.moved(timedelta(minutes=1)):
        gate.confirmed(consent=["newsletter", "partners"])
    ada = people.person_with(parsed(ADA)).id
    assert (agrees(ada, "newsletter"), agrees(ada, "partners")) == (True, False)


def test_a_certificate_of_an_opt_out_that_stays_says_so_and_on_which_ground(gate):
    gate.confirmed(consent=["partners"])
    asked_and_proven(gate, "opt-out")
    visitor, page = asked_and_proven(gate, "erasure")
    gate.work()
    [kept] = [one for one in one_certificate()["leadgate:kept"] if one["what"] == "standing_request"]
    assert kept["count"] == 1
    assert "CCPA 1798.135" in kept["ground"]
    assert "so that it binds us if you come back" in certificate_of(visitor, page)


def one_certificate():
    found = one(Erasure).certificate
    assert found["@type"] == CERTIFICATE
    return found
