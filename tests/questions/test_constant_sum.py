"""Sharing a sum: what is typed adds up to the total, or it is said how many are left or too many."""

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from leadgate.people.models import Person
from leadgate.questionnaires.checking import problems_of
from leadgate.questions.conditions import Condition
from leadgate.questions.errors import NotAnAnswer
from leadgate.survey_traits.attributes import ATTRIBUTES
from tests.facts import one
from tests.surveys.scenes import both, choices, published, question, respond, small

THINGS = choices("flour", "rent", "power")


def spends(**more):
    [item] = small(question("spends", "constant_sum", **{"choices": THINGS, **more})).items.values()
    return item


def read(item, *numbers):
    keys = [choice.key for choice in item.choices]
    return item.read(MultiDict({f"q.spends.{key}": number for key, number in zip(keys, numbers, strict=True)}))


@pytest.fixture(autouse=True)
def speaking(site):
    """Refusals are sentences in the reader's language, so there has to be an application."""


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        (("60", "40", ""), [60, 40, 0]),
        (("33.3", "33,3", "33.4"), [33.3, 33.3, 33.4]),
        (("0", "0", "１００"), [0, 0, 100]),
        (("0.1", "0.2", "99.7"), [0.1, 0.2, 99.7]),
    ],
)
def test_what_is_left_empty_gets_nothing_and_numbers_are_those_of_the_language(typed, value):
    assert list(read(spends(), *typed).values()) == value


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("60", "30", ""), "10 are left to give"),
        (("60", "30", "20.5"), "10.5 too many"),
        (("0", "0", "0"), "100 are left"),
        (("150", "-50", ""), "less than nothing"),
        (("half", "50", ""), "type a number"),
        (("99.99", "", ""), "0.01 are left"),
    ],
)
def test_a_sum_that_is_not_the_total_is_refused_with_how_many_are_left_or_too_many(typed, said):
    with pytest.raises(NotAnAnswer, match=said):
        read(spends(), *typed)


def test_thousands_are_those_of_the_readers_language():
    german = Flask(__name__)
    Babel(german, locale_selector=lambda: "de")
    with german.test_request_context():
        assert list(read(spends(total=2_000), "1.500", "500", "").values()) == [1500, 500, 0]
        with pytest.raises(NotAnAnswer, match=r"1\.500"):
            read(spends(total=2_000), "500", "", "")


def test_nothing_typed_is_no_answer_whether_it_is_required_or_not():
    assert read(spends(), "", "", "") is None
    assert read(spends(required=True), "", "", "") is None


@pytest.mark.parametrize("more", [{"choices": choices("one")}, {"total": 0}, {"total": -5}, {"total": 1e13}])
def test_a_sum_nobody_can_share_cannot_be_published(more):
    survey = small(question("spends", "constant_sum", **{"choices": THINGS, **more}))
    assert [one.place for one in problems_of(survey)] == ["spends"]


def test_a_later_question_can_be_asked_of_those_who_gave_a_thing_something():
    item, asks = spends(), Condition(question="spends", any_of=("rent",))
    assert asks.holds({"spends": item}, {"spends": {"flour": 60, "rent": 40, "power": 0}})
    assert not asks.holds({"spends": item}, {"spends": {"flour": 60, "rent": 0, "power": 40}})


def test_a_reader_sees_what_each_thing_got():
    item = spends(choices=[{"key": "rent", "label": both("Rent", "租金")}, *choices("power")])
    assert item.plainly({"rent": 99.5, "power": 0.5}, "zh-Hant") == "租金: 99.5; （power）: 0.5"


def test_respondents_see_the_total_and_what_they_typed_comes_back_with_how_many_are_left(site):
    published(small(question("spends", "constant_sum", choices=THINGS, unit={"en": "hours"}, total=24)))
    visitor = site.visitor()
    assert "Together 24 hours" in visitor.get("/s/why").text
    sent = visitor.fill("/s/why", **{"q.spends.flour": "20", "q.spends.rent": "1,5", "agree": "y"})
    assert "2.5 are left to give" in sent.text
    assert 'value="1,5"' in sent.text
    assert 'data-shares="24"' in sent.text


def test_what_each_thing_got_can_be_compared_with_what_good_leads_gave(site):
    site.purpose()
    site.publish()
    site.confirmed()
    person = one(Person).id
    survey = published(small(question("spends", "constant_sum", choices=THINGS)))
    respond(survey, {"spends": {"flour": 60, "rent": 40, "power": 0}}, person=person)
    names = [trait.name for trait in ATTRIBUTES.attributes("en")]
    assert names == [f"survey.{survey}.spends:{thing}" for thing in ("flour", "rent", "power")]
    [known] = ATTRIBUTES.tell([person], names)
    assert list(known.values.values()) == [60.0, 40.0, 0.0]
