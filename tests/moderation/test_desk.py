"""What moderators work with: rules one can try, notes that belong to whom they are about, a look at the letter."""

from datetime import timedelta

import pytest

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy.register import export_of
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.models import Membership, ModeratorNote, SavedReply
from leadgate.joining.models import AdmissionRule, MembershipRequest, MembershipStep
from leadgate.joining.types import JoinState
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.questions.types import QuestionKind
from leadgate.retention.actions import sweeping
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.groups.scenes import bakers, person, send, token_of

CHOICE = QuestionDraft("Do you sell bread?", "So that we know you.", QuestionKind.CHOICE, choices=("Yes", "Not yet"))


@pytest.fixture
def marketer(site, group):
    return site.staff(Role.MARKETER)


def rules(marketer, group, act="add", **fields):
    return marketer.fill(f"/studio/groups/{group.id}/rules", act=act, **fields)


def test_a_rule_is_tried_before_it_counts_and_says_whom_it_would_let_in_by_place_not_by_name(marketer, group):
    group.ask("ada@bakery.example", "Ada")
    group.ask("noor@elsewhere.example", "Noor")
    page = rules(marketer, group, "try", condition="domain", domain="@Bakery.example").text
    assert "Whoever has an address at bakery.example is let in at once." in page
    assert "it would let in 1:" in page
    assert "number 1 in the queue" in page
    assert "Ada" not in page
    assert count(AdmissionRule) == count(Membership) == 0


def test_a_rule_that_counts_lets_in_those_who_wait_and_those_who_come(site, marketer, group):
    ada = group.ask("ada@bakery.example", "Ada")
    assert rules(marketer, group, condition="domain", domain="bakery.example").status_code == 303
    site.work()
    assert ada.get("/g/bakers/talks").status_code == 200
    assert group.ask("eve@bakery.example", "Eve").get("/g/bakers/talks").status_code == 200
    assert group.ask("noor@elsewhere.example", "Noor").get("/g/bakers/talks").status_code == 404
    assert count(MembershipStep, MembershipStep.rule == "rule:domain") == 2, "each such decision names its rule"


@pytest.mark.parametrize(
    "address", ["eve@notbakery.example", "eve@bakery.example.evil.example", "eve@x.bakery.example"]
)
def test_a_domain_that_only_looks_like_it_does_not_let_in(marketer, group, address):
    rules(marketer, group, condition="domain", domain="bakery.example")
    assert group.ask(address, "Eve").get("/g/bakers/talks").status_code == 404


def test_who_holds_an_asset_is_let_in(site, marketer, group):
    asset = site.publish()
    rules(marketer, group, condition="holds", holds=f"{asset}")
    site.confirmed()
    assert group.ask().get("/g/bakers/talks").status_code == 200
    assert group.ask(NOOR, "Noor").get("/g/bakers/talks").status_code == 404


def test_who_gave_an_answer_is_let_in_until_the_question_is_another(site, mina):
    group = bakers(site)
    marketer = site.staff(Role.MARKETER)
    making.edit(group.id, GroupPage("Bakers who price"), questions=[CHOICE], purposes=[])
    question = group.question.removeprefix("question_")
    page = marketer.get(f"/studio/groups/{group.id}/rules").text
    value = next(part for part in page.split('"') if part.endswith("/Yes"))
    assert value.replace("-", "").startswith(question)
    rules(marketer, group, condition="answered", answer=value)
    assert group.ask(answer="Yes").get("/g/bakers/talks").status_code == 200
    assert group.ask(NOOR, "Noor", answer="Not yet").get("/g/bakers/talks").status_code == 404
    making.edit(group.id, GroupPage("Bakers who price"), questions=[QuestionDraft("Else?", "So.")], purposes=[])
    assert "has no effect" in marketer.get(f"/studio/groups/{group.id}/rules").text


@pytest.mark.parametrize(
    "fields", [{}, {"condition": "domain", "domain": "no domain"}, {"condition": "holds"}, {"condition": "answered"}]
)
def test_half_a_rule_is_refused_beside_its_field(marketer, group, fields):
    assert rules(marketer, group, **fields).status_code == 422
    assert count(AdmissionRule) == 0


def test_a_dropped_rule_lets_nobody_in_and_puts_nobody_out(marketer, group):
    rules(marketer, group, condition="domain", domain="bakery.example")
    ada = group.ask("ada@bakery.example", "Ada")
    page = f"/studio/groups/{group.id}/rules"
    assert marketer.press(page, f"{page}/{one(AdmissionRule).id}/removal").status_code == 303
    assert ada.get("/g/bakers/talks").status_code == 200
    assert group.ask("eve@bakery.example", "Eve").get("/g/bakers/talks").status_code == 404


def test_a_rule_lets_in_nobody_who_took_their_request_back_meanwhile(site, marketer, group):
    ada = group.ask("ada@bakery.example", "Ada")
    rules(marketer, group, condition="domain", domain="bakery.example")
    ada.post("/g/bakers/request/withdrawal")
    site.work()
    assert one(MembershipRequest).state in (JoinState.WITHDRAWN, JoinState.APPROVED)


def test_what_the_applicant_will_read_is_shown_to_the_letter_and_decides_nothing(site, group, mina):
    group.ask()
    number = one(MembershipRequest).id
    shown = send(mina, f"requests/{number}/preview", words="We are for bakers only.")
    assert shown.status_code == 200
    assert one(MembershipRequest).state == JoinState.PENDING
    assert group.decide(mina, "decline", "We are for bakers only.").status_code == 303
    with clock.moved(timedelta(minutes=6)):
        mail = site.mail(ADA)
    assert mail.subject in shown.text
    for line in (line for line in mail.text.splitlines() if line.strip() and "http" not in line):
        assert line.strip() in shown.text.replace("&#39;", "'").replace("&amp;", "&"), line


def test_a_text_that_is_there_already_stands_for_words_nobody_has_to_type(site, group, mina):
    mina.fill("/moderate/bakers/replies", title="Not a baker", text="We are for bakers only.")
    group.ask()
    row, reply = one(MembershipRequest), one(SavedReply)
    form = {"request": f"{row.id}:{row.version}", "act": "decline", "words": "", "reply": f"{reply.id}"}
    mina.post("/moderate/bakers/decisions", data=form | {"csrf_token": token_of(mina)})
    with clock.moved(timedelta(minutes=6)):
        assert "We are for bakers only." in site.mail(ADA).text


def test_the_texts_of_one_group_are_not_the_other_groups(site, group, mina):
    bakers(site, "brewers")
    mina.fill("/moderate/brewers/replies", title="No", text="Never.")
    group.ask()
    row, reply = one(MembershipRequest), one(SavedReply)
    form = {"request": f"{row.id}:{row.version}", "act": "decline", "words": "", "reply": f"{reply.id}"}
    mina.post("/moderate/bakers/decisions", data=form | {"csrf_token": token_of(mina)})
    assert one(MembershipRequest).state == JoinState.PENDING
    send(mina, f"replies/{reply.id}/removal")
    assert count(SavedReply) == 1


def test_a_note_is_read_by_the_moderators_and_by_whom_it_is_about_when_they_ask_for_their_data(group, mina, ole):
    ada = group.ask()
    number = one(MembershipRequest).id
    assert send(mina, f"requests/{number}/notes", words="Met her at the fair.").status_code == 303
    assert "Met her at the fair." in ole.get(f"/moderate/bakers/requests/{number}").text
    assert "Met her at the fair." not in ada.get("/g/bakers/request").text
    assert "Met her at the fair." in str(export_of(person()))
    with clock.moved(timedelta(days=181)):
        list(sweeping.sweep())
    assert count(ModeratorNote) == 0
