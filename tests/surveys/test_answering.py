"""Answering: page by page, by one's own link, known or not, and taking it back."""

import re
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select, text, update
from werkzeug.datastructures import MultiDict

from leadgate.analytics.actions import naming
from leadgate.consent.actions import answering
from leadgate.foundation import clock
from leadgate.foundation.db import action, session
from leadgate.foundation.installation import installation
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.privacy import register
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from leadgate.pii_detection import senses
from leadgate.questionnaires.checking import problems_of
from leadgate.retention.actions.sweeping import sweep
from leadgate.surveys import access
from leadgate.surveys.actions import answering as surveys_answering
from leadgate.surveys.actions import cutting_loose, finishing, publishing, taking_back
from leadgate.surveys.actions.responses import open_response, opened, walk_of
from leadgate.surveys.errors import ChangedElsewhere
from leadgate.surveys.models import EndedResponse, Survey, SurveyResponse
from leadgate.surveys.reading import read
from leadgate.surveys.types import ResponseState
from tests.astray import BASE_URL
from tests.browser_form import forms, opens_at_its_fault
from tests.cast import ADA
from tests.facts import count, every, one
from tests.faults.together import at_once
from tests.surveys.scenes import both, choices, definition, published, question, respond, small

pytestmark = pytest.mark.both_databases(
    "surveys.actions.finishing", "surveys.actions.publishing", "foundation.databases.scattering"
)

BREAD = {"question": "bakes", "code": "bread", "most": 1}
WAY = [
    {"q.years": "12"},
    {"q.since": "2014-05-01"},
    {"q.why": "Rising costs, I cannot price my bread."},
    {"q.wants": ["price", "time"]},
    {"q.order.taste": "1", "q.order.price": "2"},
    {"q.agree.easy": "yes", "q.agree.short": "no"},
    {},
    {"q.features.table.with": "like", "q.features.table.without": "dislike"},
    {"q.nps": "9"},
    {"q.csat": "4"},
    {"q.ces": "6"},
    {"q.share": "35"},
    {"q.spends.flour": "60", "q.spends.rent": "39.5", "q.spends.power": "0,5"},
]


@pytest.fixture
def survey(site):
    return published(definition())


def test_the_survey_of_every_kind_has_no_problem(site):
    assert [(one.place, str(one.sentence)) for one in problems_of(definition())] == []


def test_while_the_first_question_is_read_the_lists_are_loaded_that_its_answer_is_held_against(site, survey):
    senses.get_ready.cache_clear()
    site.visitor().get("/s/why")
    assert senses.get_ready.cache_info().currsize == 1


def ada(site):
    """Ada, who is known, on her own page."""
    site.publish()
    site.confirmed()
    return site.signed_in()


def answer_all(visitor, way=WAY, **first):
    """Answer page by page; answers the last response."""
    page = visitor.fill("/s/why", **{"q.bakes": "bread", "agree": "y", **first})
    for fields in way:
        assert page.status_code == 303, page.text
        page = visitor.fill(page.location, **fields)
    return page


def test_somebody_answers_every_kind_of_question_page_by_page(site, survey):
    visitor = site.visitor()
    end = answer_all(visitor)
    assert end.status_code == 303
    done = visitor.get(end.location)
    assert "Thank you, that helps." in done.text
    row = one(SurveyResponse)
    assert row.state == ResponseState.FINISHED
    assert opened(row).answers == {
        "bakes": {"chosen": ["bread"]},
        "years": 12,
        "since": "2014-05-01",
        "why": "Rising costs, I cannot price my bread.",
        "wants": {"chosen": ["price", "time"]},
        "order": ["taste", "price"],
        "agree": {"easy": "yes", "short": "no"},
        "features": {"table": ["like", "dislike"]},
        "nps": 9,
        "csat": 4,
        "ces": 6,
        "share": 35,
        "spends": {"flour": 60, "rent": 39.5, "power": 0.5},
    }
    assert "Rising costs" in done.text


@pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
def test_one_comes_back_by_ones_own_link_and_goes_on_where_one_stopped(site, survey):
    begun = site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    saved = site.visitor().fill(begun.location, **{"q.years": "12"})
    elsewhere = site.visitor()
    page = elsewhere.get(saved.location.replace("lang=en", ""))
    assert 'name="q.since"' in page.text
    assert f'value="{BASE_URL}{saved.location.removeprefix("/leads").partition("?")[0]}' in page.text
    assert 'value="12"' in elsewhere.get(saved.location.partition("?")[0] + "?page=years").text


def test_what_was_answered_before_can_be_changed_and_the_way_follows(site, survey):
    visitor = site.visitor()
    begun = visitor.fill("/s/why", **{"q.bakes": "bread", "agree": "y"}).location.partition("?")[0]
    visitor.fill(f"{begun}?page=bakes", **{"q.bakes": "cakes"})
    assert opened(one(SurveyResponse)).answers["bakes"] == {"chosen": ["cakes"]}
    for fields in ({"q.years": "1"}, {"q.since": "2020-01-01"}):
        visitor.fill(begun, **fields)
    assert 'name="q.cakes_why"' in visitor.get(begun).text


def test_an_answer_on_a_way_no_longer_taken_is_not_kept(site, survey):
    visitor = site.visitor()
    begun = visitor.fill("/s/why", **{"q.bakes": "cakes", "agree": "y"}).location.partition("?")[0]
    for fields in ({}, {}, {"q.cakes_why": "sweet"}):
        visitor.fill(begun, **fields)
    visitor.fill(f"{begun}?page=bakes", **{"q.bakes": "bread"})
    for fields in WAY[2:]:
        visitor.fill(begun, **fields)
    row = one(SurveyResponse)
    assert row.state == ResponseState.FINISHED
    assert "cakes_why" not in opened(row).answers


def test_a_wrong_answer_keeps_what_was_typed_and_says_what_is_wrong_beside_it(site, survey):
    visitor = site.visitor()
    begun = visitor.fill("/s/why", **{"q.bakes": "bread", "agree": "y"}).location
    refused = visitor.fill(begun, **{"q.years": "twelve"})
    assert refused.status_code == 422
    assert "Please type a number." in refused.text
    assert 'value="twelve"' in refused.text
    assert "years" not in opened(one(SurveyResponse)).answers


def test_a_required_question_is_not_passed_over(site, survey):
    refused = site.visitor().fill("/s/why", agree="y")
    assert refused.status_code == 422
    assert "Please answer this question." in refused.text
    assert opens_at_its_fault(refused.text)
    assert count(SurveyResponse) == 0


def test_nothing_is_kept_of_somebody_who_does_not_agree(site, survey):
    refused = site.visitor().fill("/s/why", **{"q.bakes": "bread"})
    assert refused.status_code == 422
    assert "Without it we keep none" in refused.text
    assert opens_at_its_fault(refused.text)
    assert count(SurveyResponse) == 0


def test_agreeing_and_not_wanting_to_be_quoted_stand_on_the_ledger_with_their_wording(site, survey):
    site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    said = {row.purpose: row.happened for (row,) in every(select(LedgerEntry))}
    assert said == {"survey-why": ConsentEvent.GIVEN, "survey-why-quotes": ConsentEvent.REFUSED}


def test_deleting_ones_answers_takes_the_row_the_key_and_the_consent(site, survey):
    visitor = site.visitor()
    own = answer_all(visitor, quote="y").location.partition("?")[0]
    response = one(SurveyResponse).id
    gone = visitor.press(own, f"{own}/deletion")
    assert gone.status_code == 303
    assert count(SurveyResponse) == 0
    assert count(VaultKey, VaultKey.id == response) == 0
    withdrawn = [
        row.purpose for (row,) in every(select(LedgerEntry).where(LedgerEntry.happened == ConsentEvent.WITHDRAWN))
    ]
    assert sorted(withdrawn) == ["survey-why", "survey-why-quotes"]
    assert one(Survey).removals == 1
    assert visitor.get(own).status_code == 410


def test_somebody_signed_in_answers_once_and_finds_it_on_their_page(site, survey):
    visitor = ada(site)
    own = answer_all(visitor).location
    assert "Thank you, that helps." in visitor.get("/s/why", follow_redirects=True).text
    assert count(SurveyResponse) == 1
    assert "Why this guide" in visitor.get("/me").text
    assert one(SurveyResponse).subject_id == people.person_with(parsed(ADA)).id
    assert own


def test_what_somebody_answered_is_in_their_export_and_goes_with_them(site, survey):
    visitor = ada(site)
    answer_all(visitor)
    person = people.person_with(parsed(ADA)).id
    assert "Rising costs" in str(register.export_of(person)["survey_response"])
    visitor.fill("/me/delete")
    assert count(SurveyResponse) == 0


def test_withdrawing_the_consent_deletes_the_answers(site, survey):
    visitor = ada(site)
    answer_all(visitor)
    key = installation().vault.key_of(people.person_with(parsed(ADA)).id)
    answering.withdraw(key, one(Survey).purpose_id, method="test")
    assert count(SurveyResponse) == 0


def test_an_anonymous_answer_cannot_be_led_back_to_by_link_time_or_person(site):
    published(definition(anonymous=True, asks_to_quote=False))
    visitor = ada(site)
    begun = visitor.fill("/s/why", **{"q.bakes": "bread"})
    link = begun.location.partition("?")[0]
    open_row = one(SurveyResponse)
    end = begun
    for fields in WAY:
        end = visitor.fill(end.location, **fields)
    assert "/thanks" in end.location
    row = one(SurveyResponse)
    assert row.state == ResponseState.FINISHED
    assert row.id not in (open_row.id, people.person_with(parsed(ADA)).id)
    assert row.id == row.subject_id
    assert row.id.version == 4
    for moment in (row.began_at, row.saved_at, row.finished_at):
        assert (moment.hour, moment.minute, moment.second, moment.microsecond) == (0, 0, 0, 0)
    assert visitor.get(link).location.startswith("/s/why/thanks")
    assert count(LedgerEntry, LedgerEntry.purpose.like("survey%")) == 0
    assert "Why this guide" not in visitor.get("/me").text


def test_no_table_keeps_the_order_in_which_anonymous_answers_came(site):
    survey = published(small(anonymous=True))
    came = [respond(survey, {"why": str(at)}).response for at in range(12)]
    if site.here.database.is_sqlite:
        for table in (SurveyResponse, VaultKey):
            mine = select(table.id).where(table.id.in_(came)).order_by(text("rowid"))
            assert [number for (number,) in every(mine)] != came
    assert sorted(came) != came, "nor do their ids"


@pytest.mark.environment(LEADGATE_TRUSTED_PROXIES="127.0.0.1/32")
def test_a_word_of_a_link_stays_with_an_anonymous_answer_only_where_five_came_with_it(site):
    published(small(anonymous=True))
    naming.add("spring")
    naming.add("alice-4711")
    for at in range(7):
        visitor = site.visitor(X_Forwarded_For=f"198.51.{at}.7")
        assert visitor.fill("/s/why?source=spring", **{"q.why": "bread"}).status_code == 303
        site.here.counters.flush()
    for word in ("alice-4711", "bob"):
        site.visitor().fill(f"/s/why?source={word}", **{"q.why": "bread"})
        site.here.counters.flush()
    kept = [source for (source,) in every(select(SurveyResponse.source))]
    assert sorted(kept) == [""] * 7 + ["spring"] * 2, "who came before they were five is not told apart"


def states():
    return sorted(row.state for (row,) in every(select(SurveyResponse)))


def test_the_last_place_of_a_quota_is_given_once(site):
    published(definition(quotas=[BREAD]))
    visitor, other = site.visitor(), site.visitor()
    begun = other.fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    answer_all(visitor)
    begun = other.fill(begun.location, **WAY[0])
    assert "We have heard enough" in site.visitor().get(begun.location).text
    assert states() == [ResponseState.FINISHED, ResponseState.SCREENED_OUT]


def test_nobody_answers_on_for_whom_there_is_no_place_left(site):
    published(definition(quotas=[BREAD]))
    answer_all(site.visitor())
    late = site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    assert "We have heard enough" in site.visitor().get(late.location).text
    assert states() == [ResponseState.FINISHED, ResponseState.SCREENED_OUT]
    assert site.visitor().fill("/s/why", **{"q.bakes": "cakes", "agree": "y"}).status_code == 303
    assert ResponseState.OPEN in states()


def test_an_answer_on_the_last_page_takes_the_last_place_once(site):
    published(small(question("bakes", "choice", choices=choices("bread", "cakes")), quotas=[BREAD]))
    first, late = (site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"}) for _nth in range(2))
    assert "We have heard enough" in site.visitor().get(late.location).text
    assert "We have heard enough" not in site.visitor().get(first.location).text
    assert states() == [ResponseState.FINISHED, ResponseState.SCREENED_OUT]


def test_half_an_hour_after_closing_nothing_is_taken_any_more_and_what_was_typed_still_stands_there(site, survey):
    visitor, other = site.visitor(), site.visitor()
    begun = visitor.fill("/s/why", **{"q.bakes": "bread", "agree": "y"}).location
    publishing.set_dates(survey, opens_at=None, closes_at=clock.now() + timedelta(hours=1))
    form, first = forms(visitor.get(begun).text)[0], forms(other.get("/s/why").text)[0]
    with clock.moved(timedelta(minutes=91)):
        late = visitor.post(begun, data=form.values | {"q.years": "12"})
        assert "This survey has closed" in late.text
        assert 'value="12"' in late.text
        late = other.post("/s/why", data=first.values | {"q.bakes": "bread", "agree": "y"})
        assert "This survey has closed" in late.text
        assert "checked" in late.text
        assert "This survey has closed" in site.visitor().get("/s/why").text
    assert [row.state for (row,) in every(select(SurveyResponse))] == [ResponseState.OPEN]


def test_who_is_in_the_middle_of_a_survey_when_it_closes_can_finish(site, survey):
    visitor, other = site.visitor(), site.visitor()
    begun = visitor.fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    publishing.set_dates(survey, opens_at=None, closes_at=clock.now() + timedelta(hours=1))
    first = forms(other.get("/s/why").text)[0]
    with clock.moved(timedelta(minutes=70)):
        assert "You had begun, so you can finish until" in visitor.get(begun.location).text
        end = begun
        for fields in WAY:
            end = visitor.fill(end.location, **fields)
        assert other.post("/s/why", data=first.values | {"q.bakes": "bread", "agree": "y"}).status_code == 303
        assert "takes no more answers" in site.visitor().get("/s/why").text
    assert ResponseState.FINISHED in [row.state for (row,) in every(select(SurveyResponse))]


def test_changing_a_survey_leaves_whoever_is_in_the_middle_of_it_where_they_are(site, survey):
    visitor = site.visitor()
    begun = visitor.fill("/s/why", **{"q.bakes": "bread", "agree": "y"}).location
    publishing.save_draft(survey, small(question("other", "nps", label={"en": "Other?"})))
    publishing.publish(survey)
    assert 'name="q.years"' in visitor.get(begun).text
    assert 'name="q.other"' in site.visitor().get("/s/why").text
    end = visitor.fill(begun, **{"q.years": "12"})
    for fields in WAY[1:]:
        end = visitor.fill(end.location, **fields)
    assert one(SurveyResponse).state == ResponseState.FINISHED
    assert opened(one(SurveyResponse)).answers["years"] == 12


def test_two_windows_do_not_overwrite_each_other(site, survey):
    begun = site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    assert begun.status_code == 303
    row, gate = one(SurveyResponse), access.gate("why")
    walk = walk_of(row, opened(row))
    for key, fields in (("years", {"q.years": "3"}), ("since", {"q.since": "2020-01-01"})):
        page = walk.page(key)
        now = open_response(row.id)
        surveys_answering.save(gate, now, page, read(page, MultiDict(fields), gate.definition.sensitive), None)
    assert opened(one(SurveyResponse)).answers == {"bakes": {"chosen": ["bread"]}, "years": 3, "since": "2020-01-01"}


def test_the_link_of_one_survey_opens_no_other(site, survey):
    published(small(), "other")
    link = site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"}).location
    assert site.visitor().get(link.replace("/s/why/", "/s/other/")).status_code == 404
    assert site.visitor().get("/s/why/r/nonsense").status_code == 404


def test_a_robot_is_thanked_and_nothing_is_kept(site, survey):
    thanked = site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y", "website": "buy now"})
    assert "/thanks" in thanked.location
    assert count(SurveyResponse) == 0


def test_a_draft_is_not_there_for_respondents(site):
    publishing.make("why", definition())
    assert site.visitor().get("/s/why").status_code == 404


def test_what_was_never_asked_is_not_stored(site, survey):
    begun = site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    assert begun.status_code == 303
    page = site.visitor().get(begun.location)
    form = forms(page.text)[0].values | {"q.years": "12", "q.nps": "3", "q.secret": "x", "score": "9"}
    site.visitor().post(begun.location, data=form)
    assert set(opened(one(SurveyResponse)).answers) == {"bakes", "years"}


def test_an_earlier_answer_is_repeated_as_text_never_as_markup(site, survey):
    visitor = site.visitor()
    end = visitor.fill("/s/why", **{"q.bakes": "other", "q.bakes.other": "<b>pies</b> {answer:bakes}", "agree": "y"})
    published(
        small(
            question("name", "short_text", required=True, label={"en": "Name?"}),
            question("next", "short_text", label={"en": "So {answer:name}?"}),
            layout="question",
        ),
        "small",
    )
    page = visitor.get(visitor.fill("/s/small", **{"q.name": "<i>A</i> {{7*7}}", "agree": "y"}).location)
    assert "So &lt;i&gt;A&lt;/i&gt; {{7*7}}?" in page.text
    assert end.status_code == 303


def test_an_unfinished_response_ends_after_thirty_days_and_a_finished_one_when_it_was_promised(site, survey):
    site.visitor().fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    answer_all(site.visitor())
    with clock.moved(timedelta(days=31)):
        list(sweep())
    assert one(SurveyResponse).state == ResponseState.FINISHED
    kept = one(SurveyResponse).id
    with clock.moved(timedelta(days=366)):
        list(sweep())
    assert count(SurveyResponse) == 0
    assert count(VaultKey, VaultKey.id == kept) == 0


@pytest.mark.parametrize("layout", ["all", "section"])
def test_the_same_survey_is_answered_on_one_page_or_by_section(site, layout):
    published(small(question("a", "nps"), question("b", "long_text"), layout=layout))
    done = site.visitor().fill("/s/why", **{"q.a": "7", "q.b": "words", "agree": "y"})
    assert opened(one(SurveyResponse)).answers == {"a": 7, "b": "words"}
    assert "/r/" in done.location


def test_on_one_page_the_head_of_a_section_stands_above_its_own_questions(site):
    """The heads of all of them stood above the first question."""
    sections = [
        {"key": f"part_{at}", "title": both(f"Part {at}"), "questions": [question(f"why_{at}", "short_text")]}
        for at in (1, 2)
    ]
    published(definition(layout="all", sections=sections))
    page = site.visitor().get("/s/why").text
    places = [page.index(f">{words}") for words in ("Part 1", "why_1?", "Part 2", "why_2?")]
    assert places == sorted(places)


def test_a_question_that_an_answer_brings_up_on_the_same_page_is_asked_before_the_end(site):
    published(
        small(
            question("a", "nps", required=True),
            question("b", "long_text", required=True, only_if=[{"question": "a", "at_most": 6}]),
        )
    )
    visitor = site.visitor()
    again = visitor.fill("/s/why", **{"q.a": "3", "agree": "y"})
    assert one(SurveyResponse).state == ResponseState.OPEN
    assert 'name="q.b"' in visitor.get(again.location).text
    visitor.fill(again.location, **{"q.a": "3", "q.b": "too dear"})
    assert one(SurveyResponse).state == ResponseState.FINISHED


def test_both_languages_ask_the_same_survey(site, survey):
    page = site.visitor().get("/s/why?lang=zh-Hant").text
    assert "為什麼選這份指南" in page
    assert 'lang="zh-Hant"' in page


@pytest.mark.parametrize("anonymous", [True, False])
def test_of_two_who_end_a_response_at_once_one_does(site, anonymous):
    pages = (question("a", "nps"), question("b", "csat"))
    published(small(*pages, anonymous=anonymous, layout="question"))
    site.visitor().fill("/s/why", **{"q.a": "9", "agree": "y"})
    number, gate = one(SurveyResponse).id, access.gate("why")

    @action
    def end_what_another_has_changed() -> None:
        found = open_response(number)
        session().execute(update(SurveyResponse).values(revision=9).execution_options(synchronize_session=False))
        finishing.end(gate, found, walk_of(found.row, found.held), found.held)

    with pytest.raises(ChangedElsewhere):
        end_what_another_has_changed()
    assert count(SurveyResponse, SurveyResponse.state == ResponseState.OPEN) == 1
    assert count(SurveyResponse) == 1


def test_only_the_box_that_has_to_be_ticked_is_marked_where_it_is_not(site):
    published(small(question("why", "long_text"), asks_to_quote=True))
    page = site.visitor().fill("/s/why", **{"q.why": "Costs rise."}).text
    boxes = re.findall(r'class="(box[^"]*)">\s*<input type="checkbox" name="(\w+)"', page)
    assert boxes == [("box wrong", "agree"), ("box", "quote")]
    assert 'class="wrong"' not in page


@pytest.mark.parametrize("anonymous", [False, True])
def test_a_form_that_is_sent_twice_is_one_answer(site, anonymous):
    published(small(question("why", "long_text"), anonymous=anonymous))
    visitor = site.visitor()
    form = forms(visitor.get("/s/why").text)[0].values | {"q.why": "Once.", **({} if anonymous else {"agree": "y"})}
    first, second = (visitor.post("/s/why", data=form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    own = [visitor.get(one.location).text for one in (first, second)]
    assert all("Once." in text for text in own) or anonymous
    assert count(SurveyResponse) == 1
    refused = visitor.post("/s/why", data=form | {"q.why": "Twice."})
    assert refused.status_code == 409
    assert "You have answered already, with this page" in refused.text
    assert "Twice." in refused.text, "what was typed stays"
    assert count(SurveyResponse) == 1
    anew = forms(visitor.get("/s/why").text)[0].values | {"q.why": "Somebody else.", "agree": "y"}
    assert visitor.post("/s/why", data=anew).status_code == 303
    assert count(SurveyResponse) == 2


def test_of_two_windows_that_send_one_page_with_other_answers_one_counts(site):
    published(small(question("why", "long_text"), anonymous=True))
    visitors = [site.visitor() for _ in range(4)]
    form = forms(visitors[0].get("/s/why").text)[0].values
    sends = [
        partial(one.post, "/s/why", data=form | {"q.why": f"Number {at // 2}."}) for at, one in enumerate(visitors)
    ]
    outcomes = [one.status_code for one in at_once(site.here, *sends)]
    assert sorted(outcomes) == [303, 303, 409, 409], "each was sent twice"
    assert count(SurveyResponse) == 1


def test_the_first_page_of_an_answer_that_is_finished_begins_no_second_one(site):
    published(small(*[question(key, "number", least=0, most=80) for key in ("first", "second")], layout="question"))
    visitor = site.visitor()
    first = forms(visitor.get("/s/why").text)[0].values | {"q.first": "1", "agree": "y"}
    visitor.fill(visitor.post("/s/why", data=first).location, **{"q.second": "2"})
    assert visitor.post("/s/why", data=first | {"q.first": "3"}).status_code == 409
    taking_back.take_back(one(SurveyResponse).id)
    assert visitor.post("/s/why", data=first | {"q.first": "3"}).status_code == 303, "nothing is kept of the first"


@pytest.mark.parametrize("anonymous", [False, True])
def test_a_page_that_is_sent_twice_skips_none_that_nobody_has_seen(site, anonymous):
    pages = [question(key, "number", least=0, most=80) for key in ("first", "second", "third")]
    published(small(*pages, layout="question", anonymous=anonymous))
    visitor = site.visitor()
    agreed = {} if anonymous else {"agree": "y"}
    own = visitor.fill("/s/why", **{"q.first": "1", **agreed}).location
    second = forms(visitor.get(own).text)[0].values | {"q.second": "2"}
    assert [visitor.post(own, data=second).status_code for _ in range(2)] == [303, 303]
    assert "third?" in visitor.get(own).text
    assert opened(one(SurveyResponse)).answers == {"first": 1, "second": 2}


@pytest.mark.parametrize("pages", [1, 2])
def test_nothing_leads_from_an_anonymous_answer_to_the_form_it_came_with(site, pages):
    asked = [question(key, "number", least=0, most=80) for key in ("first", "second")[:pages]]
    published(small(*asked, layout="question", anonymous=True))
    visitor = site.visitor()
    first = forms(visitor.get("/s/why").text)[0].values | {"q.first": "1", "seed": "424242"}
    own = visitor.post("/s/why", data=first).location
    if pages > 1:
        visitor.fill(own, **{"q.second": "2"})
    response, ended = one(SurveyResponse), session().scalars(select(EndedResponse)).all()
    assert len(ended) == 2, "the response it was, and the page it began with"
    assert (response.seed, response.id.version, response.subject_id) == (0, 4, response.id)
    assert response.id not in {each.id for each in ended}
    assert {each.day for each in ended} == {response.finished_at}
    assert visitor.post("/s/why", data=first).location.startswith("/s/why/thanks"), "sent once more"
    assert count(SurveyResponse) == 1


def test_who_comes_back_to_an_anonymous_page_they_sent_does_not_answer_once_more(site):
    published(small(question("first", "number", least=0, most=80), anonymous=True))
    visitor = site.visitor()
    sent = forms(visitor.get("/s/why").text)[0].values | {"q.first": "1"}
    visitor.post("/s/why", data=sent)
    anew = forms(visitor.get("/s/why").text)[0].values | {"q.first": "2"}
    assert anew["seed"] != sent["seed"]
    assert visitor.post("/s/why", data=anew | {"before": sent["seed"]}).status_code == 409
    assert count(SurveyResponse) == 1
    for named in ("x", "9" * 40, ""):
        assert visitor.fill("/s/why", **{"q.first": "3", "before": named}).status_code == 303
    assert count(SurveyResponse) == 4


def test_the_last_page_of_an_anonymous_survey_pressed_twice_leads_to_the_end_twice(site):
    pages = [question(key, "number", least=0, most=80) for key in ("first", "second")]
    published(small(*pages, layout="question", anonymous=True))
    visitor = site.visitor()
    own = visitor.fill("/s/why", **{"q.first": "1"}).location
    last = forms(visitor.get(own).text)[0].values | {"q.second": "2"}
    assert [visitor.post(own, data=last).location for _ in range(2)] == ["/s/why/thanks?lang=en"] * 2
    assert count(SurveyResponse) == 1
    with clock.moved(timedelta(days=3)):
        cutting_loose.forget_ended()
        assert visitor.get(own).status_code == 410
    assert count(EndedResponse) == 0


def test_a_page_that_is_open_in_another_tab_is_not_read_as_the_next(site):
    pages = [question(key, "number", least=0, most=80) for key in ("first", "second", "third")]
    published(small(*pages, layout="question"))
    visitor = site.visitor()
    own = visitor.fill("/s/why", **{"q.first": "1", "agree": "y"}).location
    second = forms(visitor.get(own).text)[0].values
    visitor.post(own, data=second | {"q.second": "2"})
    late = visitor.post(own, data=second | {"q.second": "10"})
    assert late.status_code == 409
    assert "in another window" in late.text
    again = forms(late.text)[0].values
    assert again["q.second"] == ["10"], "what was typed stands there"
    assert visitor.post(own, data=again).status_code == 303
    assert opened(one(SurveyResponse)).answers == {"first": 1, "second": 10}


def test_an_answer_called_other_can_be_given(site):
    survey = small(question("with", "choice", required=True, choices=[*choices("paper"), *choices("other")]))
    published(survey)
    assert site.visitor().fill("/s/why", **{"q.with": "other", "agree": "y"}).status_code == 303
    assert site.visitor().fill("/s/why", **{"q.with": "paper", "agree": "y"}).status_code == 303
    assert count(SurveyResponse) == 2


def test_how_much_somebody_wrote_is_not_seen_by_the_length_of_what_is_kept(site):
    survey = published(small(question("why", "long_text"), anonymous=True))
    for words in ("No.", "I had hoped to learn why the crumb of a rye loaf is as dense as it is."):
        respond(survey, {"why": words})
    one, other = session().scalars(select(SurveyResponse.answers)).all()
    assert len(one) == len(other)
