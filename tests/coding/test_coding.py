"""Open answers: coded by people, suggested by words, quoted only with leave."""

import json
import random
import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score
from sqlalchemy import select, update

from leadgate.coding import queries as coded
from leadgate.coding.actions import coding
from leadgate.coding.agreement import alpha
from leadgate.coding.errors import CodeWithoutName
from leadgate.coding.learning import learn
from leadgate.coding.models import SurveyCoding
from leadgate.coding.queries import index_of
from leadgate.coding.suggesting import Learnt, Suggestible, suggested
from leadgate.coding.words import phrases, words_of
from leadgate.consent.actions.answering import withdraw
from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.permissions import Role
from leadgate.people.models import Person
from leadgate.survey_reports import queries as reports
from leadgate.survey_reports.actions import looking, reporting
from leadgate.survey_reports.models import SurveyReport
from leadgate.survey_reports.quotes import quotes_of
from leadgate.surveys.actions import publishing, taking_back
from leadgate.surveys.models import Survey, SurveyResponse
from tests.facts import count, one
from tests.surveys.scenes import published, question, respond, small

pytestmark = pytest.mark.both_databases("coding.actions.coding")

WHY = question("why", "long_text")
COSTS = "Costs rise and my prices do not."
UNSURE = "I never know what to charge."


@pytest.fixture
def survey(site):
    return published(small(WHY, asks_to_quote=True))


@pytest.fixture
def costs(survey):
    return coding.add_code(survey, "why", "Costs", "Something got dearer for them.", "prices")


def written(survey, *texts, **more):
    return [respond(survey, {"why": text}, **more).response for text in texts]


def figures(survey):
    reporting.report_due()
    forget_what_was_read()
    return reports.report_of(session().get_one(Survey, survey), "").body["questions"]["why"]


# Words


def test_forms_of_a_word_are_one_and_empty_words_are_left_out():
    assert words_of("The pricing of my prices") == {"price": "pricing"}
    assert "蛋糕" in words_of("我不知道婚禮蛋糕該收多少錢")
    assert words_of("婚礼蛋糕") == {"婚礼": "婚礼", "蛋糕": "蛋糕"}
    assert words_of("婚禮蛋糕") == {"婚礼": "婚禮", "蛋糕": "蛋糕"}, "both ways of writing are one word, shown as typed"
    assert list(words_of("Cheap, cheaper, the cheapest; bigger and easiest")) == ["cheap", "big", "easi"]
    assert list(words_of("water number paper")) == ["water", "number", "paper"]
    assert "的" not in words_of("我的麵粉")


@given(st.text(max_size=2_000))
def test_any_text_has_words_or_none(text):
    assert len(words_of(text)) <= 400
    assert all(form for form in words_of(text))


# Agreement


def test_coders_who_always_agree_agree_perfectly():
    assert alpha([[True, True], [False, False], [True, True]]) == 1
    assert alpha([[True], [False]]) is None
    assert alpha([[True, True]]) is None


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=200, max_size=300), st.randoms(use_true_random=False))
def test_agreement_of_two_coders_is_near_cohens_kappa(pairs, dice):
    found = alpha(pairs)
    first, second = zip(*pairs, strict=True)
    if found is not None and len(set(first)) == len(set(second)) == 2 and abs(sum(first) - sum(second)) < 20:
        assert found == pytest.approx(cohen_kappa_score(first, second), abs=0.03)


# Suggestions


def plainly(word: str) -> str:
    """In the place of a keyed hash, so that one sees what was learnt."""
    return word


def code(marks="prices, costs", **learnt):
    return Suggestible(new_id(), [frozenset(words_of(one)) for one in phrases(marks)], Learnt(**learnt), plainly)


def test_a_word_the_marketer_named_suggests_its_code_and_is_the_reason():
    assert suggested("Pricing keeps me awake", [code()])[0].because == ["Pricing"]
    assert suggested("I love your letters", [code()]) == []


def test_a_phrase_the_marketer_named_needs_all_its_words():
    assert phrases("hidden costs, too  expensive、價格\nfees") == ["hidden costs", "too expensive", "價格", "fees"]
    hidden = code("hidden costs, 價格")
    assert suggested("Costs that are hidden from me", [hidden])[0].because == ["Costs", "hidden"]
    assert suggested("Something hidden in the garden", [hidden]) == []
    assert suggested("价格太高", [hidden])[0].because == ["价格"]
    assert suggested("It is cheaper elsewhere", [code("cheap")])[0].because == ["cheaper"]


@pytest.mark.parametrize(
    "text",
    [
        "It was not the price",
        "The price was not what made me decide",
        "The price wasn’t it, the taste was",
        "Not because of the price",
        "The price did not matter",
        "It had nothing to do with the price",
        "不是價格",
        "價格不是原因",
        "跟价格无关",
        "Es war nicht der price",
    ],
)
def test_what_is_denied_is_not_suggested(text):
    assert suggested(text, [code("price, 價格")]) == []


@pytest.mark.parametrize(
    "text",
    [
        "I don't know what price to ask",
        "I was not sure about the price",
        "It was not only the price",
        "Not the taste, but the price",
        "It was not the taste. The price!",
        "I can't afford the price",
        "The price was not good",
        "我不知道價格",
        "不是口味而是價格",
        "I never understood the price",
    ],
)
def test_a_not_that_denies_something_else_takes_nothing_away(text):
    assert suggested(text, [code("price, 價格")]), text


def test_learnt_words_suggest_and_explain():
    learnt = code(weights={"flour": 2.0, "love": -3.0}, bias=-0.5)
    assert suggested("Flour is dear", [learnt])[0].because == ["Flour"]
    assert suggested("I love flour", [learnt]) == []


def test_what_coders_did_is_learnt_and_checked_on_answers_it_had_not_seen():
    texts = [[*words_of(COSTS)], [*words_of(UNSURE)]] * 30
    found = learn(texts, [True, False] * 30, plainly)
    assert (found.agreement, found.answers) == (1, 60)
    assert found.weights["cost"] > 0 > found.weights["charg"]


TEN = [
    ("The price went up again", True),
    ("Prices of flour are too high for me", True),
    ("Your pricing guide came at the right time", True),
    ("I cannot find the right price", True),
    ("What price do others take", True),
    ("I like the letters you send", False),
    ("A friend told me about your letters", False),
    ("The letters are short and funny", False),
    ("I collect letters about bread", False),
    ("My sister reads these letters, too", False),
]


def test_ten_coded_answers_teach_something_and_nine_do_not():
    texts, given = [[*words_of(text)] for text, _is in TEN], [is_one for _text, is_one in TEN]
    found = learn(texts, given, plainly)
    assert found.agreement >= 0.8
    assert suggested("Is this price fair?", [taught(found)])[0].because == ["price"]
    assert suggested("More letters, please", [taught(found)]) == []
    assert learn(texts[:9], given[:9], plainly) == Learnt()


def taught(found: Learnt) -> Suggestible:
    return Suggestible(new_id(), [], found, plainly)


def test_what_agrees_with_coders_no_better_than_chance_suggests_nothing_and_says_so():
    dice = random.Random(4)
    texts = [dice.sample(["oven", "flour", "salt", "sugar", "egg"], 3) for _at in range(60)]
    found = learn(texts, [dice.random() < 0.5 for _at in range(60)], plainly)
    assert found.weights == {}
    assert found.agreement < 0.2
    assert found.answers == 60


def test_of_what_was_learnt_no_word_can_be_read(survey, costs):
    index = index_of(costs)
    assert index("price") != "price"
    assert index("price") != index_of(new_id())("price")
    found = learn([[*words_of(text)] for text, _is in TEN], [is_one for _text, is_one in TEN], index)
    assert index("price") in found.weights
    assert all(re.fullmatch("[0-9a-f]{16}", word) for word in found.weights)


def test_a_word_of_a_single_answer_is_not_learnt():
    texts = [["shared", "secret" if at == 4 else "other"] for at in range(40)]
    assert "secret" not in learn(texts, [at % 2 == 0 for at in range(40)], plainly).weights


# Coding


def test_a_coder_ticks_codes_and_the_report_counts_them(survey, costs, site):
    written(survey, *[COSTS] * 6, *[UNSURE] * 8)
    marketer = site.staff(Role.MARKETER)
    path = f"/studio/surveys/{survey}/words/why/"
    page = marketer.get(path).text
    assert "Suggested: Costs, because of Costs" in page or "because of prices" in page
    for _round in range(2):
        marketer.press(path, f"{path}answers")
    assert "You have looked at every answer." in marketer.get(path).text
    found = figures(survey)
    assert found["coded"] == 14
    assert [row["count"] for row in found["rows"]] == [6]


def test_answers_that_were_coded_can_be_looked_at_again(survey, costs, site):
    answers = written(survey, *[UNSURE] * 5)
    marketer = site.staff(Role.MARKETER)
    path = f"/studio/surveys/{survey}/words/why/"
    marketer.press(path, f"{path}answers")
    again = marketer.get(f"/studio/surveys/{survey}/words/why/?again=1").text
    assert UNSURE in again
    marketer.press(f"{path}?again=1", f"{path}answers", **{f"codes.{answers[0]}": str(costs)})
    assert count(SurveyCoding) == 5
    assert count(SurveyCoding, SurveyCoding.response_id == answers[0]) == 1


def test_what_most_coders_of_an_answer_say_counts(survey, costs):
    answers = written(survey, *[COSTS] * 20)
    for coder in range(3):
        by = new_id()
        coding.decide(
            survey, "why", {one: [str(costs)] if at >= 6 * coder else [] for at, one in enumerate(answers)}, by=by
        )
    found = figures(survey)
    assert found["rows"][0]["count"] == 14
    assert looking.figures_for_coders(survey, "why")["alpha"][str(costs)] < 1


def test_how_far_coders_agree_is_told_to_coders_alone_and_of_those_who_are_counted(survey, costs, site):
    answers = written(survey, *[COSTS] * 30)
    for having in (2, 4):
        coding.decide(survey, "why", {one: [str(costs)] * (at < having) for at, one in enumerate(answers)}, by=new_id())
    found = figures(survey)
    assert found["rows"][0]["count"] is None, "two have the code"
    file = site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/figures.json").text
    assert '"questions"' in file
    assert "alpha" not in file
    assert "agreement" not in file
    told = looking.figures_for_coders(survey, "why")["alpha"]
    assert f"{told[str(costs)]:.2f}" in site.staff(Role.MARKETER).get(f"/studio/surveys/{survey}/words/why/").text
    [late] = written(survey, COSTS)
    for by in (new_id(), new_id()):
        coding.decide(survey, "why", {late: [str(costs)]}, by=by)
    with clock.moved(timedelta(seconds=30)):
        figures(survey)
    assert looking.figures_for_coders(survey, "why")["alpha"] == told, "the newcomer is counted in nothing yet"


def test_a_report_of_before_keeps_the_agreement_of_coders_to_itself(survey, site):
    written(survey, *[COSTS] * 6)
    figures(survey)
    old = json.loads(one(SurveyReport).body)
    old["questions"]["why"]["alpha"] = {"code": 0.433}
    action(lambda: session().execute(update(SurveyReport).values(body=json.dumps(old))))()
    assert "0.433" not in site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/figures.json").text


def test_a_report_follows_once_coders_pause(survey, costs):
    answers = written(survey, *[COSTS] * 6)
    assert "rows" not in figures(survey)
    coding.decide(survey, "why", {one: [str(costs)] for one in answers}, by=new_id())
    assert "rows" not in figures(survey), "they are still at it"
    with clock.moved(timedelta(seconds=30)):
        assert figures(survey)["rows"][0]["count"] == 6


def test_a_code_is_changed_and_taken_out(survey, costs, site):
    answers = written(survey, COSTS)
    coding.decide(survey, "why", {answers[0]: [str(costs)]}, by=new_id())
    marketer = site.staff(Role.MARKETER)
    path = f"/studio/surveys/{survey}/words/why/codes/{costs}"
    marketer.fill(path, name="Rising costs")
    assert "Rising costs" in marketer.get(f"/studio/surveys/{survey}/words/why/").text
    marketer.press(path, f"{path}/removal")
    assert marketer.get(path).status_code == 404
    assert one(SurveyCoding).codes == []


def test_two_codes_of_one_name_are_refused(survey, costs, site):
    with pytest.raises(CodeWithoutName):
        coding.add_code(survey, "why", "costs", "", "")
    refused = site.staff(Role.MARKETER).fill(f"/studio/surveys/{survey}/words/why/", name="", meaning="", marks="x")
    assert refused.status_code == 422


def test_only_answers_in_words_are_coded(site):
    survey = published(small(question("n", "nps")))
    assert site.staff(Role.MARKETER).get(f"/studio/surveys/{survey}/words/n/").status_code == 404


def test_a_decision_about_another_surveys_answer_is_not_noted(survey, costs):
    other = published(small(WHY), "other")
    answer = written(other, COSTS)[0]
    assert coding.decide(survey, "why", {answer: [str(costs)]}, by=new_id()) == 0


def test_a_code_of_another_question_cannot_be_given(survey, costs):
    answer = written(survey, COSTS)[0]
    coding.decide(survey, "why", {answer: [str(new_id())]}, by=new_id())
    assert one(SurveyCoding).codes == []


def test_what_was_coded_goes_with_the_answer(survey, costs):
    answer = written(survey, COSTS)[0]
    coding.decide(survey, "why", {answer: [str(costs)]}, by=new_id())
    taking_back.take_back(answer)
    assert count(SurveyCoding) == 0


def test_of_an_anonymous_survey_no_answer_is_read_before_its_figures_and_none_is_joined_with_another(site):
    survey = published(small(WHY, question("else", "long_text"), anonymous=True))
    for at in range(7):
        respond(survey, {"why": f"why{at}.", "else": f"else{at}."})
    marketer = site.staff(Role.MARKETER)
    paths = [f"/studio/surveys/{survey}/words/{one}/" for one in ("why", "else")]
    early = [marketer.get(path).text for path in paths]
    assert all("can be read once there are figures" in page and "why1" not in page for page in early)
    with clock.moved(-timedelta(hours=1)):
        publishing.retire(survey)
    reporting.report_due()
    pages = [marketer.get(path).text for path in paths]
    orders = [
        re.findall(rf"<blockquote[^>]*>{word}(\d)\.", page) for word, page in zip(("why", "else"), pages, strict=True)
    ]
    assert [*map(sorted, orders)] == [[*"0123456"]] * 2
    assert orders[0] != orders[1]
    names = [set(re.findall(r'name="answer" value="(\w+)"', page)) for page in pages]
    assert not names[0] & names[1]
    assert not {one.hex for one in session().scalars(select(SurveyResponse.id))} & (names[0] | names[1])
    marketer.press(paths[0], f"{paths[0]}answers")
    assert count(SurveyCoding) == 7
    assert "You have looked at every answer." in marketer.get(paths[0]).text


def test_sensitive_words_are_shown_to_no_coder(survey, site):
    written(survey, "my insulin", kept=["why"])
    assert "insulin" not in site.staff(Role.MARKETER).get(f"/studio/surveys/{survey}/words/why/").text


def test_words_many_used_are_told_and_rare_ones_are_not(survey):
    written(survey, *[COSTS] * 5, "Xerxes told me.")
    told = {one["word"] for one in figures(survey)["words"]}
    assert "costs" in told
    assert "xerxes" not in told


# Quotes


def test_only_those_who_agree_are_quoted(survey, costs, site):
    agreed, silent = (written(survey, text, quoted=text == COSTS)[0] for text in (COSTS, UNSURE))
    coding.decide(survey, "why", {agreed: [str(costs)], silent: [str(costs)]}, by=new_id())
    row = session().get_one(Survey, survey)
    assert [quote.text for quote in quotes_of(row, "why")] == [COSTS]
    assert [quote.text for quote in quotes_of(row, "why", str(costs))] == [COSTS]


def test_whoever_takes_leave_back_is_quoted_no_more(survey, site):
    site.purpose()
    site.publish()
    site.confirmed()
    person = one(Person).id
    written(survey, COSTS, person=person, quoted=True)
    row = session().get_one(Survey, survey)
    assert quotes_of(row, "why")
    withdraw(site.here.vault.key_of(person), row.quoting_id, method="own-page")
    forget_what_was_read()
    assert quotes_of(row, "why") == []
    assert count(SurveyResponse) == 1, "the answer itself stays"


def test_sensitive_words_are_never_quoted(survey):
    written(survey, "my insulin", quoted=True, kept=["why"])
    assert quotes_of(session().get_one(Survey, survey), "why") == []


def test_the_report_quotes_and_leads_to_the_answers(survey, site):
    written(survey, *[COSTS] * 5, quoted=True)
    reporting.report_due()
    page = site.staff(Role.MARKETER).get(f"/studio/surveys/{survey}/report/").text
    assert f">{COSTS}</blockquote>" in page
    assert "Read and code the answers" in page
    assert "Read and code" not in site.staff(Role.VIEWER).get(f"/studio/surveys/{survey}/report/").text


def test_nothing_is_coded_that_the_codebook_of_the_question_lacks(survey, costs):
    assert coded.codes_by_question(survey) == {"why": [str(costs)]}
