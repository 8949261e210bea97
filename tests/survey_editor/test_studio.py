"""The survey editor: changes are drafts, what could not be answered is not published, and what is live stays whole."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from markupsafe import escape

from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.questions.wording import ITEMS
from leadgate.survey_editor import documents
from leadgate.survey_editor.question_form import KINDS
from leadgate.survey_editor.starters import STARTERS
from leadgate.surveys import queries
from leadgate.surveys.definition import Layout
from leadgate.surveys.models import Survey, SurveyResponse, SurveyVersion
from tests.facts import count, forget_what_was_read, one
from tests.naughty import NAUGHTY
from tests.surveys.scenes import EVERYTHING, definition, published, question, small


@pytest.fixture
def marketer(site):
    return site.staff()


def draft_of(number):
    forget_what_was_read()
    return documents.newest(number)


def made(marketer, slug="why", starter="empty"):
    answer = marketer.fill("/studio/surveys/new", slug=slug, starter=starter)
    assert answer.status_code == 303, answer.text
    return one(Survey, Survey.slug == slug).id


def add(marketer, number, section, kind, words):
    path = f"/studio/surveys/{number}"
    return marketer.press(f"{path}/edit", f"{path}/sections/{section}/questions", kind=kind, words=words)


@pytest.mark.parametrize("starter", STARTERS)
def test_every_start_can_be_published_as_it_is(site, marketer, starter):
    number = made(marketer, "begin", starter)
    if starter == "empty":
        add(marketer, number, draft_of(number).sections[0].key, "long_text", "Why?")
        assert "1 text is missing" in marketer.get(f"/studio/surveys/{number}/edit").text
        marketer.fill(f"/studio/surveys/{number}/questions/why", **{"label.en": "Why?", "label.zh-Hant": "為什麼？"})
    path = f"/studio/surveys/{number}"
    assert marketer.press(path, f"{path}/publication").status_code == 303
    assert site.visitor().get("/s/begin").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_a_question_of_every_kind_is_added_changed_and_kept(marketer, kind):
    number = made(marketer)
    section = draft_of(number).sections[0].key
    answer = add(marketer, number, section, kind, "What about it?")
    path = answer.location.partition("#")[0]
    assert path == f"/studio/surveys/{number}/questions/what_about_it"
    fields = {"label.en": "And now?", "required": "y"}
    for name in ("choices", "rows", "columns", "features"):
        fields |= {f"{name}.{at}.en": f"{name} {at}" for at in range(4)}
    offered = marketer.get(path).text
    assert escape(str(ITEMS[kind])) in offered
    saved = marketer.fill(path, **{name: value for name, value in fields.items() if f'name="{name}"' in offered})
    assert saved.status_code == 303, saved.text
    item = draft_of(number).items["what_about_it"]
    assert (item.label["en"], item.required) == ("And now?", True)
    assert len(getattr(item, "choices", ("a",) * 3)) >= 3
    again = marketer.fill(path, **{"label.en": "And now?"})
    assert again.status_code == 303
    assert draft_of(number).items["what_about_it"].label == {"en": "And now?"}


def test_questions_and_sections_are_moved_copied_and_taken_out(marketer):
    number = published(small(question("a", "nps"), question("b", "csat")))
    path = f"/studio/surveys/{number}"
    press = lambda what: marketer.press(f"{path}/edit", f"{path}/{what}")  # noqa: E731
    press("questions/b/up")
    assert list(draft_of(number).items) == ["b", "a"]
    press("questions/a/copy")
    assert list(draft_of(number).items) == ["b", "a", "a_2"]
    press("questions/b/removal")
    assert list(draft_of(number).items) == ["a", "a_2"]
    marketer.press(f"{path}/edit", f"{path}/sections", words="More")
    assert [part.key for part in draft_of(number).sections] == ["only", "more"]
    press("questions/a_2/down")
    assert [part.key for part in draft_of(number).sections if "a_2" in [item.key for item in part.questions]] == [
        "more"
    ]
    press("sections/more/up")
    assert [part.key for part in draft_of(number).sections] == ["more", "only"]
    press("sections/only/removal")
    assert list(draft_of(number).items) == ["a_2"]
    assert marketer.post(f"{path}/questions/gone/up", data=token(marketer, path)).status_code in (303, 404)


def token(marketer, path):
    from tests.browser_form import forms

    return next(form.values for form in forms(marketer.get(f"{path}/edit").text) if "csrf_token" in form.names)


def test_a_section_leads_on_where_somebody_says_so(marketer):
    number = published(definition())
    path = f"/studio/surveys/{number}/sections/reasons"
    saved = marketer.fill(path, **{"leads.0.to": "end", "leads.0.when.0.question": "bakes", "title.en": "Reasons"})
    assert saved.status_code == 303
    [lead] = draft_of(number).sections[1].leads
    assert (lead.to, lead.when[0].question) == ("end", "bakes")


def test_a_question_is_asked_only_of_some(marketer):
    number = published(definition())
    condition = {"only_if.0.question": "bakes", "only_if.0.relation": "any_of", "only_if.0.values": "bread, cakes"}
    marketer.fill(f"/studio/surveys/{number}/questions/years", **condition)
    [only_if] = draft_of(number).items["years"].only_if
    assert only_if.any_of == ("bread", "cakes")


def test_what_concerns_the_whole_is_changed_and_everything_else_stays(marketer):
    number = published(definition())
    before = draft_of(number)
    marketer.fill(f"/studio/surveys/{number}/edit", **{"title.en": "Another title", "layout": "all", "kept_days": "30"})
    after = draft_of(number)
    assert (after.title["en"], after.layout, after.kept_days) == ("Another title", Layout.ALL, 30)
    assert after.sections == before.sections
    assert after.languages == before.languages


def test_what_could_not_be_answered_is_said_and_not_published(site, marketer):
    number = made(marketer)
    add(marketer, number, draft_of(number).sections[0].key, "choice", "Which?")
    path = f"/studio/surveys/{number}"
    assert "two answers to choose from" in marketer.get(f"{path}/edit").text
    refused = marketer.post(f"{path}/publication", data=token(marketer, path))
    assert refused.status_code == 422
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
        answers = [marketer.fill(f"{path}/questions/years", **typed)]
        answers.append(marketer.fill(f"{path}/document", document=value))
        typed = {"title.en": value, "kept_days": value, "quotas.0.question": value, "quotas.0.most": value}
        answers.append(marketer.fill(f"{path}/edit", **typed))
        answers.append(add(marketer, number, "you", "nps", value))
        answers.append(marketer.fill("/studio/surveys/new", slug=value, starter=value))
        assert {answer.status_code for answer in answers} <= {303, 400, 422}, value


def test_changing_a_live_survey_damages_no_answer_and_who_has_begun_goes_on_in_theirs(site, marketer):
    number = published(small(question("a", "nps"), question("b", "csat"), layout="question"))
    visitor = site.visitor()
    begun = visitor.fill("/s/why", **{"q.a": "9", "agree": "y"}).location
    path = f"/studio/surveys/{number}"
    marketer.press(f"{path}/edit", f"{path}/questions/b/removal")
    add(marketer, number, "only", "ces", "How easy?")
    marketer.press(path, f"{path}/publication")
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
