"""The survey editor: changes are drafts, what could not be answered is not published, and what is live stays whole."""

import json
import re
from datetime import timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
from markupsafe import escape

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.questionnaires.definition import Layout, Quota
from leadgate.questions.conditions import Condition
from leadgate.questions.wording import ITEMS
from leadgate.survey_editor import documents
from leadgate.survey_editor.actions import drafting
from leadgate.survey_editor.form.question import KINDS
from leadgate.survey_editor.starters import STARTERS
from leadgate.surveys import queries
from leadgate.surveys.actions import publishing
from leadgate.surveys.models import Survey, SurveyResponse, SurveyVersion
from tests.browser_form import forms
from tests.facts import count, one
from tests.naughty import NAUGHTY
from tests.survey_editor.pressing import draft_of, press
from tests.surveys.scenes import EVERYTHING, definition, published, question, small


@pytest.fixture
def marketer(site):
    return site.staff()


def made(marketer, slug="why", starter="empty"):
    answer = marketer.fill("/studio/surveys/new", title="Why?", slug=slug, starter=starter)
    assert answer.status_code == 303, answer.text
    return one(Survey, Survey.slug == slug).id


def add(marketer, number, section, kind, words):
    """Add a question, as somebody without a script does: its kind first, and then its words."""
    answer = press(marketer, number, f"add:{section}:{kind}")
    opened = unquote(answer.location.partition("open=")[2].partition("#")[0])
    language = draft_of(number).languages[0]
    return press(marketer, number, "save", opened, **{f"label.{language}": words})


def first_section(number):
    return draft_of(number).sections[0].key


@pytest.mark.parametrize("starter", STARTERS)
def test_every_start_can_be_published_as_it_is(site, marketer, starter):
    number = made(marketer, "begin", starter)
    assert draft_of(number).languages == ("en",), "one language to begin with"
    if starter == "empty":
        add(marketer, number, first_section(number), "long_text", "Why?")
    assert press(marketer, number, "publish").status_code == 303
    assert site.visitor().get("/s/begin").status_code == 200


def test_a_survey_is_named_by_its_title_and_asks_for_one(marketer):
    empty = marketer.fill("/studio/surveys/new", title="Empty", document=(BytesIO(b""), "none.lss"))
    assert (empty.status_code, "This file is empty." in empty.text) == (422, True)
    assert "give it a title" in marketer.fill("/studio/surveys/new", starter="empty").text
    for title in ("Wünsche & Ideas", "為什麼", "為什麼", "Wünsche & Ideas"):
        assert marketer.fill("/studio/surveys/new", title=title, starter="empty").status_code == 303
    slugs = {row.slug for row in session().query(Survey)}
    assert slugs == {"wunsche-ideas", "survey", "survey-2", "wunsche-ideas-2"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_every_kind_is_added_changed_and_kept(marketer, kind):
    number = made(marketer)
    add(marketer, number, first_section(number), kind, "What about it?")
    here = "question:what_about_it"
    fields = {"label.en": "And now?", "required": "y"}
    for name in ("choices", "rows", "columns", "features"):
        fields |= {f"{name}.{at}.en": f"{name} {at}" for at in range(3)}
    page = marketer.get(f"/studio/surveys/{number}/edit?open={here}").text
    assert escape(str(ITEMS[kind])) in page
    offered = {name: value for name, value in fields.items() if f'name="{name}"' in page}
    saved = press(marketer, number, "save", here, **offered)
    assert saved.status_code == 303, saved.text
    item = draft_of(number).items["what_about_it"]
    assert (item.label["en"], item.required) == ("And now?", item.is_asked)
    assert len(getattr(item, "choices", ("a",) * 3)) == 3
    assert press(marketer, number, "save", here).status_code == 303
    assert draft_of(number).items["what_about_it"] == item, "what nobody touched stays"


def test_questions_and_sections_are_moved_copied_and_taken_out(marketer):
    number = published(small(question("a", "nps"), question("b", "csat")))
    for act, expected in (
        ("up:question:b", ["b", "a"]),
        ("copy:question:a", ["b", "a", "a_2"]),
        ("remove:question:b", ["a", "a_2"]),
        ("place:a_2:only:0", ["a_2", "a"]),
    ):
        press(marketer, number, act)
        assert list(draft_of(number).items) == expected, act
    press(marketer, number, "add-section")
    assert [part.key for part in draft_of(number).sections] == ["only", "part"]
    press(marketer, number, "down:question:a")
    assert [item.key for item in draft_of(number).sections[1].questions] == ["a"]
    press(marketer, number, "up:section:part")
    assert [part.key for part in draft_of(number).sections] == ["part", "only"]
    press(marketer, number, "remove:section:only")
    assert list(draft_of(number).items) == ["a"]
    assert press(marketer, number, "up:question:gone").status_code == 404
    assert press(marketer, number, "dance:question:a").status_code == 303


def test_every_step_can_be_undone_and_done_again(marketer):
    number = made(marketer)
    states = [draft_of(number)]
    for kind, words in (("nps", "How likely?"), ("csat", "How satisfied?")):
        press(marketer, number, f"add:{first_section(number)}:{kind}")
        states.append(draft_of(number))
        press(marketer, number, "save", "question:question", **{"label.en": words})
        states.append(draft_of(number))
    press(marketer, number, "remove:question:how_likely")
    states.append(draft_of(number))
    for state in reversed(states[:-1]):
        assert press(marketer, number, "undo").status_code == 303
        assert draft_of(number) == state
    assert press(marketer, number, "undo").status_code == 409, "there is nothing more to undo"
    for state in states[1:]:
        press(marketer, number, "redo")
        assert draft_of(number) == state
    press(marketer, number, "undo")
    press(marketer, number, "down:question:how_likely")
    assert press(marketer, number, "redo").status_code == 409, "what was undone is gone once something else is done"


def test_a_question_whose_making_or_first_words_are_undone_shuts_nobody_out(marketer):
    number = made(marketer)
    section = first_section(number)
    press(marketer, number, f"add:{section}:nps")
    answer = press(marketer, number, "save", "question:question", **{"label.en": "How likely?"})
    assert "open=question:how_likely" in unquote(answer.location)
    answer = press(marketer, number, "undo", "question:how_likely")
    assert "open=question:question" in unquote(answer.location), "it is open under the name it had"
    answer = press(marketer, number, "undo", "question:question")
    assert "open=" not in answer.location.rstrip("=")
    for act in (f"add:{section}:csat", "undo", "open:survey"):
        assert press(marketer, number, act, opened="question:gone").status_code == 303, act


def test_a_question_is_moved_copied_and_taken_out_with_its_first_words(marketer):
    number = made(marketer)
    section = first_section(number)
    press(marketer, number, f"add:{section}:nps")
    press(marketer, number, "copy:question:question", "question:question", **{"label.en": "How likely?"})
    assert list(draft_of(number).items) == ["how_likely", "how_likely_2"]
    press(marketer, number, f"add:{section}:csat")
    press(marketer, number, f"place:question:{section}:0", "question:question", **{"label.en": "How good?"})
    assert list(draft_of(number).items) == ["how_good", "how_likely", "how_likely_2"]
    press(marketer, number, f"add:{section}:csat")
    press(marketer, number, "remove:question:question", "question:question", **{"label.en": "Gone?"})
    assert list(draft_of(number).items) == ["how_good", "how_likely", "how_likely_2"]


def test_a_window_is_not_told_of_its_own_changes_and_another_one_is(marketer):
    number = made(marketer)
    press(marketer, number, f"add:{first_section(number)}:choice")
    path = f"/studio/surveys/{number}/edit"
    form = next(one for one in forms(marketer.get(f"{path}?open=question:question").text) if one.action == path).values
    mine = {**form, "act": "save", "tab": "mine", "label.en": "Which?"}
    assert marketer.post(path, data=mine).status_code == 303
    late = {**mine, "choices.0.en": "Bread"}
    assert marketer.post(path, data=late).status_code == 303, "sent while the first was on its way"
    item = draft_of(number).items["which"]
    assert (item.label["en"], [one.label["en"] for one in item.choices]) == ("Which?", ["Bread"])
    for tab in ("theirs", ""):
        assert marketer.post(path, data={**late, "tab": tab, "label.en": "No"}).status_code == 409
    press(marketer, number, "save", "question:which", **{"label.en": "Theirs", "tab": "theirs"})
    assert marketer.post(path, data={**late, "label.en": "Mine again"}).status_code == 409
    assert draft_of(number).items["which"].label["en"] == "Theirs"


def test_who_works_on_what_was_taken_out_elsewhere_is_told_so(marketer):
    number = published(small(question("a", "nps"), question("b", "csat")))
    path = f"/studio/surveys/{number}/edit"
    form = next(one for one in forms(marketer.get(f"{path}?open=question:b").text) if one.action == path).values
    press(marketer, number, "remove:question:b")
    refused = marketer.post(path, data={**form, "act": "save", "label.en": "Changed"})
    assert (refused.status_code, "was taken out elsewhere" in refused.text) == (409, True)
    again = next(one for one in forms(refused.text) if one.action == path).values
    assert marketer.post(path, data={**again, "act": "undo"}).status_code == 303
    assert list(draft_of(number).items) == ["a", "b"]


def test_words_for_a_question_that_was_taken_out_elsewhere_are_never_those_of_the_next_one(marketer):
    number = published(small(question("a", "nps"), question("b", "nps"), question("c", "nps")))
    path = f"/studio/surveys/{number}/edit"
    form = next(one for one in forms(marketer.get(f"{path}?open=question:b").text) if one.action == path).values
    press(marketer, number, "remove:question:b")
    refused = marketer.post(path, data={**form, "act": "save", "label.en": "Changed"})
    assert "was taken out elsewhere" in refused.text
    again = next(one for one in forms(refused.text) if one.action == path).values
    marketer.post(path, data={**again, "act": "save", "label.en": "Changed"})
    assert draft_of(number).items["c"].label["en"] == "c?"


def test_who_has_nothing_open_is_told_of_the_change_and_of_nothing_that_is_gone(marketer):
    number = published(small(question("a", "nps")))
    path = f"/studio/surveys/{number}/edit"
    form = next(one for one in forms(marketer.get(path).text) if one.action == path).values
    press(marketer, number, "save", "question:a", **{"label.en": "Theirs"})
    refused = marketer.post(path, data={**form, "act": "add-section"})
    assert refused.status_code == 409
    assert "was changed elsewhere" in refused.text


def test_answers_a_page_has_not_heard_of_yet_stay(marketer):
    number = made(marketer)
    add(marketer, number, first_section(number), "choice", "Which?")
    path = f"/studio/surveys/{number}/edit"
    form = next(one for one in forms(marketer.get(f"{path}?open=question:which").text) if one.action == path).values
    form |= {"tab": "mine", "act": "save"}
    marketer.post(path, data={**form, "choices.pasted": "Bread\nCakes\nBuns"})
    marketer.post(path, data={**form, "choices.0.en": "Pies"})
    labels = [one.label["en"] for one in draft_of(number).items["which"].choices]
    assert labels == ["Pies", "Bread", "Cakes", "Buns"]


def test_an_answer_that_is_gone_stays_in_conditions_and_quotas_until_somebody_takes_it_out(marketer):
    number = published(definition(quotas=[{"question": "bakes", "code": "bread", "most": 9}]))
    condition = {"only_if.0.question": "bakes"}
    press(marketer, number, "save", "question:why", **condition)
    press(marketer, number, "save", "question:why", **{"only_if.0.codes": ["bread"], "only_if.0.relation": "any_of"})
    press(marketer, number, "row-remove:choices:0", "question:bakes")
    press(marketer, number, "save", "question:why", **{"label.en": "Why then?"})
    press(marketer, number, "save", "survey", **{"title.en": "Another"})
    now = draft_of(number)
    assert now.items["why"].only_if[0].any_of == ("bread",)
    assert now.quotas[0].code == "bread"
    assert press(marketer, number, "publish").status_code == 422
    press(marketer, number, "save", "question:why", **{"only_if.0.codes": []})
    assert draft_of(number).items["why"].only_if[0].any_of == ()


def test_whoever_changes_what_another_has_changed_meanwhile_is_told_and_loses_nothing(site, marketer):
    number = published(small(question("a", "nps")))
    path = f"/studio/surveys/{number}/edit"
    open_page = marketer.get(f"{path}?open=question:a").text
    mine = next(form for form in forms(open_page) if form.action == path).values
    other = site.staff(email="other@bakery.example")
    press(other, number, "save", "question:a", **{"label.en": "Theirs"})
    refused = marketer.post(path, data={**mine, "act": "save", "label.en": "Mine"})
    assert refused.status_code == 409
    assert 'value="Mine"' in refused.text
    assert draft_of(number).items["a"].label["en"] == "Theirs"
    again = next(form for form in forms(refused.text) if form.action == path).values
    assert marketer.post(path, data={**again, "act": "save"}).status_code == 303
    assert draft_of(number).items["a"].label["en"] == "Mine"
    press(marketer, number, "undo")
    assert draft_of(number).items["a"].label["en"] == "Theirs"


def test_what_a_field_cannot_hold_is_named_and_stays_typed(marketer):
    number = published(definition())
    refused = press(marketer, number, "save", "question:years", **{"label.en": "Typed", "most": "a lot"})
    assert refused.status_code == 422
    assert "“At most” cannot be “a lot”." in refused.text
    assert 'value="Typed"' in refused.text
    assert 'value="a lot"' in refused.text
    refused = press(marketer, number, "save", "survey", **{"kept_days": "forever", "title.en": "Another"})
    assert "is a whole number from 1 to 3650" in refused.text
    assert 'value="Another"' in refused.text


def test_answers_are_pasted_moved_and_taken_out(marketer):
    number = made(marketer)
    add(marketer, number, first_section(number), "choice", "Which?")
    labels = lambda: [one.label["en"] for one in draft_of(number).items["which"].choices]  # noqa: E731
    press(marketer, number, "save", "question:which", **{"choices.pasted": "Bread\r\n\r\n  Cakes \nBuns"})
    assert labels() == ["Bread", "Cakes", "Buns"]
    before = {one.label["en"]: one.key for one in draft_of(number).items["which"].choices}
    for act, expected in (
        ("row-up:choices:2", ["Bread", "Buns", "Cakes"]),
        ("row-down:choices:0", ["Buns", "Bread", "Cakes"]),
        ("row-place:choices:2:0", ["Cakes", "Buns", "Bread"]),
        ("row-remove:choices:1", ["Cakes", "Bread"]),
        ("row-up:choices:0", ["Cakes", "Bread"]),
        ("row-up:choices:77", ["Cakes", "Bread"]),
    ):
        press(marketer, number, act, "question:which")
        assert labels() == expected, act
    assert all(before[one.label["en"]] == one.key for one in draft_of(number).items["which"].choices)


def test_an_answer_saved_twice_by_a_page_that_has_not_heard_its_name_is_one_answer(marketer):
    number = made(marketer)
    add(marketer, number, first_section(number), "choice", "Which?")
    path = f"/studio/surveys/{number}/edit"
    form = next(form for form in forms(marketer.get(f"{path}?open=question:which").text) if form.action == path).values
    for typed in ({"choices.0.en": "Bread"}, {"choices.0.en": "Bread", "choices.1.en": "Cakes"}):
        form = {**form, **typed, "stands": drafting.stands(draft_of(number)), "act": "save"}
        assert marketer.post(path, data=form).status_code == 303
    assert [one.key for one in draft_of(number).items["which"].choices] == ["bread", "cakes"]


def test_a_language_more_keeps_what_was_written_in_it_until_the_text_changes(marketer):
    number = made(marketer, starter="recommend")
    first = next(iter(draft_of(number).items))
    press(marketer, number, "speak:zh-Hant")
    assert draft_of(number).languages == ("en", "zh-Hant")
    assert "zh-Hant" in draft_of(number).items[first].label
    press(marketer, number, "unspeak:zh-Hant")
    press(marketer, number, "save", f"question:{first}", **{"label.en": "Something else?"})
    press(marketer, number, "speak:zh-Hant")
    assert draft_of(number).items[first].label == {"en": "Something else?"}
    page = marketer.get(f"/studio/surveys/{number}/edit").text
    assert "missing in 繁體中文" in page
    assert press(marketer, number, "publish").status_code == 422


def test_a_section_leads_on_where_somebody_says_so(marketer):
    number = published(definition())
    here = "section:reasons"
    assert press(marketer, number, "save", here, **{"leads.0.to": "end", "title.en": "Reasons"}).status_code == 303
    condition = {"leads.0.when.0.question": "bakes"}
    assert press(marketer, number, "save", here, **condition).status_code == 303
    page = marketer.get(f"/studio/surveys/{number}/edit?open={here}").text
    assert 'name="leads.0.when.0.codes" value="bread"' in page, "its answers are there to be ticked"
    ticked = {"leads.0.when.0.codes": ["bread"], "leads.0.when.0.relation": "none_of"}
    press(marketer, number, "save", here, **ticked)
    [lead] = draft_of(number).sections[1].leads
    assert (lead.to, lead.when[0].question, lead.when[0].none_of) == ("end", "bakes", ("bread",))


def test_a_question_is_asked_only_of_some(marketer):
    number = published(definition())
    here = "question:why"
    press(marketer, number, "save", here, **{"only_if.0.question": "bakes"})
    assert draft_of(number).items["why"].only_if == (Condition(question="bakes"),)
    press(marketer, number, "save", here, **{"only_if.0.codes": ["bread", "cakes"], "only_if.0.relation": "any_of"})
    assert draft_of(number).items["why"].only_if == (Condition(question="bakes", any_of=("bread", "cakes")),)
    press(marketer, number, "save", here, **{"only_if.1.question": "years"})
    press(marketer, number, "save", here, **{"only_if.1.relation": "at_least", "only_if.1.bound": "2,5"})
    assert draft_of(number).items["why"].only_if[1] == Condition(question="years", at_least=2.5)
    press(marketer, number, "save", here, **{"only_if.0.question": "years"})
    assert draft_of(number).items["why"].only_if[0] == Condition(question="years"), "no answer of the other question"
    press(marketer, number, "save", here, **{"only_if.0.question": "", "only_if.1.question": ""})
    assert draft_of(number).items["why"].only_if == ()


def test_a_question_called_after_its_first_words_keeps_its_name_where_something_asks_for_it(marketer):
    number = made(marketer)
    section = first_section(number)
    press(marketer, number, f"add:{section}:nps")
    press(marketer, number, f"add:{section}:csat")
    assert list(draft_of(number).items) == ["question", "question_2"]
    press(marketer, number, "save", "question:question_2", **{"only_if.0.question": "question"})
    press(marketer, number, "save", "question:question", **{"label.en": "How likely?"})
    press(marketer, number, "save", "question:question_2", **{"label.en": "How satisfied?"})
    assert list(draft_of(number).items) == ["question", "how_satisfied"]
    assert draft_of(number).items["how_satisfied"].only_if[0].question == "question"


def test_what_concerns_the_whole_is_changed_and_everything_else_stays(marketer):
    number = published(definition())
    before = draft_of(number)
    typed = {"title.en": "Another title", "layout": "all", "kept_days": "30"}
    press(marketer, number, "save", "survey", **typed, **{"quotas.0.answer": "bakes:bread", "quotas.0.most": "30"})
    after = draft_of(number)
    assert (after.title["en"], after.layout, after.kept_days) == ("Another title", Layout.ALL, 30)
    assert after.quotas[-1:] == (Quota(question="bakes", code="bread", most=30),)
    assert after.sections == before.sections
    assert after.languages == before.languages


def test_what_is_typed_is_looked_at_and_not_kept(marketer):
    number = published(small(question("a", "nps")))
    path = f"/studio/surveys/{number}/edit"
    looked = press(marketer, number, "look", "question:a", **{"label.en": "Typed just now", "left.en": "not at all"})
    assert looked.status_code == 200
    preview = looked.text.partition('id="preview"')[2]
    assert "Typed just now" in preview
    assert "not at all" in preview
    assert draft_of(number).items["a"].label["en"] == "a?"
    assert "Typed just now" not in marketer.get(path).text


def token(marketer, path):
    return next(form.values for form in forms(marketer.get(f"{path}/edit").text) if "csrf_token" in form.names)


def test_what_is_missing_is_a_fault_only_once_somebody_wanted_to_publish_it(marketer):
    path = marketer.fill("/studio/surveys/new", title="Bread").location
    greeting = marketer.get(path).text
    assert "There is no question yet." in greeting
    assert 'class="error"' not in greeting
    refused = marketer.fill(path, act="publish")
    assert '<p class="error">There is no question yet.</p>' in refused.text
    form = next(one for one in forms(refused.text) if "opened" in one.names)
    assert form.values["tried"] == ["y"], "and it stays one until it is mended"


def test_what_could_not_be_answered_is_said_and_not_published(site, marketer):
    number = made(marketer)
    add(marketer, number, first_section(number), "choice", "Which?")
    path = f"/studio/surveys/{number}"
    assert "two answers to choose from" in marketer.get(f"{path}/edit").text
    assert press(marketer, number, "publish").status_code == 422
    assert marketer.post(f"{path}/publication", data=token(marketer, path)).status_code == 422
    assert one(Survey).live is None
    assert site.visitor().get("/s/why").status_code == 404


def test_a_loop_in_imported_json_is_named_and_not_published(marketer):
    document = json.loads(json.dumps({**EVERYTHING, "format": 1}))
    document["sections"][1]["leads"] = [{"to": "you"}]
    file = (BytesIO(json.dumps(document).encode()), "loop.json")
    answer = marketer.fill("/studio/surveys/new", slug="loop", document=file)
    assert answer.status_code == 303
    path = f"/studio/surveys/{one(Survey).id}"
    assert "would go round in a circle" in marketer.get(f"{path}/edit").text
    assert marketer.post(f"{path}/publication", data=token(marketer, path)).status_code == 422


def test_what_a_file_calls_a_section_is_text_on_the_page(marketer):
    document = json.loads(json.dumps({**EVERYTHING, "format": 1}))
    document["sections"][1]["leads"] = [{"to": "<img src=x onerror=alert(1)>"}]
    file = (BytesIO(json.dumps(document).encode()), "odd.json")
    marketer.fill("/studio/surveys/new", slug="odd", document=file)
    page = marketer.get(f"/studio/surveys/{one(Survey).id}/edit").text
    assert "There is no section “&lt;img src=x onerror=alert(1)&gt;” to go to." in page
    assert "<img src=x" not in page


def test_a_survey_goes_out_as_a_file_and_comes_back_the_same(marketer):
    number = published(definition())
    file = marketer.get(f"/studio/surveys/{number}/survey.json").data
    answer = marketer.fill("/studio/surveys/new", slug="again", document=(BytesIO(file), "why.json"))
    assert answer.status_code == 303
    again = one(Survey, Survey.slug == "again").id
    assert draft_of(again) == draft_of(number)
    back = json.loads(marketer.get(f"/studio/surveys/{again}/survey.json").data)
    assert back | {"slug": ""} == json.loads(file) | {"slug": ""}


def test_the_whole_survey_is_changed_as_text(marketer):
    number = published(definition())
    path = f"/studio/surveys/{number}/document"
    text = documents.written(session().get_one(Survey, number).slug, draft_of(number)).replace(
        "Why this guide", "Why that one"
    )
    assert marketer.fill(path, document=text).status_code == 303
    assert draft_of(number).title["en"] == "Why that one"
    refused = marketer.fill(path, document='{"sections": 7}')
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text or 'class="error"' in refused.text


def test_nothing_typed_into_the_editor_ever_gets_a_500(marketer):
    number = published(definition())
    path = f"/studio/surveys/{number}"
    for value in NAUGHTY:
        typed = dict.fromkeys(("label.en", "hint.zh-Hant", "least", "most", "unit.en"), value)
        typed |= {"only_if.0.question": value, "only_if.0.bound": value, "choices.0.key": value, "choices.0.en": value}
        answers = [press(marketer, number, "save", "question:years", **typed)]
        answers.append(marketer.fill(f"{path}/document", document=value))
        typed = {"title.en": value, "kept_days": value, "quotas.0.answer": value, "quotas.0.most": value}
        answers.append(press(marketer, number, "save", "survey", **typed))
        for act in ("add", "up", "row-up"):
            answers.append(press(marketer, number, f"{act}:{value}:{value}", opened=f"question:{value}"))
        answers.append(press(marketer, number, value, opened=value, stands=value))
        answers.append(marketer.fill("/studio/surveys/new", title=value, slug=value, starter=value))
        assert {answer.status_code for answer in answers} <= {303, 400, 404, 409, 422}, value


def test_changing_a_live_survey_damages_no_answer_and_who_has_begun_goes_on_in_theirs(site, marketer):
    number = published(small(question("a", "nps"), question("b", "csat"), layout="question"))
    visitor = site.visitor()
    begun = visitor.fill("/s/why", **{"q.a": "9", "agree": "y"}).location
    press(marketer, number, "remove:question:b")
    add(marketer, number, "only", "ces", "How easy?")
    press(marketer, number, "save", "question:how_easy", **{"label.zh-Hant": "容易嗎？"})
    assert press(marketer, number, "publish").status_code == 303
    assert "b?" in visitor.get(begun).text, "their version asks on"
    assert visitor.fill(begun, **{"q.b": "4"}).status_code == 303
    row = one(SurveyResponse)
    assert (row.version, row.state) == (1, "finished")
    assert "How easy?" not in site.visitor().get("/s/why").text
    assert count(SurveyVersion) == 2
    assert queries.definition_of(number, 1).items.keys() == {"a", "b"}


def test_the_preview_asks_as_the_survey_will_and_keeps_nothing(marketer):
    number = published(definition())
    path = f"/studio/surveys/{number}/preview"
    assert "bakes?" in marketer.get(path).text
    second = marketer.fill(path, **{"q.bakes": "bread"})
    assert second.status_code == 200
    assert "years?" in second.text
    assert count(SurveyResponse) == 0


def test_dates_open_and_close_it_and_the_end_ends_it(site, marketer):
    number = published(small(question("a", "nps")))
    path = f"/studio/surveys/{number}"
    tomorrow = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    marketer.press(path, f"{path}/dates", opens_at=tomorrow)
    assert 'name="agree"' not in site.visitor().get("/s/why").text
    marketer.press(path, f"{path}/dates", opens_at="")
    assert site.visitor().fill("/s/why", **{"q.a": "9", "agree": "y"}).status_code == 303
    marketer.press(path, f"{path}/end")
    assert count(SurveyResponse) == 1
    gone = site.visitor().get("/s/why")
    assert "has closed" in gone.text


def test_a_survey_that_closed_says_so_wherever_it_is_named(marketer):
    number = published(small(question("a", "nps")))
    page, opens = f"/studio/surveys/{number}", clock.now() + timedelta(minutes=9)
    publishing.set_dates(number, opens_at=opens, closes_at=opens + timedelta(minutes=9))
    assert "It takes answers from" in marketer.get(page).text
    assert re.search(r"<td[^>]*>from [^<]+ on</td>", marketer.get("/studio/surveys/").text)
    with clock.moved(timedelta(minutes=12)):
        assert "It takes answers until" in marketer.get(page).text
        assert ">asked</td>" in marketer.get("/studio/surveys/").text
    with clock.moved(timedelta(minutes=21)):
        over = marketer.get(page).text
        assert "It takes no more answers. It closed on" in over
        assert "can finish until" in over
        assert "It takes answers until" not in over
        assert ">ended</td>" in marketer.get("/studio/surveys/").text
        assert "It takes no more answers." in marketer.get(f"{page}/edit").text
    with clock.moved(timedelta(minutes=52)):
        assert "can finish until" not in marketer.get(page).text
