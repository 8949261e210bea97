"""Words of answers that are changed after people gave them: nobody is said to have given another answer."""

import pytest

from leadgate.foundation.db import session
from leadgate.foundation.permissions import Role
from leadgate.questions.kinds import said
from leadgate.survey_reports.actions import reporting
from leadgate.survey_reports.queries import report_of
from leadgate.surveys import queries
from leadgate.surveys.actions import publishing
from leadgate.surveys.errors import AnswersReworded
from leadgate.surveys.merging import asked, relabelled_of
from leadgate.surveys.models import Survey
from tests.facts import one
from tests.surveys.scenes import both, chosen, published, question, respond, small

APPLES, PEARS, BANANAS = both("Apples"), both("Pears"), both("Bananas")


def fruit(first, second, **more):
    offered = [{"key": "a", "label": first}, {"key": "b", "label": second}]
    why = question("why", "short_text", only_if=[{"question": "fruit", "any_of": ["a"]}])
    return small(
        question("fruit", "choice", choices=offered), why, languages=["en", "zh-Hant"], title=both("F"), **more
    )


@pytest.fixture
def survey(site):
    return published(fruit(APPLES, PEARS, quotas=[{"question": "fruit", "code": "a", "most": 100}]))


def counted(survey):
    """How many gave each answer, by its words."""
    reporting.report_due()
    words = {one.key: said(one.label, "en") for one in asked(survey).items["fruit"].choices}
    body = report_of(session().get_one(Survey, survey), "").body
    return {words[row["code"]]: row["count"] for row in body["questions"]["fruit"]["rows"]}


def test_words_may_be_changed_at_will_while_nobody_has_answered(survey):
    publishing.save_draft(survey, fruit(BANANAS, PEARS))
    assert publishing.publish(survey) == 2


def test_nothing_is_published_before_it_is_said_whether_an_answer_is_still_the_same(survey):
    respond(survey, {"fruit": chosen("a")})
    publishing.save_draft(survey, fruit(BANANAS, PEARS))
    with pytest.raises(AnswersReworded):
        publishing.publish(survey)
    assert one(Survey).live == 1


def test_the_same_answer_in_better_words_keeps_everybody_who_gave_it(survey):
    for _at in range(6):
        respond(survey, {"fruit": chosen("a")})
    publishing.save_draft(survey, fruit(both("Apples!"), PEARS))
    publishing.publish(survey, decided={"fruit.choices.a": "same"})
    assert counted(survey) == {"Apples!": 6, "Pears": 0}


def test_another_answer_is_counted_beside_the_one_that_was_given(survey):
    """Two labels that changed places had eight people say the opposite of what they had said."""
    for _at in range(8):
        respond(survey, {"fruit": chosen("a")})
    publishing.save_draft(survey, fruit(PEARS, APPLES, quotas=[{"question": "fruit", "code": "a", "most": 100}]))
    [first, second] = relabelled_of(survey, fruit(PEARS, APPLES))
    publishing.publish(survey, decided={first.name: "other", second.name: "other"})
    live = queries.definition_of(survey, 2)
    assert [(choice.key, choice.label["en"]) for choice in live.items["fruit"].choices] == [
        ("a_2", "Pears"),
        ("b_2", "Apples"),
    ]
    assert live.items["why"].only_if[0].any_of == ("a_2",), "conditions go with the words"
    assert live.quotas[0].code == "a_2"
    items = asked(survey).items["fruit"]
    assert {choice.key: choice.label["en"] for choice in items.choices}["a"] == "Apples"


@pytest.mark.parametrize("after", [both("  apples ", APPLES["zh-Hant"]), {"en": "APPLES"}])
def test_spaces_and_the_size_of_letters_are_no_other_words(survey, after):
    respond(survey, {"fruit": chosen("a")})
    assert relabelled_of(survey, fruit(after, PEARS)) == []


def test_the_studio_asks_beside_the_button_and_keeps_what_was_said(site, survey):
    respond(survey, {"fruit": chosen("a")})
    publishing.save_draft(survey, fruit(BANANAS, APPLES))
    marketer, path = site.staff(Role.MARKETER), f"/studio/surveys/{survey}"
    assert "<q>Apples</q> → <q>Bananas</q>" in marketer.get(path).text
    refused = marketer.press(path, f"{path}/publication", **{"answer.fruit.choices.a": "other"})
    assert refused.status_code == 409
    assert "whether it is still the same" in refused.text
    assert refused.text.count(" checked") == 1
    both_said = {"answer.fruit.choices.a": "other", "answer.fruit.choices.b": "other"}
    assert marketer.press(path, f"{path}/publication", **both_said).status_code == 303
    assert one(Survey).live == 2
