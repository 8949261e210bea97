"""A survey as a document: there and back without loss, and every mistake named with its place before publishing."""

import json

import pytest

from leadgate.questionnaires.checking import problems_of
from leadgate.questionnaires.definition import as_json, from_json
from leadgate.survey_editor import documents
from leadgate.survey_editor.errors import NotASurvey
from leadgate.survey_editor.starters import STARTERS, starter
from tests.surveys.scenes import EVERYTHING, definition


@pytest.fixture(autouse=True)
def speaking(site):
    """Refusals are sentences in the reader's language."""


def wrong(*sections, **more):
    survey = from_json(json.dumps({"languages": ["en"], "title": {"en": "T"}, "sections": list(sections), **more}))
    return [(one.place, str(one.sentence)) for one in problems_of(survey)]


def section(key, *questions, **more):
    return {"key": key, "questions": list(questions), **more}


def words(key, **more):
    return {"key": key, "kind": "short_text", "label": {"en": f"{key}?"}, **more}


def test_a_survey_goes_into_json_and_comes_back_the_same():
    survey = definition()
    assert from_json(as_json(survey)) == survey
    assert as_json(from_json(as_json(survey))) == as_json(survey)


@pytest.mark.parametrize("name", [name for name in STARTERS if name != "empty"])
def test_every_survey_to_start_with_can_be_published_as_it_is(name):
    assert problems_of(starter(name)) == []


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"null", "not yet a survey"),
        (b"[]", "not yet a survey"),
        (b"{}", "languages"),
        (json.dumps({**EVERYTHING, "extra": 1}).encode(), "extra"),
        (json.dumps({**EVERYTHING, "kept_days": 0}).encode(), "kept_days"),
        (json.dumps({**EVERYTHING, "kept_days": "30"}).encode(), "kept_days"),
        (json.dumps({**EVERYTHING, "sections": [{"key": "A b", "questions": []}]}).encode(), "sections[0].key"),
        (json.dumps({**EVERYTHING, "sections": [section("a", {"kind": "magic"})]}).encode(), "magic"),
        (json.dumps({**EVERYTHING, "format": 99}).encode(), "format"),
        (b"x" * 1_000_001, "megabyte"),
    ],
)
def test_what_is_not_a_survey_is_refused_with_the_place_of_the_mistake(document, said):
    with pytest.raises(NotASurvey) as refused:
        documents.read(document)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("sections", "place", "said"),
    [
        ([section("a", words("x")), section("b", words("y"), leads=[{"to": "a"}])], "b", "round in a circle"),
        ([section("a", words("x"), leads=[{"to": "a"}])], "a", "round in a circle"),
        ([section("a", words("x"), leads=[{"to": "nowhere"}])], "a", "no section"),
        (
            [section("a", words("x"), leads=[{"to": "c"}]), section("b", words("y")), section("c", words("z"))],
            "b",
            "No way leads",
        ),
        ([section("a", words("x"), leads=[{"to": "end"}]), section("b", words("y"))], "b", "No way leads"),
        ([section("a", words("x", only_if=[{"question": "y"}])), section("b", words("y"))], "x", "has not been asked"),
        ([section("a", words("x", only_if=[{"question": "x"}]))], "x", "has not been asked"),
        ([section("a", words("x"), words("x"))], "", "two questions"),
        ([section("a", words("x")), section("a", words("y"))], "", "two sections"),
        ([section("a")], "a", "neither a question nor a text"),
        ([section("end", words("x"))], "end", "cannot be called"),
        (
            [section("a", {**words("x"), "label": {"en": "{answer:y}"}}), section("b", words("y"))],
            "x",
            "repeats the answer",
        ),
        ([section("a", {**words("x"), "label": {"en": "  "}})], "x", "1 text is missing"),
        ([section("a", {"key": "x", "kind": "number", "label": {"en": "?"}, "least": 5, "most": 1})], "x", "No number"),
        (
            [section("a", {"key": "x", "kind": "date", "label": {"en": "?"}, "earliest": "2026-02-30"})],
            "x",
            "not a date",
        ),
        ([section("a", {"key": "x", "kind": "slider", "label": {"en": "?"}, "step": 0})], "x", "slider"),
        ([section("a", {"key": "x", "kind": "choice", "label": {"en": "?"}, "choices": []})], "x", "two answers"),
    ],
)
def test_what_would_lead_respondents_astray_is_named_before_it_is_published(sections, place, said):
    assert any(at == place and said in sentence for at, sentence in wrong(*sections))


def test_a_condition_asks_for_answers_that_can_be_given():
    asked = {
        "key": "x",
        "kind": "choice",
        "label": {"en": "?"},
        "choices": [{"key": k, "label": {"en": k}} for k in "ab"],
    }
    found = wrong(section("a", asked, words("y", only_if=[{"question": "x", "any_of": ["c"]}])))
    assert any("“c”" in sentence for _, sentence in found)


def test_a_quota_counts_an_answer_that_is_offered():
    assert any(
        "quota" in said
        for _, said in wrong(section("a", words("x")), quotas=[{"question": "x", "code": "y", "most": 1}])
    )


def test_five_hundred_questions_are_the_most():
    many = [section(f"s{at}", *(words(f"q{at}_{n}") for n in range(50))) for at in range(10)]
    assert wrong(*many) == []
    assert any("more than anybody answers" in said for _, said in wrong(*many, section("more", words("last"))))


def test_everything_on_one_page_leads_nowhere_else():
    found = wrong(section("a", words("x"), leads=[{"to": "end"}]), layout="all")
    assert any("one page" in said for _, said in found)


def test_nobody_is_quoted_from_an_anonymous_survey():
    assert any("quoted" in said for _, said in wrong(section("a", words("x")), anonymous=True, asks_to_quote=True))


def test_a_text_missing_in_one_language_is_counted():
    survey = definition(languages=["en", "zh-Hant", "de"])
    assert any("de" in str(one.sentence) for one in problems_of(survey))
