"""Deciding on requests: exactly one decision counts, it can be undone before anybody hears of it, and nothing leaks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.groups.actions import appointing
from leadgate.groups.errors import LastGroupOwner
from leadgate.groups.models import Appointment, Membership
from leadgate.groups.types import GroupRole
from leadgate.joining.actions import deciding
from leadgate.joining.models import MembershipRequest, MembershipStep, RequestAnswers, RequestMessage
from leadgate.joining.types import JoinState
from leadgate.ledger.models import LedgerEntry
from leadgate.moderation.actions import claiming
from leadgate.retention.actions import sweeping
from leadgate.staff.actions.accounts import account_with
from tests.cast import ADA, CANARY, NOOR
from tests.facts import count, every, one, statements
from tests.groups.scenes import MINA, OLE, bakers, token_of

pytestmark = pytest.mark.both_databases("groups.actions.belonging", "moderation.actions.claiming")

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def state() -> JoinState:
    return one(MembershipRequest).state


def test_a_decline_needs_a_reason_and_the_reason_reaches_the_person(site, group, mina):
    ada = group.ask()
    assert group.decide(mina, "decline").status_code == 409
    assert state() == JoinState.PENDING
    group.decide(mina, "decline", "We are for bakers\nonly.")
    assert "bakers" not in ada.get("/g/bakers/request").text.replace("/g/bakers", "")
    assert not [mail for mail in site.mails(ADA) if "declined" in mail.subject]
    with clock.moved(6 * MINUTE):
        assert "We are for bakers<br>only." in ada.get("/g/bakers/request").text
        assert "We are for bakers" in site.mail(ADA).text


def test_who_was_declined_may_ask_again_after_the_time_the_group_set_and_not_before(site, group, mina):
    group.ask()
    group.decide(mina, "decline", "Not yet.")
    with clock.moved(6 * DAY):
        early = group.fill_in(site.signed_in(), email="")
        assert early.status_code == 422
        assert "You can ask again from" in early.text
    with clock.moved(8 * DAY):
        again = site.signed_in()
        assert group.fill_in(again, email="").status_code == 303
        page = mina_again(site).get("/moderate/bakers").text
        assert "Asked before; the last time it was: declined" in " ".join(page.split())


def mina_again(site):
    """Her session is long over."""
    visitor = site.visitor()
    visitor.fill("/staff/sign-in", email=MINA, password="quiet river stones 42")
    return visitor


def test_after_so_many_times_it_takes_half_a_year(site, mina):
    group = bakers(site, most_requests=1)
    group.ask()
    group.decide(mina, "decline", "No.")
    with clock.moved(100 * DAY):
        assert group.fill_in(site.signed_in(), email="").status_code == 422
    with clock.moved(181 * DAY):
        assert group.fill_in(site.signed_in(), email="").status_code == 303


@pytest.mark.parametrize("act", ["approve", "decline", "ignore"])
def test_a_decision_can_be_undone_before_anybody_hears_of_it(site, group, mina, act):
    ada = group.ask()
    group.decide(mina, act, "A reason.")
    assert "nobody has heard of it yet" in mina.get("/moderate/bakers").text
    assert group.decide(mina, "undo").status_code == 303
    assert state() == JoinState.PENDING
    assert count(Membership) == 0
    with clock.moved(6 * MINUTE):
        assert not [mail for mail in site.mails(ADA) if "confirm" not in mail.subject]
        assert "You are number 1" in ada.get("/g/bakers/request").text


def test_an_approval_opens_nothing_while_it_can_be_undone(site, group, mina):
    ada = group.ask()
    group.decide(mina, "approve")
    assert "You belong" not in ada.get("/g/bakers").text
    assert ada.post("/g/bakers/leave").status_code == 404


def test_what_the_person_has_heard_cannot_be_undone_only_reversed(site, group, mina):
    group.ask()
    group.decide(mina, "decline", "No.")
    with clock.moved(6 * MINUTE):
        refused = group.decide(mina, "undo")
        assert refused.status_code == 409
        assert "It is too late to undo this" in refused.text
        assert group.decide(mina, "reverse").status_code == 303
    with clock.moved(12 * MINUTE):
        assert site.mail(ADA).subject == "You are in"
        assert count(Membership) == 1


def test_two_moderators_who_decide_opposite_ways_one_wins_and_the_other_is_told(site, group, mina, ole):
    group.ask()
    seen = one(MembershipRequest)
    assert group.decide(mina, "approve", request=seen).status_code == 303
    late = group.decide(ole, "decline", "No.", request=seen)
    assert late.status_code == 409
    assert "was decided, changed or taken back meanwhile" in late.text
    assert state() == JoinState.APPROVED


def test_nobody_decides_on_what_they_have_not_seen(site, group, mina):
    ada = group.ask()
    seen = one(MembershipRequest)
    ada.fill("/g/bakers/request/change", name="Ada", **{group.question: "Something else"})
    assert group.decide(mina, "approve", request=seen).status_code == 409
    assert state() == JoinState.PENDING


def test_a_question_back_waits_on_the_applicant_in_the_moderators_name(site, group, mina):
    ada = group.ask()
    group.decide(mina, "ask", f"Which city, {CANARY}?")
    mail = site.mail(ADA)
    assert CANARY not in mail.text
    page = ada.get("/g/bakers/request").text
    assert "It waits for you" in page
    assert "Mina" in page
    assert CANARY in page
    assert ada.fill("/g/bakers/request", words="Taipei").status_code == 303
    assert state() == JoinState.PENDING
    assert "Taipei" in mina.get(f"/moderate/bakers/requests/{one(MembershipRequest).id}").text


def test_answers_are_deleted_so_many_days_after_the_decision_for_the_approved_too(site, group, mina):
    group.ask()
    group.decide(mina, "ask", "Which city?")
    group.decide(mina, "approve")
    for days, left in ((29, 1), (31, 0)):
        with clock.moved(days * DAY):
            list(sweeping.sweep())
            assert (count(RequestAnswers), count(RequestMessage)) == (left, left)
    assert count(Membership) == 1


def test_while_nobody_has_decided_answers_are_kept(site, group):
    group.ask()
    with clock.moved(29 * DAY):
        list(sweeping.sweep())
        assert count(RequestAnswers) == 1


def test_no_second_copy_of_an_answer_exists_anywhere(site, group, mina, here):
    ada = group.ask(answer=f"{CANARY} rises", name="Ada")
    group.decide(mina, "ask", f"Which {CANARY}?")
    ada.fill("/g/bakers/request", words=f"The {CANARY} one")
    mina.get("/moderate/bakers")
    group.decide(mina, "approve")
    with clock.moved(6 * MINUTE):
        assert not [mail for mail in site.mails() if CANARY in mail.text]
    tables = every(select(MembershipStep.what, MembershipStep.rule))
    assert CANARY not in str(tables)


def test_every_look_is_on_the_record_and_the_person_sees_how_many(site, group, mina, ole):
    ada = group.ask()
    mina.get("/moderate/bakers")
    ole.get(f"/moderate/bakers/requests/{one(MembershipRequest).id}")
    assert count(LedgerEntry, LedgerEntry.purpose == "applicant:look") == 2
    assert "Moderators have opened your request 2 times" in ada.get("/g/bakers/request").text


def test_a_moderator_never_sees_the_address_unless_their_appointment_says_so(site, group, mina, ole):
    group.ask()
    assert ADA not in mina.get("/moderate/bakers").text
    appointing.appoint(group.id, account_with(OLE), "Ole", sees_addresses=True)
    assert ADA in ole.get("/moderate/bakers").text


def test_a_moderator_of_one_group_does_nothing_in_another(site, group, mina):
    ole = site.staff(Role.MODERATOR, OLE)
    bakers(site, "brewers", owner=OLE)
    group.ask()
    row = one(MembershipRequest)
    paths = ["/moderate/bakers", f"/moderate/bakers/requests/{row.id}", "/moderate/bakers/live"]
    assert {ole.get(path).status_code for path in paths} == {404}
    assert ole.get(f"/moderate/brewers/requests/{row.id}").status_code == 404
    form = {"request": f"{row.id}:{row.version}", "act": "approve", "csrf_token": token_of(ole)}
    assert ole.post("/moderate/bakers/decisions", data=form).status_code == 404
    assert ole.post("/moderate/brewers/decisions", data=form).status_code == 409
    assert state() == JoinState.PENDING


def test_nobody_decides_on_their_own_request(site, group, mina):
    group.ask(MINA, "Somebody")
    refused = group.decide(mina, "approve")
    assert refused.status_code == 409
    assert "your own request" in refused.text
    assert state() == JoinState.PENDING


def test_many_are_decided_at_once_and_what_was_not_reached_is_said_one_by_one(site, group, mina):
    for number in range(3):
        group.ask(f"p{number}@person.example", f"Person {number}")
    rows = [row for (row,) in every(select(MembershipRequest))]
    deciding.ignore(rows[0].id, by=account_with(MINA))
    form = {"request": [f"{row.id}:{row.version}" for row in rows], "act": "approve", "csrf_token": token_of(mina)}
    answer = mina.post("/moderate/bakers/decisions", data=form)
    assert answer.status_code == 409
    assert "1 request was not changed" in answer.text
    assert count(Membership) == 2


def test_who_is_left_without_an_answer_hears_nothing_and_is_told_no_lie(site, group, mina):
    ada = group.ask()
    group.decide(mina, "ignore")
    with clock.moved(6 * MINUTE):
        assert len(site.mails(ADA)) == 1
        page = ada.get("/g/bakers/request").text
        assert "It waits for a moderator" in page
        assert "declined" not in page


def test_a_claim_is_shown_to_others_and_lapses_by_itself(site, group, mina, ole):
    group.ask()
    row = one(MembershipRequest)
    assert claiming.claim(row.id, by=account_with(MINA))
    assert not claiming.claim(row.id, by=account_with(OLE))
    assert "Mina is on it" in ole.get("/moderate/bakers").text
    assert "is on it" not in mina.get("/moderate/bakers").text.partition("data-claimed")[2].partition(">")[2]
    assert ole.get(f"/moderate/bakers/live?request={row.id}").json[str(row.id)]["claimed_by"] == "Mina"
    with clock.moved(3 * MINUTE):
        assert claiming.claim(row.id, by=account_with(OLE))


def test_a_group_always_has_an_owner_and_can_be_handed_over(site, group, mina, ole):
    owner, other = (one(Appointment, Appointment.account_id == account_with(who)) for who in (MINA, OLE))
    with pytest.raises(LastGroupOwner):
        appointing.dismiss(group.id, owner.id)
    appointing.hand_over(group.id, other.id)
    appointing.dismiss(group.id, owner.id)
    assert one(Appointment).role == GroupRole.OWNER


def test_a_page_of_the_queue_takes_as_many_statements_with_ten_waiting_as_with_two(site, here, group, mina):
    def asked(many: range) -> int:
        for number in many:
            group.ask(f"p{number}@person.example", f"Person {number}")
        with statements(here) as seen:
            mina.get("/moderate/bakers")
        return len(seen)

    assert asked(range(2)) == asked(range(2, 10))


def test_the_queue_goes_on_where_the_page_before_ended(site, group, mina, monkeypatch):
    monkeypatch.setattr("leadgate.moderation.queue.PAGE", 2)
    for number in range(3):
        group.ask(f"p{number}@person.example", f"Person {number}")
    page = mina.get("/moderate/bakers").text
    onward = page.split('class="button" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "Person 2" not in page
    assert "Person 2" in mina.get(onward).text
    assert "Person 1" not in mina.get(onward).text


def test_an_erased_applicant_leaves_nothing_in_the_queue_and_nothing_remembered(site, group, mina):
    from leadgate.erasure.actions import erasing
    from leadgate.erasure.types import Why
    from leadgate.foundation.mail.addresses import parsed
    from leadgate.joining.models import Applicant
    from leadgate.people import queries as people

    group.ask()
    group.decide(mina, "decline", "No.")
    index = people.index_of(parsed(ADA))
    erasing.erase(people.id_with(index), why=Why.PERSON, addresses=[index])
    site.work()
    assert (count(MembershipRequest), count(RequestAnswers), count(Applicant)) == (0, 0, 0)
    assert mina.get("/moderate/bakers").status_code == 200


def test_a_request_of_nobody_known_is_found_by_its_address_and_erased(site, group):
    from leadgate.erasure.actions import erasing
    from leadgate.erasure.types import Why
    from leadgate.foundation.mail.addresses import parsed
    from leadgate.people import queries as people

    group.fill_in(site.visitor(), NOOR, "Noor")
    erasing.erase(why=Why.PERSON, addresses=[people.index_of(parsed(NOOR))])
    assert count(MembershipRequest) == 0
