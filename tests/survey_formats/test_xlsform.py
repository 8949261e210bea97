"""XLSForms become surveys of ours, and what does not is said."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from leadgate.questionnaires import checking
from leadgate.questionnaires.flow import Walk
from leadgate.survey_formats import foreign, xlsform
from leadgate.survey_formats.errors import NotAnXlsForm, TooLargeForForm
from tests.papers import damaged

HEAD = ["type", "name", "label::English (en)", "label::中文 (zh-Hant)", "hint", "required", "relevant", "constraint"]
HEAD += ["appearance", "parameters"]
CHOICES = [
    ["list_name", "name", "label::English (en)", "label::中文 (zh-Hant)"],
    ["bread", "rye", "Rye", "黑麥"],
    ["bread", "oat", "Oat", "燕麥"],
    ["yes_no", 1, "Yes", "是"],
    ["yes_no", 0, "No", "否"],
]


def form(*lines: list[object], head=HEAD, choices=CHOICES, settings=(("form_title",), ("Bread",))) -> bytes:
    book = Workbook()
    sheets = {"survey": [head, *lines], "choices": choices, "settings": settings}
    for at, (name, rows) in enumerate(sheets.items()):
        sheet = book.active if at == 0 else book.create_sheet()
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def line(kind: str, name: str, **more: str) -> list[object]:
    words = {"label::English (en)": f"{name}?", "label::中文 (zh-Hant)": f"{name}？", **more}
    return [kind, name, *(words.get(column, "") for column in HEAD[2:])]


def test_every_common_kind_arrives_with_its_words_in_every_language_and_can_be_published():
    content = form(
        line("note", "hello"),
        line("select_one bread", "which", required="yes", hint="The one you like"),
        line("begin_group", "about"),
        line("select_multiple bread or_other", "others"),
        line("select_one yes_no", "bakes"),
        line("integer", "years", constraint=". >= 0 and . <= 80"),
        line("decimal", "price"),
        line("range", "warmth", parameters="start=1 end=9 step=2"),
        line("text", "why", appearance="multiline"),
        line("text", "name"),
        line("date", "since"),
        line("rank bread", "order"),
        line("end_group", ""),
    )
    found = foreign.read(content)
    survey = found.definition
    assert list(found.left_out) == []
    assert survey.languages == ("en", "zh-Hant")
    assert survey.title["en"] == "Bread"
    assert {key: item.__struct_config__.tag for key, item in survey.items.items()} == {
        "which": "choice",
        "others": "choices",
        "bakes": "choice",
        "years": "number",
        "price": "number",
        "warmth": "slider",
        "why": "long_text",
        "name": "short_text",
        "since": "date",
        "order": "ranking",
    }
    which, years, warmth = (survey.items[key] for key in ("which", "years", "warmth"))
    assert (which.required, which.label["zh-Hant"], which.hint["en"]) == (True, "which？", "The one you like")
    assert [one.label["zh-Hant"] for one in which.choices] == ["黑麥", "燕麥"]
    assert (years.whole, years.least, years.most) == (True, 0, 80)
    assert (warmth.least, warmth.most, warmth.step) == (1, 9, 2)
    assert survey.items["others"].other
    assert survey.sections[0].text["en"] == "hello?"
    assert survey.sections[1].title["en"] == "about?"
    problems = {str(one.sentence) for one in checking.problems_of(survey)}
    assert problems <= {"1 text is missing in 繁體中文."}, problems


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("${which} = 'rye'", ("which", {"any_of": ("rye",)})),
        ("selected(${others}, 'oat')", ("others", {"any_of": ("oat",)})),
        ("${bakes} = 1", ("bakes", {"any_of": ("1",)})),
        ("${years} >= 5", ("years", {"at_least": 5.0})),
        ("${which} != ''", ("which", {"answered": True})),
    ],
)
def test_a_condition_that_can_be_said_here_is_also_for_a_whole_group(told, expected):
    before = (
        line("select_one bread", "which"),
        line("select_multiple bread", "others"),
        line("select_one yes_no", "bakes"),
        line("integer", "years"),
    )
    alone = form(*before, line("text", "why", relevant=told))
    grouped = form(*before, line("begin group", "more", relevant=told), line("text", "why"), line("end group", ""))
    for content in (alone, grouped):
        [condition] = foreign.read(content).definition.items["why"].only_if
        question, what = expected
        assert condition.question == question
        assert {name: getattr(condition, name) for name in what} == what


def test_what_has_no_place_here_is_named():
    found = foreign.read(
        form(
            line("text", "a"),
            line("geopoint", "where"),
            line("begin_repeat", "children"),
            line("text", "child"),
            line("end_repeat", ""),
            line("text", "why", relevant="count(${children}) > 2"),
            line("image", "photo"),
            line("calculate", "double"),
            line("deviceid", "device"),
        )
    )
    assert list(found.definition.items) == ["a", "why"]
    assert [str(one).partition(":")[0] for one in found.left_out] == ["where", "children", "why", "photo", "double"]


def test_of_answers_called_the_same_the_first_is_meant_and_it_is_said():
    twice = [*CHOICES, ["bread", "rye", "Rye with seeds", "黑麥籽"]]
    seeds = line("text", "seeds", relevant="${which} = 'rye'")
    found = foreign.read(form(line("select_one bread", "which"), seeds, choices=twice))
    assert [str(one) for one in found.left_out] == ["which: several of its answers are called “rye”; look at them."]
    which, seeds = found.definition.items.values()
    assert [one.key for one in which.choices] == ["rye", "oat", "rye_2"]
    assert [one.any_of for one in seeds.only_if] == [("rye",)]


def test_a_form_without_languages_speaks_the_one_it_names():
    head = ["type", "name", "label"]
    content = form(
        ["text", "why", "Pourquoi ?"], head=head, settings=(("form_title", "default_language"), ("Pain", "fr"))
    )
    survey = foreign.read(content).definition
    assert (survey.languages, survey.items["why"].label) == (("fr",), {"fr": "Pourquoi ?"})


def bomb() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * (xlsform.LARGEST_BYTES + 1))
    return made.getvalue()


def test_what_is_no_form_is_refused_in_a_sentence():
    for content in (b"PK\x03\x04", form(head=["a", "b"]), form(line("text", "a"))[:2_000]):
        with pytest.raises(NotAnXlsForm):
            foreign.read(content)
    with pytest.raises(TooLargeForForm):
        foreign.read(bomb())


def test_a_damaged_form_is_refused_or_read():
    """A byte that was missing in the middle was an error without a word of the form."""
    whole = form(line("text", "why"))
    for content in damaged(whole):
        try:
            assert foreign.read(content).definition.items
        except (NotAnXlsForm, TooLargeForForm):
            continue


UNDERSTOOD = {
    "integer": [(". >= 0 and . <= 80", {"least": 0, "most": 80}), (". > 0 and . < 10", {"least": 1, "most": 9})],
    "decimal": [("(. >= 0.5)", {"least": 0.5})],
    "select_multiple bread": [
        ("count-selected(.) <= 1", {"most": 1}),
        ("count-selected(.) = 2", {"least": 2, "most": 2}),
    ],
    "text": [("string-length(.) <= 30", {"longest": 30})],
    "date": [(". >= date('2020-01-01')", {"earliest": "2020-01-01"})],
}
NOT_UNDERSTOOD = {
    "integer": [
        ". >= 18 or . = 0",
        ". <= 100 and . >= ${age}",
        ". >= 0 and . mod 2 = 0",
        ". >= 1 and . >= 5",
        "not(. > 5)",
    ],
    "decimal": [". > 0", ". >= 0 and . < 10"],
    "select_multiple bread": ["not(selected(., 'rye') and count-selected(.) > 1)", "count-selected(.) <= 2.5"],
    "text": ["regex(., '^[0-9]+$')", "string-length(.) >= 3", ". <= 5"],
    "date": [". <= today()"],
    "select_one bread": [". != 'rye'"],
    "range": [". >= 3"],
}


def cases(of):
    return [(kind, one) for kind, several in of.items() for one in several]


@pytest.mark.parametrize(("kind", "case"), cases(UNDERSTOOD))
def test_a_constraint_that_can_be_said_here_is(kind, case):
    told, expected = case
    found = foreign.read(form(line(kind, "asked", constraint=told)))
    item = found.definition.items["asked"]
    assert {name: getattr(item, name) for name in expected} == expected
    assert list(found.left_out) == []


@pytest.mark.parametrize(("kind", "told"), cases(NOT_UNDERSTOOD))
def test_a_constraint_that_cannot_is_named_and_nothing_of_it_is_set(kind, told):
    found = foreign.read(form(line(kind, "asked", constraint=told)))
    plain = foreign.read(form(line(kind, "asked")))
    assert found.definition == plain.definition
    assert [str(one) for one in found.left_out] == [f"asked: its constraint cannot be said here: {told}"]


def test_answers_are_mixed_where_the_form_says_so_and_other_parameters_are_named():
    found = foreign.read(
        form(
            line("select_one bread", "one", parameters="randomize = true"),
            line("select_one bread", "two", parameters="randomize=true seed=42"),
        )
    )
    assert [found.definition.items[key].shuffle for key in ("one", "two")] == [True, True]
    assert [str(one) for one in found.left_out] == ["two: “seed” (42) has no place here."]


COLUMNS = ["default", "media::image", "readonly", "calculation", "constraint_message", "guidance_hint", "brand_new"]


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_that_says_something_and_has_no_place_here_is_named(column):
    found = foreign.read(form([*line("text", "why"), "x"], head=[*HEAD, column]))
    assert [str(one) for one in found.left_out] == [f"why: “{column}” (x) has no place here."]


def test_whether_it_has_to_be_answered_is_named_where_that_hangs_on_something():
    found = foreign.read(form(line("text", "why", required="${which} = 'rye'")))
    assert not found.definition.items["why"].required
    assert [str(one).partition(" (")[0] for one in found.left_out] == ["why: “required”"]


def test_pictures_of_answers_are_named():
    choices = [[*CHOICES[0], "media::image"], *([*row, "x.png"] for row in CHOICES[1:])]
    found = foreign.read(form(line("select_one bread", "which"), choices=choices))
    assert [str(one) for one in found.left_out] == [
        "which: the pictures of its answers are not in the file; they can be added here."
    ]


def test_an_earlier_answer_is_repeated_in_a_label():
    label = {"label::English (en)": "You said ${which}, ${gone}. Why?"}
    found = foreign.read(form(line("select_one bread", "which"), line("text", "why", **label)))
    assert found.definition.items["why"].label["en"] == "You said {answer:which}, ${gone}. Why?"
    assert [str(one) for one in found.left_out] == ["why: what is worked out in its words has no place here: ${gone}"]


def test_a_note_that_hangs_on_a_condition_is_shown_to_those_alone():
    asked = line("select_one bread", "which")
    note = line("note", "told", relevant="${which} = 'rye'")
    alone = form(asked, note, line("text", "why"))
    inside = (line("begin group", "g", relevant="${which} = 'rye'"), line("note", "told"), line("end group", ""))
    for content in (alone, form(asked, *inside, line("text", "why"))):
        survey = foreign.read(content).definition
        for code, shown in (("rye", True), ("oat", False)):
            pages = Walk(survey, {"which": {"chosen": [code]}}, (), 0).pages
            texts = [page.parts[0].section.text.get("en", "") for page in pages]
            assert ("told?" in texts) == shown
            assert [item.key for page in pages for item in page.items] == ["which", "why"]
