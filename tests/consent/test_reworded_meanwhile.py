"""What somebody agrees to is what they read: a form that was open while its words changed is shown once more."""

from datetime import timedelta

import pytest

from leadgate.assets import leads as assets
from leadgate.assets.actions import publishing
from leadgate.assets.actions.publishing import AssetPage, FormField
from leadgate.assets.models import Asset, Grant
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.types import Admission
from leadgate.joining.models import MembershipRequest, RequestAnswers
from leadgate.ledger.models import LedgerEntry
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.surveys.actions import publishing as publishing_surveys
from leadgate.surveys.models import SurveyResponse
from tests.browser_form import forms
from tests.cast import ADA
from tests.facts import count, one
from tests.groups.scenes import MINA, RULES, WHY, bakers
from tests.surveys.scenes import published, question, small

MOMENT = timedelta(seconds=2)
"""Past the second for which a page is remembered: until then its older words are shown, and are what is agreed to."""
SAID = "What you are asked or agree to has changed since you opened this page"


COMPANY = FormField("company", "Company", "to write to the right person")
SALARY = FormField("company", "Your yearly salary", "so that we sell it to insurers")


@pytest.fixture
def mina(site):
    return site.staff(Role.MODERATOR, MINA)


def reword(slug):
    add_purpose(slug, PurposeWords("en", f"The {slug}", "Words nobody has read yet."))


@pytest.fixture
def gate(site):
    site.purpose()
    return site.publish(purposes=["newsletter"])


def opened(visitor, path):
    """The fields of a page's first form, as they were when it was opened."""
    return forms(visitor.get(path).text)[0].values


@pytest.mark.parametrize("path", ["/a/guide", "/a/guide/embed"])
def test_at_a_gate_nothing_is_taken_for_words_that_were_not_shown_and_the_box_is_empty_again(site, gate, path):
    visitor = site.visitor()
    form = opened(visitor, path) | {"email": ADA, "consent": "newsletter"}
    reword("newsletter")
    with clock.moved(MOMENT):
        refused = visitor.post(path, data=form)
    assert refused.status_code == 422
    assert SAID in refused.text
    assert ADA in refused.text
    assert "Words nobody has read yet." in refused.text
    assert "consent" not in forms(refused.text)[0].values, "the box is not ticked any more"
    assert count(LedgerEntry) == 0
    with clock.moved(MOMENT * 3):
        assert visitor.post(path, data=forms(refused.text)[0].values).status_code in (200, 303)


def test_at_a_gate_no_answer_is_taken_for_a_question_that_was_not_shown(site):
    asset = site.publish(asked=[COMPANY])
    visitor = site.visitor()
    form = opened(visitor, "/a/guide") | {"email": ADA, "company": "Bakery on the Quay"}
    publishing.edit(asset, AssetPage(title="The guide", asked=[SALARY]))
    with clock.moved(MOMENT):
        refused = visitor.post("/a/guide", data=form)
    assert (refused.status_code, SAID in refused.text) == (422, True)
    assert "Bakery on the Quay" in refused.text, "nothing typed is lost"
    assert "Your yearly salary" in refused.text


def test_a_box_that_is_gone_is_said_in_one_sentence(site):
    for slug in ("newsletter", "offers"):
        site.purpose(slug)
    asset, visitor = site.publish(purposes=["newsletter", "offers"]), site.visitor()
    form = opened(visitor, "/a/guide") | {"email": ADA, "consent": "newsletter"}
    publishing.edit(asset, AssetPage(title="The guide", purposes=["offers"]))
    with clock.moved(MOMENT):
        refused = visitor.post("/a/guide", data=form)
    assert (refused.status_code, SAID in refused.text) == (422, True)
    assert 'class="error"' not in refused.text


def test_an_answer_stays_one_to_the_question_that_was_asked_when_the_field_asks_something_else(site):
    asset = site.publish(asked=[COMPANY])
    ada = site.confirmed(email=ADA, company="Bakery on the Quay")
    publishing.edit(asset, AssetPage(title="The guide", asked=[SALARY]))
    shown = assets.answers_of(one(Grant).id, one(Grant).person_id)
    assert ada
    assert [(field.key, field.label, field.answer) for field in shown.fields] == [
        ("company", "Company", "Bakery on the Quay")
    ]


def test_a_survey_that_was_open_while_its_questions_changed_is_answered_as_it_was_shown(site):
    survey = published(small(question("why", "long_text"), asks_to_quote=False))
    visitor = site.visitor()
    form = opened(visitor, "/s/why") | {"q.why": "Once.", "agree": "y"}
    publishing_surveys.save_draft(survey, small(question("why", "long_text", label={"en": "Why do you HATE it?"})))
    publishing_surveys.publish(survey)
    assert visitor.post("/s/why", data=form).status_code == 303
    assert one(SurveyResponse).version == 1


def test_a_program_is_told_so_too(site, gate):
    token = site.visitor().get("/api/v1/assets/guide").json["csrf_token"]
    reword("newsletter")
    sent = {"csrf_token": token, "email": ADA, "consent": ["newsletter"]}
    with clock.moved(MOMENT):
        refused = site.visitor().client.post("/api/v1/assets/guide/opt-ins", json=sent)
    assert refused.status_code == 422
    assert SAID in str(refused.json["errors"])


def test_nobody_refuses_a_box_that_came_to_the_form_after_they_opened_it(site):
    site.purpose()
    site.publish()
    visitor = site.visitor()
    form = opened(visitor, "/a/guide") | {"email": ADA}
    publishing.edit(one(Asset).id, publishing.AssetPage(title="The guide", purposes=["newsletter"]))
    with clock.moved(MOMENT):
        assert visitor.post("/a/guide", data=form).status_code == 422
    assert count(LedgerEntry) == 0


def test_at_a_group_the_rules_count_as_well(site, mina):
    group = bakers(site, questions=False)
    visitor = site.visitor()
    form = opened(visitor, "/g/bakers/join") | {"email": ADA, "name": "Ada", "rules": "y"}
    making.publish_rules(group.id, f"{RULES} And be kind.")
    refused = visitor.post("/g/bakers/join", data=form)
    assert (refused.status_code, SAID in refused.text) == (422, True)
    assert "rules" not in forms(refused.text)[0].values
    assert count(MembershipRequest) == 0


SAVES = QuestionDraft("What do you earn?", "So that we sell it.", required=False)
NEEDED = QuestionDraft("What do you earn?", "So that we sell it.")
AS_IT_WAS = QuestionDraft(WHY, "So that we know you.")


def edit(group, asked, **page):
    making.edit(group.id, GroupPage("Bakers who price", **page), questions=[asked], purposes=[])


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ({"answers_kept_days": 365}, AS_IT_WAS),
        ({"request_lasts_days": 365}, AS_IT_WAS),
        ({}, SAVES),
        ({}, NEEDED),
    ],
)
def test_at_a_group_nothing_is_taken_for_a_question_or_a_promise_that_was_not_shown(site, mina, page, asked):
    group = bakers(site)
    visitor = site.visitor()
    typed = {"email": ADA, "name": "Ada", "rules": "y", group.question: "My own words"}
    form = opened(visitor, "/g/bakers/join") | typed
    edit(group, asked, **page)
    refused = visitor.post("/g/bakers/join", data=form)
    assert (refused.status_code, SAID in refused.text) == (422, True)
    assert "My own words" in refused.text, "nothing typed is lost"
    assert asked.label in refused.text
    assert 'class="error"' not in refused.text, "one sentence says it all"
    again = forms(refused.text)[0].values | {"rules": "y", group.question: "Read anew"}
    assert visitor.post("/g/bakers/join", data=again).status_code == 303


def test_what_was_typed_to_a_question_that_is_gone_stays_on_the_page_and_is_not_sent(site, mina):
    group = bakers(site)
    visitor = site.visitor()
    form = opened(visitor, "/g/bakers/join") | {"email": ADA, "name": "", "rules": "y", group.question: "My own words"}
    edit(group, SAVES)
    refused = visitor.post("/g/bakers/join", data=form)
    again = visitor.post("/g/bakers/join", data=forms(refused.text)[0].values | {"rules": "y"})
    assert "My own words" in again.text, "also when the form is refused once more, for want of a name"
    taken = visitor.post("/g/bakers/join", data=forms(again.text)[0].values | {"rules": "y", "name": "Ada"})
    assert taken.status_code == 303
    visitor.get(site.mail(ADA).link("confirm"))
    assert "My own words" not in visitor.get("/g/bakers/request").text


def test_ones_own_request_says_for_how_long_answers_are_kept_as_it_was_said_when_they_were_given(site, mina):
    group = bakers(site)
    ada = group.ask()
    edit(group, AS_IT_WAS, answers_kept_days=365)
    assert "deleted 30 days after" in ada.get("/g/bakers/request").text
    assert "deleted 30 days after" in ada.get("/g/bakers/request/change").text
    assert ada.fill("/g/bakers/request/change", name="Ada L.").status_code == 303
    assert one(RequestAnswers).kept_days == 30


def test_an_answer_to_a_question_that_is_gone_stays_until_its_person_empties_it(site, mina):
    group = bakers(site)
    ada, gone = group.ask(answer="My own words"), group.question
    edit(group, SAVES)
    assert ada.fill("/g/bakers/request/change", name="Ada L.").status_code == 303
    assert "My own words" in ada.get("/g/bakers/request").text
    assert ada.fill("/g/bakers/request/change", **{gone: ""}).status_code == 303
    assert "My own words" not in ada.get("/g/bakers/request").text


def test_a_change_that_was_open_while_the_questions_changed_is_shown_once_more(site, mina):
    group = bakers(site)
    ada = group.ask(answer="My own words")
    form = opened(ada, "/g/bakers/request/change") | {group.question: "Better words"}
    edit(group, NEEDED)
    refused = ada.post("/g/bakers/request/change", data=form)
    assert (refused.status_code, SAID in refused.text) == (422, True)
    assert "Better words" in refused.text
    assert "My own words" in ada.get("/g/bakers/request").text


def test_agreeing_anew_to_rules_that_changed_once_more_is_refused(site, mina):
    group = bakers(site, admission=Admission.REQUEST, questions=False)
    ada = group.ask()
    making.publish_rules(group.id, f"{RULES} And be kind.")
    form = next(one for one in forms(ada.get("/g/bakers/request").text) if one.action.endswith("/agree"))
    making.publish_rules(group.id, f"{RULES} And be very kind.")
    refused = ada.post(form.action, data=form.values | {"rules": "y"})
    assert (refused.status_code, SAID in refused.text) == (409, True)
    assert one(MembershipRequest).rules_version == 1


def test_at_a_survey_the_box_is_asked_for_anew(site):
    survey = published(small())
    visitor = site.visitor()
    form = opened(visitor, "/s/why") | {"agree": "y", "q.why": "Because."}
    publishing_surveys.save_draft(survey, small(title={"en": "Why this guide?"}))
    publishing_surveys.publish(survey)
    refused = visitor.post("/s/why", data=form)
    assert (refused.status_code, SAID in refused.text) == (422, True)
    assert "Because." in refused.text
    assert "agree" not in forms(refused.text)[0].values
    assert count(SurveyResponse) == 0
