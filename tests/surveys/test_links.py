"""What a link brings along: hidden fields, of which listed words are kept, and answers that are filled in."""

import pytest

from leadgate.surveys.actions.responses import opened
from leadgate.surveys.models import SurveyResponse
from tests.facts import count, one
from tests.surveys.scenes import choices, published, question, small

CAMPAIGN = question("campaign", "hidden", choices=choices("flyer", "newsletter"))


def test_a_listed_word_of_the_link_is_shown_kept_and_goes_on_by_itself(site):
    published(small(question("why", "long_text"), CAMPAIGN, layout="question"))
    visitor = site.visitor()
    page = visitor.get("/s/why?q.campaign=flyer")
    assert "The link you came by says: campaign?: flyer" in page.text
    assert visitor.fill("/s/why?q.campaign=flyer", **{"q.why": "Costs", "agree": "y"}).status_code == 303
    assert opened(one(SurveyResponse)).answers == {"campaign": {"chosen": ["flyer"]}, "why": "Costs"}


@pytest.mark.parametrize("word", ["alice-4711", "", "other", "<b>flyer</b>"])
def test_a_word_that_is_not_listed_says_nothing_and_is_nowhere_kept(site, word):
    published(small(question("why", "long_text"), CAMPAIGN))
    visitor = site.visitor()
    page = visitor.get("/s/why", query_string={"q.campaign": word})
    assert "The link you came by says" not in page.text
    sent = visitor.fill("/s/why", **{"q.campaign": word, "q.why": "Costs", "agree": "y"})
    assert sent.status_code == 303
    assert opened(one(SurveyResponse)).answers == {"why": "Costs"}


def test_a_question_asked_only_of_those_of_one_link_stands_on_the_first_page_already(site):
    only = question("which", "short_text", only_if=[{"question": "campaign", "any_of": ["flyer"]}])
    published(small(CAMPAIGN, question("why", "long_text"), only))
    visitor = site.visitor()
    assert 'name="q.which"' not in visitor.get("/s/why").text
    assert 'name="q.which"' not in visitor.get("/s/why?q.campaign=newsletter").text
    assert visitor.fill("/s/why?q.campaign=flyer", **{"q.which": "The blue one", "agree": "y"}).status_code == 303
    assert opened(one(SurveyResponse)).answers["which"] == "The blue one"


def test_a_hidden_field_is_no_page_and_no_question_by_itself(site):
    published(small(CAMPAIGN, question("a", "nps"), question("b", "csat"), layout="question"))
    visitor = site.visitor()
    second = visitor.fill("/s/why?q.campaign=flyer", **{"q.a": "9", "agree": "y"}).location
    page = visitor.get(second)
    assert 'name="q.b"' in page.text
    assert 'name="q.campaign"' not in page.text
    assert visitor.fill(second, **{"q.b": "4"}).status_code == 303
    assert one(SurveyResponse).state == "finished"


def test_what_the_link_fills_in_is_there_to_be_left_or_changed_on_every_page(site):
    asked = (
        question("a", "nps"),
        question("why", "long_text"),
        question("wants", "choices", choices=choices("x", "y")),
    )
    published(small(*asked, layout="question"))
    visitor = site.visitor()
    path = "/s/why?q.a=7&q.why=So+far&q.wants=x&q.wants=y&q.unknown=z"
    assert 'name="q.a" value="7" checked' in visitor.get(path).text
    assert count(SurveyResponse) == 0, "a link answers nothing by itself"
    page = visitor.fill(path, agree="y").location
    assert ">So far</textarea>" in visitor.get(page).text
    page = visitor.fill(page, **{"q.why": "Changed"}).location
    assert visitor.get(page).text.count(" checked") == 2
    assert visitor.fill(page, **{"q.wants": ["y"]}).status_code == 303
    answers = {"a": 7, "why": "Changed", "wants": {"chosen": ["y"]}}
    assert opened(one(SurveyResponse)).answers == answers


def test_what_was_answered_is_not_filled_in_again(site):
    published(small(question("a", "nps"), question("b", "csat"), layout="question"))
    visitor = site.visitor()
    page = visitor.fill("/s/why?q.a=7", **{"q.a": [], "agree": "y"}).location
    back = page.partition("?")[0] + "?page=a&q.a=7"
    assert " checked" not in visitor.get(back).text, "left empty is an answer, too"


def test_what_should_not_stand_there_is_found_in_what_a_link_fills_in(site):
    published(small(question("why", "long_text")))
    visitor = site.visitor()
    sent = visitor.fill("/s/why?q.why=my+card+is+4111+1111+1111+1111", agree="y")
    assert sent.status_code == 422
    assert count(SurveyResponse) == 0
