"""Asking to join a group: what somebody can rely on from the form to the answer."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from leadgate.foundation import clock
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission
from leadgate.joining.actions import expiring
from leadgate.joining.models import MembershipRequest, RequestAnswers
from leadgate.joining.types import JoinState
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.questions.types import QuestionKind
from tests.browser_form import opens_at_its_fault
from tests.cast import ADA, GRETA, NOOR, TIM
from tests.facts import WAITS, count, every, one
from tests.groups.scenes import RULES, bakers

pytestmark = pytest.mark.both_databases("joining.models.request")

DAY = timedelta(days=1)
A_MONDAY = datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_from_the_form_to_the_approval(site, group, mina):
    ada = group.ask()
    assert "You are number 1 in the queue" in ada.get("/g/bakers/request").text
    assert "Rising costs" in mina.get("/moderate/bakers").text
    assert group.decide(mina, "approve").status_code == 303
    assert "number 1" in ada.get("/g/bakers/request").text
    with clock.moved(timedelta(minutes=6)):
        assert "You are in" in ada.get("/g/bakers/request").text
        assert site.mail(ADA).subject == "You are in"
        assert "You belong to this group" in ada.get("/g/bakers").text


def test_nobody_is_seen_by_moderators_before_their_address_is_proven(site, group, mina):
    group.fill_in(site.visitor())
    assert "Nobody waits for you" in mina.get("/moderate/bakers").text
    unproven = one(Verification, WAITS)
    assert mina.get(f"/moderate/bakers/requests/{unproven.id}").status_code == 404
    assert count(MembershipRequest) == 0
    assert count(Membership) == 0


def test_the_form_says_beside_each_question_why_who_reads_it_and_when_it_is_deleted(site, group):
    page = site.visitor().get("/g/bakers/join").text
    assert (
        "So that we know you. Moderators of this group read it; it is deleted 30 days after they have decided." in page
    )


def test_the_code_from_the_mail_does_the_same_as_its_link(site, group):
    visitor = site.visitor()
    group.fill_in(visitor)
    assert visitor.fill("/g/bakers/inbox", code="000000").status_code == 422
    assert visitor.fill("/g/bakers/inbox", code=site.mail().code).status_code == 303
    assert "You are number 1" in visitor.get("/g/bakers/request").text


def test_a_link_opened_by_a_mail_scanner_changes_nothing_and_a_button_does(site, group):
    group.fill_in(site.visitor())
    link, elsewhere = site.mail().link("confirm"), site.visitor()
    for _ in range(3):
        assert elsewhere.get(link).status_code == 200
        elsewhere.head(link)
    assert count(MembershipRequest) == 0
    assert elsewhere.fill(link).status_code == 303
    assert one(MembershipRequest).state == JoinState.PENDING
    assert elsewhere.get("/me").status_code == 200


def test_the_link_pressed_twice_asks_once_and_signs_in_once(site, group):
    ada = site.visitor()
    group.fill_in(ada)
    link = site.mail().link("confirm")
    ada.get(link)
    thief = site.visitor()
    assert "Already confirmed" in thief.get(link).text
    assert thief.post(link).location == "/g/bakers/request?again=1"
    assert "You had already confirmed this" in ada.get(ada.get(link).location).text
    assert thief.get("/me").status_code == 303
    assert count(MembershipRequest) == 1


def test_what_was_agreed_to_is_on_the_ledger_in_its_exact_words(site, mina):
    site.purpose()
    group = bakers(site)
    making.edit(group.id, GroupPage("Bakers who price"), questions=[], purposes=["newsletter"])
    group.ask(consent="newsletter")
    said = {
        (row.purpose, row.happened) for (row,) in every(select(LedgerEntry).where(LedgerEntry.method != "moderator"))
    }
    assert {("group-bakers", ConsentEvent.REQUESTED), ("group-bakers", ConsentEvent.GIVEN)} <= said
    assert ("newsletter", ConsentEvent.GIVEN) in said


def test_a_group_whose_purpose_belongs_to_it_is_named_nowhere_else(site, group):
    site.confirmed(site.publish() and "guide", email=NOOR)
    for path in ("/privacy", "/privacy/purposes"):
        assert "Bakers who price" not in site.visitor().get(path).text
    assert "Take part in" not in site.signed_in(NOOR).get("/me").text


def test_a_person_who_is_signed_in_needs_no_mail_and_types_no_address(site, group):
    site.publish()
    site.confirmed()
    ada = site.signed_in()
    assert 'name="email"' not in ada.get("/g/bakers/join").text
    before = len(site.mails(ADA))
    assert group.fill_in(ada, email="").headers["Location"].endswith("/g/bakers/request")
    assert "You are number 1" in ada.get("/g/bakers/request").text
    assert len(site.mails(ADA)) == before


def test_asking_twice_is_refused_with_a_sentence_and_changes_nothing(site, group):
    ada = group.ask()
    again = group.fill_in(ada, email="")
    assert again.status_code == 409
    assert "You have asked already" in again.text
    assert count(MembershipRequest) == 1


def test_a_member_cannot_ask_again(site, group, mina):
    ada = group.ask()
    group.decide(mina, "approve")
    with clock.moved(timedelta(minutes=6)):
        assert group.fill_in(ada, email="").status_code == 409


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ({"rules": ""}, "Please read the rules"),
        ({"name": ""}, "Please type the name"),
        ({"answer": ""}, "Please answer this"),
        ({"name": "Mina"}, "Somebody in this group has this name"),
        ({"name": "M1na"}, "Somebody in this group has this name"),
        ({"name": "Міna"}, "Somebody in this group has this name"),
        ({"name": "m i n a"}, "Somebody in this group has this name"),
        ({"name": "a\u202eb"}, "hidden character"),
        ({"name": "x" * 61}, "under 60"),
        ({"answer": "x" * 2001}, "under 2000"),
        ({"email": "nonsense"}, "does not look like a mail address"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field_and_nothing_typed_is_lost(site, group, field, sentence):
    answer = group.fill_in(site.visitor(), **{"answer": "Kept words", **field})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert opens_at_its_fault(answer.text)
    assert "Kept words" in answer.text or "answer" in field
    assert count(MembershipRequest) == 0


def test_each_kind_of_question_takes_what_answers_it_and_refuses_what_does_not(site, mina):
    kinds = [
        QuestionDraft("Choose", "why", QuestionKind.CHOICE, choices=("Bread", "Cake")),
        QuestionDraft("Link", "why", QuestionKind.LINK),
        QuestionDraft("Number", "why", QuestionKind.NUMBER),
    ]
    number = making.make("shapes", GroupPage("Shapes"), questions=kinds)
    from leadgate.questions.answers import field_name
    from leadgate.questions.queries import asked_by

    choose, link, amount = (field_name(one.id) for one in asked_by(number))
    wrong = {choose: "Pie", link: "javascript:alert(1)", amount: "many"}
    right = {choose: "Cake", link: "https://example.org/me", amount: "3,5"}
    for field in wrong:
        sent = {**right, field: wrong[field]}
        assert site.visitor().fill("/g/shapes/join", email=ADA, name="Ada", **sent).status_code == 422, field
    assert site.visitor().fill("/g/shapes/join", email=ADA, name="Ada", **right).status_code == 303


def test_an_open_group_lets_people_in_at_once(site, mina):
    group = bakers(site, admission=Admission.OPEN)
    ada = group.ask()
    assert "You belong to this group" in ada.get("/g/bakers").text


def test_who_holds_the_download_is_let_in_and_who_does_not_is_told_what_to_do(site, mina):
    asset = site.publish()
    group = bakers(site, admission=Admission.HOLDERS, holds=asset)
    noor = site.visitor()
    group.fill_in(noor, NOOR, "Noor")
    refused = noor.get(site.mail(NOOR).link("confirm"))
    assert refused.status_code == 422
    assert "Get it first" in refused.text
    assert count(Person) == 0
    site.confirmed()
    group.ask()
    assert "You belong to this group" in site.signed_in().get("/g/bakers").text


def test_requests_are_taken_on_the_days_the_group_says(site, mina):
    with clock.moved(A_MONDAY - clock.now()):
        group = bakers(site, open_days=(0, 2))
        group.ask()
    with clock.moved(A_MONDAY + DAY - clock.now()):
        closed = group.fill_in(site.visitor(), NOOR, "Noor")
        assert closed.status_code == 422
        assert "on certain days only" in closed.text


def test_a_full_queue_and_a_full_group_say_so(site, mina):
    group = bakers(site, most_waiting=1, most_members=0)
    group.ask()
    noor = site.visitor()
    group.fill_in(noor, NOOR, "Noor")
    assert "So many people wait" in noor.get(site.mail(NOOR).link("confirm")).text
    waiting = one(MembershipRequest, MembershipRequest.state == JoinState.PENDING)
    assert "This group is full" in group.decide(mina, "approve", request=waiting).text
    assert count(Membership) == 0


def test_a_childs_guardian_is_asked_and_nothing_of_the_child_is_kept(site, group):
    tim = site.visitor()
    sent = group.fill_in(tim, TIM, "Tim", "My secret", age_band="under-13", guardian_email=GRETA)
    assert sent.status_code == 303
    assert count(RequestAnswers) == 0
    assert not site.mails(TIM)
    greta = site.visitor()
    onward = greta.fill(site.mail(GRETA).link("g/guardian"))
    assert onward.headers["Location"].endswith("/g/bakers/join")
    assert count(Verification, WAITS) == count(MembershipRequest) == 0
    assert group.fill_in(greta, email="", name="Tim and Greta").status_code == 303
    assert one(MembershipRequest).state == JoinState.PENDING


def test_a_guardian_who_says_no_ends_it_and_is_left_alone(site, group):
    group.fill_in(site.visitor(), TIM, "Tim", age_band="under-13", guardian_email=GRETA)
    greta = site.visitor()
    page = greta.get(site.mail(GRETA).link("g/guardian")).text
    no = page.split('href="/g/not-me/')[1].split('"')[0]
    assert greta.fill(f"/g/not-me/{no}").status_code == 200
    assert count(Verification) == 0


def test_this_was_not_me_ends_the_request_and_the_address_is_left_alone(site, group):
    group.fill_in(site.visitor())
    assert site.visitor().fill(site.mail().link("g/not-me")).status_code == 200
    assert count(Verification) == 0
    group.fill_in(site.visitor())
    assert not site.mails(ADA)


def test_a_request_can_be_changed_while_it_waits(site, group, mina):
    ada = group.ask()
    changed = ada.fill("/g/bakers/request/change", name="Ada L.", **{group.question: "Rising rents"})
    assert changed.status_code == 303
    page = mina.get("/moderate/bakers").text
    assert "Rising rents" in page
    assert "Ada L." in page
    assert "Rising costs" not in page


def test_taking_a_request_back_deletes_the_answers_at_once_and_nobody_can_approve_it(site, group, mina):
    ada = group.ask()
    seen = one(MembershipRequest)
    assert ada.press("/g/bakers/request", "/g/bakers/request/take-back").status_code == 303
    assert count(RequestAnswers) == 0
    assert "You have taken it back" in ada.get("/g/bakers/request").text
    group.ask(NOOR, "Noor")  # so that the queue has a form to send the old decision with
    stale = group.decide(mina, "approve", request=seen)
    assert stale.status_code == 409
    assert count(Membership) == 0


def test_who_took_it_back_may_ask_again_at_once(site, group):
    ada = group.ask()
    ada.press("/g/bakers/request", "/g/bakers/request/take-back")
    assert group.fill_in(ada, email="").status_code == 303


def test_a_request_nobody_answers_ends_after_a_mail_that_says_so(site, group):
    ada = group.ask()
    with clock.moved(28 * DAY):
        expiring.warn_batch()
        expiring.warn_batch()
        assert len([mail for mail in site.mails(ADA) if "ends soon" in mail.subject]) == 1
        assert expiring.expire_due() == 0
    with clock.moved(30 * DAY):
        assert expiring.expire_due() == 1
        assert expiring.expire_due() == 0
        assert "has ended" in site.mail(ADA).subject
        assert count(RequestAnswers) == 0
        signed_in = site.signed_in()
        assert "It has ended without an answer" in signed_in.get("/g/bakers/request").text
    assert ada


def test_rules_that_change_while_people_wait_are_told_to_them_and_nobody_gets_in_on_the_old_ones(site, group, mina):
    ada = group.ask()
    making.publish_rules(group.id, RULES + " And brief.")
    assert "have changed" in site.mail(ADA).subject
    assert group.decide(mina, "approve").status_code == 409
    assert count(Membership) == 0
    page = ada.get("/g/bakers/request").text
    assert "And brief." in page
    assert ada.press("/g/bakers/request", "/g/bakers/request/agree").status_code == 422
    assert ada.press("/g/bakers/request", "/g/bakers/request/agree", rules="y").status_code == 303
    assert group.decide(mina, "approve").status_code == 303
    assert one(Membership).rules_version == 2


def test_leaving_is_one_press_and_counts_at_once(site, mina):
    group = bakers(site, admission=Admission.OPEN)
    ada = group.ask()
    assert ada.fill("/g/bakers/leave").status_code == 303
    assert count(Membership) == 0
    assert "You belong" not in ada.get("/g/bakers").text
    assert ada.post("/g/bakers/leave").status_code == 404


def test_ones_own_page_names_the_groups_one_belongs_to_or_has_asked(site, mina):
    bakers(site, admission=Admission.OPEN, questions=False).ask()
    waits = bakers(site, "brewers")
    ada = site.signed_in()
    waits.fill_in(ada, email="")
    page = ada.get("/me").text
    assert 'href="/g/bakers/talks"' in page
    assert 'href="/g/brewers/request"' in page


def test_ten_thousand_requests_from_one_network_become_sixty_and_others_get_through(site, group):
    statuses = [
        group.fill_in(site.visitor(), f"p{number}@person.example", f"Person {number}").status_code
        for number in range(62)
    ]
    assert statuses[:60] == [303] * 60
    assert statuses[60:] == [429, 429]
    assert count(Verification, WAITS) == 60
    elsewhere = site.visitor()
    elsewhere.client.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert group.fill_in(elsewhere).status_code == 303
