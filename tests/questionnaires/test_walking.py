"""The way through a survey: every way ends, nobody is asked what is not for them, and stale answers do not count."""

import json

from hypothesis import given
from hypothesis import strategies as st

from leadgate.questionnaires.checking import problems_of
from leadgate.questionnaires.definition import from_json
from leadgate.questionnaires.flow import Walk
from tests.surveys.scenes import definition


def walk(survey, answers, passed=(), seed=1):
    return Walk(survey, answers, passed, seed)


def keys(walked):
    return [item.key for page in walked.pages for item in page.items]


def test_an_answer_leads_past_a_section():
    assert "why" not in keys(walk(definition(), {"bakes": {"chosen": ["other"], "other": "pies"}}))
    assert "why" in keys(walk(definition(), {"bakes": {"chosen": ["bread"]}}))


def test_a_question_for_some_is_asked_of_those_only():
    assert "cakes_why" in keys(walk(definition(), {"bakes": {"chosen": ["cakes"]}}))
    assert "cakes_why" not in keys(walk(definition(), {"bakes": {"chosen": ["bread"]}}))


def test_an_answer_on_a_way_no_longer_taken_decides_nothing():
    asked = {
        "key": "x",
        "kind": "choice",
        "label": {"en": "?"},
        "choices": [{"key": k, "label": {"en": k}} for k in "ab"],
    }
    hidden = {**asked, "key": "y", "only_if": [{"question": "x", "any_of": ["a"]}]}
    last = {**asked, "key": "z", "only_if": [{"question": "y", "any_of": ["a"]}]}
    survey = from_json(
        json.dumps(
            {"languages": ["en"], "title": {"en": "T"}, "sections": [{"key": "s", "questions": [asked, hidden, last]}]}
        )
    )
    answers = {"x": {"chosen": ["b"]}, "y": {"chosen": ["a"]}}
    assert keys(walk(survey, answers)) == ["x"]


def test_the_way_is_as_long_as_what_is_left_to_ask():
    first = walk(definition(), {})
    assert first.progress == 0
    assert walk(definition(), {}, passed=tuple(first.reached)).progress == 1
    assert walk(definition(), {}, passed=tuple(first.reached)).next_page() is None


@st.composite
def surveys(draw):
    """Any survey of choices whose leads go forwards and whose conditions look back."""
    sections, asked = [], []
    for at in range(draw(st.integers(1, 6))):
        questions = []
        for number in range(draw(st.integers(1, 3))):
            key = f"q{at}_{number}"
            only = (
                [{"question": draw(st.sampled_from(asked)), "any_of": ["a"]}] if asked and draw(st.booleans()) else []
            )
            options = [{"key": one, "label": {"en": one}} for one in "ab"]
            questions.append({"key": key, "kind": "choice", "label": {"en": "?"}, "choices": options, "only_if": only})
            asked.append(key)
        sections.append({"key": f"s{at}", "questions": questions, "shuffle": draw(st.booleans())})
    for at, section in enumerate(sections):
        later = [one["key"] for one in sections[at + 1 :]] + ["end"]
        if draw(st.booleans()):
            when = [{"question": draw(st.sampled_from([q["key"] for q in section["questions"]])), "any_of": ["b"]}]
            section["leads"] = [{"when": when, "to": draw(st.sampled_from(later))}]
    layout = draw(st.sampled_from(["question", "section"]))
    return from_json(json.dumps({"languages": ["en"], "title": {"en": "T"}, "layout": layout, "sections": sections}))


@given(surveys(), st.lists(st.sampled_from(["a", "b", None]), min_size=40, max_size=40), st.integers(0, 9))
def test_every_way_through_a_survey_without_problems_ends_and_asks_nothing_twice(survey, choices, seed):
    assert problems_of(survey) == []
    answers, passed, asked = {}, [], []
    said = iter(choices)
    for _step in range(len(survey.items) + 1):
        page = walk(survey, answers, tuple(passed), seed).next_page()
        if page is None:
            break
        for item in page.items:
            asked.append(item.key)
            passed.append(item.key)
            choice = next(said)
            answers |= {item.key: {"chosen": [choice]}} if choice else {}
    else:
        raise AssertionError("the way does not end")
    way = walk(survey, answers, tuple(passed), seed)
    assert way.progress == 1
    assert set(keys(way)) <= set(asked)
    for section in survey.sections:
        for item in section.questions:
            if item.key in way.reached:
                assert all(
                    one.question in way.reached and answers.get(one.question) == {"chosen": ["a"]}
                    for one in item.only_if
                )


def test_a_page_is_the_end_only_where_no_answer_to_it_can_lead_on():
    def ways(**more):
        asked = [
            {"key": key, "kind": "choice", "label": {"en": key}, "choices": [{"key": "a", "label": {"en": "a"}}]}
            for key in ("one", "two")
        ]
        asked[1] |= more
        sections = [{"key": f"s{at}", "questions": [one]} for at, one in enumerate(asked)]
        whole = {"languages": ["en"], "title": {"en": "Way"}, "layout": "section", "sections": sections}
        return Walk(from_json(json.dumps(whole)), {}, (), 1)

    always, sometimes = ways(), ways(only_if=[{"question": "one", "any_of": ["a"]}])
    assert [always.is_the_end(page) for page in always.pages] == [False, True]
    assert [(sometimes.is_last(page), sometimes.is_the_end(page)) for page in sometimes.pages] == [(True, False)]
