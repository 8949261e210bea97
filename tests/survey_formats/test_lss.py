"""Structures of LimeSurvey become surveys of ours, and what does not is said."""

from io import BytesIO
from xml.sax.saxutils import escape

import pytest
from click.testing import CliRunner

from leadgate.questionnaires import checking
from leadgate.questionnaires.flow import Walk
from leadgate.survey_editor import commands
from leadgate.survey_formats import foreign
from leadgate.survey_formats.errors import NotALimeSurvey
from leadgate.surveys.models import Survey
from leadgate.surveys.queries import survey_named
from tests.facts import count

GROUPS = [{"gid": "1", "sid": "9", "group_order": "0"}, {"gid": "2", "sid": "9", "group_order": "1"}]
ASKED = {
    "B": ("choice", "L", "1", "Which <b>bread</b>?"),
    "Y": ("choice", "Y", "1", "Do you bake?"),
    "W": ("choices", "M", "1", "What do you want?"),
    "N": ("number", "N", "1", "How many?"),
    "T": ("long_text", "T", "2", "Why?<br />In your words"),
    "F": ("matrix", "F", "2", "How much do you agree?"),
    "R": ("ranking", "R", "2", "Put in order"),
    "D": ("date", "D", "2", "Since when?"),
}


def table(name: str, rows: list[dict[str, str]]) -> str:
    cells = ("".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in row.items()) for row in rows)
    return f"<{name}><rows>{''.join(f'<row>{row}</row>' for row in cells)}</rows></{name}>"


def structure(*, languages=("en", "zh-Hant-TW"), changed=None, **tables: list[dict[str, str]]) -> bytes:
    """A structure as version 4 and later write it: texts in tables of their own."""
    qids = {title: str(number) for number, title in enumerate(ASKED, start=10)}
    questions = [
        {"qid": qids[title], "sid": "9", "gid": gid, "type": kind, "title": title, "question_order": qids[title]}
        | {"mandatory": "Y" if title == "B" else "N", "other": "Y" if title == "B" else "N", "relevance": "1"}
        | (changed or {}).get(title, {})
        for title, (_ours, kind, gid, _words) in ASKED.items()
    ]
    parts = {"W": ("SQ1", "SQ2"), "F": ("SQ1", "SQ2"), "R": ()}
    below = [
        {"qid": f"{qids[title]}{at}", "parent_qid": qids[title], "sid": "9", "title": code, "scale_id": "0"}
        | {"question_order": str(at)}
        for title, codes in parts.items()
        for at, code in enumerate(codes)
    ]
    offered = {"B": ("A1", "A2"), "F": ("1", "2", "3"), "R": ("x", "y")}
    answers = [
        {"aid": f"{qids[title]}{at}", "qid": qids[title], "code": code, "sortorder": str(at), "scale_id": "0"}
        for title, codes in offered.items()
        for at, code in enumerate(codes)
    ]
    texts = [(qids[title], words) for title, (*_kind, words) in ASKED.items()]
    texts += [(one["qid"], f"part {one['title']}") for one in below]
    whole = {
        "groups": GROUPS,
        "group_l10ns": [
            {"gid": one["gid"], "group_name": f"Group {one['gid']} {language}", "language": language}
            for one in GROUPS
            for language in languages
        ],
        "questions": questions,
        "subquestions": below,
        "answers": answers,
        "question_l10ns": [
            {"qid": qid, "question": f"{words} {language}", "language": language}
            for qid, words in texts
            for language in languages
        ],
        "answer_l10ns": [
            {"aid": one["aid"], "answer": f"answer {one['code']} {language}", "language": language}
            for one in answers
            for language in languages
        ],
        "surveys_languagesettings": [
            {"surveyls_language": language, "surveyls_title": f"Bread {language}", "surveyls_endtext": "<p>Thanks</p>"}
            for language in languages
        ],
        **tables,
    }
    named = "".join(f"<language>{language}</language>" for language in languages)
    body = "".join(table(name, rows) for name, rows in whole.items())
    head = "<LimeSurveyDocType>Survey</LimeSurveyDocType>"
    return f"<document>{head}<languages>{named}</languages>{body}</document>".encode()


def test_every_common_kind_arrives_with_its_words_in_every_language_and_can_be_published():
    found = foreign.read(structure())
    survey = found.definition
    assert list(found.left_out) == []
    assert survey.languages == ("en", "zh-Hant")
    assert {key.upper(): item.__struct_config__.tag for key, item in survey.items.items()} == {
        title: kind for title, (kind, *_more) in ASKED.items()
    }
    assert survey.title == {"en": "Bread en", "zh-Hant": "Bread zh-Hant-TW"}
    assert survey.thanks["en"] == "Thanks"
    bread = survey.items["b"]
    assert (bread.label["en"], bread.required, bread.other) == ("Which bread? en", True, True)
    assert [(one.key, one.label["zh-Hant"]) for one in bread.choices] == [
        ("a1", "answer A1 zh-Hant-TW"),
        ("a2", "answer A2 zh-Hant-TW"),
    ]
    assert survey.items["t"].label["en"] == "Why?\nIn your words en"
    assert [one.label["en"] for one in survey.items["y"].choices] == ["Yes", "No"]
    agree = survey.items["f"]
    assert ([one.key for one in agree.rows], [one.key for one in agree.columns]) == (["sq1", "sq2"], ["1", "2", "3"])
    assert [section.title["en"] for section in survey.sections] == ["Group 1 en", "Group 2 en"]
    assert checking.problems_of(survey) == []


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ('B.NAOK == "A1"', [("b", {"any_of": ("a1",)})]),
        ('((B.NAOK == "A1" or B.NAOK == "A2"))', [("b", {"any_of": ("a1", "a2")})]),
        ('((B.NAOK != "A2")) and ((N.NAOK >= 3))', [("b", {"none_of": ("a2",)}), ("n", {"at_least": 3.0})]),
        ('W_SQ2.NAOK == "Y"', [("w", {"any_of": ("sq2",)})]),
        ('N.NAOK != ""', [("n", {})]),
    ],
)
def test_a_condition_that_can_be_said_here_is(told, expected):
    found = foreign.read(structure(changed={"T": {"relevance": told}}))
    conditions = found.definition.items["t"].only_if
    assert [one.question for one in conditions] == [question for question, _what in expected]
    for one, (_question, what) in zip(conditions, expected, strict=True):
        assert {name: getattr(one, name) for name in what} == what
    assert list(found.left_out) == []


@pytest.mark.parametrize(
    "told",
    ['B.NAOK == "A1" or N.NAOK >= 3', "count(W_SQ1, W_SQ2) > 1", 'GONE.NAOK == "1"', "is_empty(B.NAOK)", "N > 3"],
)
def test_a_condition_that_cannot_is_named_and_the_question_is_asked_of_all(told):
    found = foreign.read(structure(changed={"T": {"relevance": told}}))
    assert found.definition.items["t"].only_if == ()
    [sentence] = map(str, found.left_out)
    assert sentence == f"T: its condition cannot be said here, so everybody is asked it: {told}"


def test_what_has_no_place_here_is_named():
    changed = {"D": {"type": "|"}, "N": {"type": ";"}, "R": {"type": "K"}}
    found = foreign.read(structure(changed=changed, subquestions=[]))
    assert {"n", "d"}.isdisjoint(found.definition.items)
    assert any("D: leadgate has no question of this kind (|)." in str(one) for one in found.left_out)


def test_numbers_whose_sum_is_given_are_a_sum_to_share_and_others_a_question_each():
    attributes = [{"qid": "12", "attribute": "equals_num_value", "value": "100"}]
    attributes += [{"qid": "12", "attribute": "suffix", "value": "points"}]
    found = foreign.read(structure(changed={"W": {"type": "K"}}, question_attributes=attributes))
    shared = found.definition.items["w"]
    assert (shared.__struct_config__.tag, shared.total, shared.unit["en"]) == ("constant_sum", 100, "points")
    assert [(one.key, one.label["en"]) for one in shared.choices] == [("sq1", "part SQ1 en"), ("sq2", "part SQ2 en")]
    assert (checking.problems_of(found.definition), list(found.left_out)) == ([], [])
    attributes[0]["value"] = "{N.NAOK}"
    apart = foreign.read(structure(changed={"W": {"type": "K"}}, question_attributes=attributes))
    assert [apart.definition.items[key].__struct_config__.tag for key in ("w_sq1", "w_sq2")] == ["number", "number"]
    assert ["{N.NAOK}" in str(sentence) for sentence in apart.left_out] == [True]


def test_texts_that_ask_nothing_stand_above_what_follows():
    found = foreign.read(structure(changed={"N": {"type": "X"}, "D": {"type": "X"}}))
    texts = [section.text.get("en", "") for section in found.definition.sections]
    assert "How many? en" in texts
    assert "Since when? en" in texts


def test_structures_before_version_4_have_their_texts_beside_them():
    rows = [
        {"qid": "10", "sid": "9", "gid": "1", "type": "L", "title": "Q1", "question": f"Which? {tag}", "language": tag}
        for tag in ("en", "de")
    ]
    answers = [
        {"qid": "10", "code": code, "answer": f"{code} {tag}", "language": tag} for code in "ab" for tag in ("en", "de")
    ]
    conditions = [{"qid": "11", "cqid": "10", "method": "==", "value": "a"}]
    rows += [{"qid": "11", "sid": "9", "gid": "1", "type": "S", "title": "Q2", "question": "Why?", "language": "en"}]
    groups = [{"gid": "1", "sid": "9", "group_name": f"Group {tag}", "language": tag} for tag in ("en", "de")]
    older = {"question_l10ns": [], "answer_l10ns": [], "group_l10ns": [], "subquestions": []}
    content = structure(
        languages=("en", "de"), questions=rows, answers=answers, groups=groups, conditions=conditions, **older
    )
    survey = foreign.read(content).definition
    assert survey.items["q1"].label == {"en": "Which? en", "de": "Which? de"}
    assert [one.label["de"] for one in survey.items["q1"].choices] == ["a de", "b de"]
    assert survey.items["q2"].only_if[0].any_of == ("a",)
    assert survey.sections[0].title == {"en": "Group en", "de": "Group de"}


def test_quotas_on_one_answer_arrive_and_others_are_named():
    members = [{"quota_id": "1", "qid": "10", "code": "A1"}]
    members += [{"quota_id": "2", "qid": qid, "code": "Y"} for qid in ("11", "12")]
    quotas = [{"id": "1", "name": "bread", "qlimit": "50"}, {"id": "2", "name": "both", "qlimit": "9"}]
    found = foreign.read(structure(quota=quotas, quota_members=members))
    [quota] = found.definition.quotas
    assert (quota.question, quota.code, quota.most) == ("b", "a1", 50)
    assert [str(one) for one in found.left_out] == ["both: a quota counts one answer of one question here."]


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><document>&b;</document>'


@pytest.mark.parametrize(
    "content",
    [
        b"<",
        b"<html></html>",
        structure()[:900],
        b"<document><LimeSurveyDocType>Label set</LimeSurveyDocType></document>",
        BOMB,
    ],
)
def test_what_is_no_structure_of_a_survey_is_refused_in_a_sentence(content):
    with pytest.raises(NotALimeSurvey):
        foreign.read(content)


def test_it_is_imported_in_the_studio_and_what_is_left_out_is_shown(site):
    marketer = site.staff()
    content = structure(changed={"T": {"relevance": "strlen(B) > 3"}})
    typed = {"slug": "bread", "document": (BytesIO(content), "limesurvey_survey_9.lss")}
    page = marketer.fill("/studio/surveys/new", **typed)
    assert page.status_code == 200
    assert "T: its condition cannot be said here, so everybody is asked it: strlen(B) &gt; 3" in page.text
    assert count(Survey) == 1
    broken = {"slug": "broken", "document": (BytesIO(content[:500]), "broken.lss")}
    refused = marketer.fill("/studio/surveys/new", **broken)
    assert refused.status_code == 422
    assert "This is not a survey of LimeSurvey." in refused.text
    assert count(Survey) == 1


def attributes_of(qid, **values):
    return [{"qid": qid, "attribute": name, "value": value, "language": ""} for name, value in values.items()]


def test_a_survey_that_is_anonymous_there_is_anonymous_here():
    for told, ours in (("Y", True), ("N", False)):
        assert foreign.read(structure(surveys=[{"sid": "9", "anonymized": told}])).definition.anonymous is ours


def test_attributes_that_have_a_place_here_are_taken_over():
    rows = [
        *attributes_of("13", min_num_value_n="0", max_num_value_n="80", num_value_int_only="1", suffix="loaves"),
        *attributes_of("12", max_answers="1", min_answers="1", exclude_all_others="SQ2", random_order="1"),
        *attributes_of("10", random_order="1"),
        *attributes_of("14", maximum_chars="300"),
        *attributes_of("16", max_answers="1"),
        *attributes_of("17", date_min="2020-01-01"),
    ]
    found = foreign.read(structure(question_attributes=rows))
    items = found.definition.items
    number, several = items["n"], items["w"]
    assert (number.least, number.most, number.whole, number.unit["en"]) == (0, 80, True, "loaves")
    assert (several.least, several.most, several.shuffle) == (1, 1, True)
    assert [one.alone for one in several.choices] == [False, True]
    assert (items["b"].shuffle, items["t"].longest, items["r"].places) == (True, 300, 1)
    assert items["d"].earliest == "2020-01-01"
    assert list(found.left_out) == []


UNKNOWN = {"array_filter": "W", "em_validation_q": "strlen(T) > 10", "random_group": "a", "brand_new": "7"}


@pytest.mark.parametrize(("name", "value"), UNKNOWN.items())
def test_every_attribute_that_is_not_as_usual_and_has_no_place_here_is_named(name, value):
    found = foreign.read(structure(question_attributes=attributes_of("14", **{name: value, "cssclass": "wide"})))
    assert [str(one) for one in found.left_out] == [f"T: “{name}” ({value}) has no place here."]
    usual = attributes_of("14", **{name: "", "hidden": "0", "time_limit_action": "1", "statistics_showgraph": "1"})
    assert list(foreign.read(structure(question_attributes=usual)).left_out) == []


def test_every_setting_of_a_survey_that_is_not_as_usual_is_named():
    setting = {"sid": "9", "ipaddr": "Y", "allowsave": "N", "expires": "2026-12-01", "brand_new": "x"}
    usual = {"admin": "Ann", "allowsave": "Y", "showgroupinfo": "B", "usecookie": "N", "template": "fruity"}
    assert list(foreign.read(structure(surveys=[usual])).left_out) == []
    found = foreign.read(structure(surveys=[setting]))
    named = [str(one).split("“")[1].partition("”")[0] for one in found.left_out]
    assert named == ["ipaddr", "allowsave", "expires", "brand_new"]


def test_a_bound_that_is_worked_out_is_named_and_none_is_set():
    found = foreign.read(structure(question_attributes=attributes_of("13", min_num_value_n="{B}")))
    assert found.definition.items["n"].least is None
    assert [str(one) for one in found.left_out] == ["N: “min_num_value_n” ({B}) has no place here."]


def test_what_single_parts_hang_on_is_named():
    below = [
        {"qid": f"15{at}", "parent_qid": "15", "sid": "9", "title": f"SQ{at}", "scale_id": "0", "relevance": told}
        for at, told in (("1", "1"), ("2", 'W_SQ2 == "Y"'))
    ]
    found = foreign.read(structure(changed={"W": {"type": "T"}}, subquestions=below))
    assert [str(one) for one in found.left_out] == [
        'F_SQ2: its condition cannot be said here, so everybody is asked it: W_SQ2 == "Y"'
    ]
    apart = [one | {"parent_qid": "12", "relevance": 'B == "A1"'} for one in below]
    several = foreign.read(structure(changed={"W": {"type": "Q"}}, subquestions=apart))
    assert [one.question for one in several.definition.items["w_sq2"].only_if] == ["b"]


@pytest.mark.parametrize("kind", ["O", "P"])
def test_comments_beside_answers_are_named(kind):
    changed = {"B": {"type": "O"}} if kind == "O" else {"W": {"type": "P"}}
    [sentence] = foreign.read(structure(changed=changed)).left_out
    assert "the comment beside an answer has no place here." in str(sentence)


def test_an_earlier_answer_is_repeated_in_a_text_and_what_is_worked_out_is_named():
    texts = [{"qid": qid, "question": f"q{qid}", "language": "en"} for qid in map(str, range(10, 18))]
    texts[4]["question"] = "You said {B.shown}, {N} and {N * 2}. Why?"
    found = foreign.read(structure(languages=("en",), question_l10ns=texts))
    assert found.definition.items["t"].label["en"] == "You said {answer:b}, {answer:n} and {N * 2}. Why?"
    assert [str(one) for one in found.left_out] == ["T: what is worked out in its words has no place here: {N * 2}"]


def pages_of(survey, **answers):
    walk = Walk(survey, answers, (), 0)
    return [(page.parts[0].section.text.get("en", ""), [one.key for one in page.items]) for page in walk.pages]


def test_a_text_that_hangs_on_a_condition_is_shown_to_those_alone():
    """Alone, and in a group that hangs on one: the group's own text, too."""
    groups = [GROUPS[0], GROUPS[1] | {"grelevance": 'B.NAOK == "A1"'}]
    words = [{"gid": "2", "group_name": "Second", "description": "About bread", "language": "en"}]
    for changed in ({"F": {"type": "X"}}, {"F": {"type": "X", "relevance": "N >= 3"}}):
        found = foreign.read(structure(languages=("en",), groups=groups, group_l10ns=words, changed=changed))
        survey = found.definition
        assert checking.problems_of(survey) == []
        bread, other = ({"b": {"chosen": [code]}, "n": 2} for code in ("a1", "a2"))
        shown = [text for text, _items in pages_of(survey, **bread)]
        assert ("How much do you agree? en" in shown) == ("relevance" not in changed["F"])
        assert "About bread" in shown
        assert [text for text, _items in pages_of(survey, **other)] == [""]
        asked = [key for _text, items in pages_of(survey, **bread) for key in items]
        assert asked == ["b", "y", "w", "n", "t", "r", "d"]


def test_what_those_read_who_come_too_late_is_the_quotas_own_message():
    quotas = [{"id": "1", "name": "bread", "qlimit": "50", "action": "2", "active": "1"}]
    quotas += [{"id": "2", "name": "asleep", "qlimit": "5", "active": "0"}]
    members = [{"quota_id": one, "qid": "10", "code": "A1"} for one in "12"]
    texts = [{"quotals_quota_id": "1", "quotals_language": "en", "quotals_message": "<p>Full</p>"}]
    found = foreign.read(structure(quota=quotas, quota_members=members, quota_languagesettings=texts))
    assert (found.definition.full, len(found.definition.quotas)) == ({"en": "Full"}, 1)
    named = [str(one) for one in found.left_out]
    assert named == ["bread: “action” (2) has no place here.", "asleep: a quota that is not at work."]


def test_a_description_stands_before_the_survey_and_a_policy_is_named():
    about = [
        {"surveyls_language": "en", "surveyls_title": "Bread", "surveyls_description": "In short"}
        | {"surveyls_welcometext": "Hello", "surveyls_policy_notice": "We keep it", "surveyls_url": "https://x.example"}
    ]
    found = foreign.read(structure(surveys_languagesettings=about))
    assert found.definition.intro == {"en": "In short\n\nHello"}
    assert [str(one).split("“")[1].partition("”")[0] for one in found.left_out] == [
        "surveyls_policy_notice",
        "surveyls_url",
    ]


def test_conditions_in_rows_hold_for_any_answer_of_a_question_and_for_every_question():
    rows = [{"qid": "14", "cqid": "10", "method": "==", "value": code} for code in ("A1", "A2")]
    rows += [{"qid": "14", "cqid": "11", "method": "==", "value": "Y"}]
    found = foreign.read(structure(conditions=rows))
    assert [(one.question, one.any_of) for one in found.definition.items["t"].only_if] == [
        ("b", ("a1", "a2")),
        ("y", ("y",)),
    ]
    several = [one | {"scenario": str(at)} for at, one in enumerate(rows)]
    [sentence] = foreign.read(structure(conditions=several)).left_out
    assert str(sentence).startswith("T: its condition cannot be said here")


def test_hidden_and_filled_in_questions_are_named():
    found = foreign.read(
        structure(
            question_attributes=attributes_of("14", hidden="1"), defaultvalues=[{"qid": "13", "defaultvalue": "3"}]
        )
    )
    assert "t" not in found.definition.items
    assert [str(one).partition(":")[0] for one in found.left_out] == ["T", "N"]


def imported(path, *words):
    done = CliRunner().invoke(commands.survey, ["import", str(path), *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout, survey_named(path.stem).live


def test_the_command_keeps_a_survey_of_which_something_has_no_place_as_a_draft(site, tmp_path):
    odd, whole = tmp_path / "odd.lss", tmp_path / "whole.lss"
    odd.write_bytes(structure(changed={"T": {"relevance": "strlen(B) > 3"}}))
    whole.write_bytes(structure())
    said, live = imported(odd)
    assert ("It is a draft." in said, "everybody is asked it" in said, live) == (True, True, None)
    assert imported(odd, "--publish")[1] is not None
    said, live = imported(whole)
    assert ("draft" in said, live is not None) == (False, True)
