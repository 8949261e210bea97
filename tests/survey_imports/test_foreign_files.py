"""Files of other programs as they write them: their heads, their days, their letters, and what is doubtful in them."""

from io import BytesIO

import pytest
from openpyxl import Workbook

from leadgate.survey_imports import tables
from leadgate.survey_imports.doubts import doubts_about
from leadgate.survey_imports.errors import OldWorkbook, QuoteAstray, UnknownLetters
from leadgate.survey_imports.guessing import guessed
from leadgate.survey_imports.rows import RowReader, settled
from leadgate.survey_imports.targets import targets_of
from tests.surveys.scenes import choices, question, small

TOOLS = small(
    question("heard", "choice", choices=choices("friend", "fair"), other=True),
    question("tools", "choices", choices=choices("excel", "paper"), other=True),
    question("agree", "matrix", rows=choices("easy", "fast"), columns=choices("no", "yes")),
    question("nps", "nps"),
    question("why", "long_text"),
)
FORMBRICKS = (
    "No.,Response ID,Timestamp,Finished,Survey ID,1. heard?,1. heard? - Option ID,2. tools?,3. nps?,Q4: why?",
    "1,cm01,Thu Nov 12 2026,Yes,s,friend,xyz,excel; paper,9,so",
    "2,cm02,Fri Nov 13 2026,No,s,friend,xyz,excel,9,so",
)
SURVEYMONKEY = (
    "Respondent ID,End Date,First Name,heard?,,tools?,,,agree?,,why?",
    ",,,Response,Other (please specify),excel,paper,Other (please specify),easy,fast,Open-Ended Response",
    "118,11/13/2026 10:15:00 AM,Ann,,a podcast,excel,,Notion,no,yes,so",
)
QUALTRICS = (
    "EndDate,Finished,RecipientFirstName,UserLanguage,Q1,Q1_4_TEXT,Q2,Q3_NPS_GROUP,Q3,Q4_1,Q4_2",
    "End Date,Finished,Recipient First Name,User Language,heard? - Selected Choice,heard? - Other - Text,tools?,"
    "nps? - Group,nps?,agree? - easy,agree? - fast",
    ",".join(f'"{{""ImportId"":""{one}""}}"' for one in range(11)),
    '2026-11-13 10:00:00,True,Ann,EN,Other,a blog,"excel,paper",Promoter,9,no,yes',
    '2026-11-13 10:00:00,False,Ann,EN,friend,,"excel",Promoter,9,no,yes',
)


@pytest.fixture(autouse=True)
def speaking(site):
    """Sentences are in the reader's language, so there has to be an application."""


def csv(*lines):
    return "\n".join([*lines, ""]).encode()


class File:
    """A file as it is read: its columns, what is kept of it, what is refused, what is doubtful."""

    def __init__(self, content, survey=TOOLS, language="en", columns=None):
        table = tables.read(content)
        self.columns = columns or guessed(table, targets_of(survey, "en"))
        shown = [at for at, one in enumerate(self.columns) if one != ".never"]
        self.table, self.read_as = table.only(shown), [self.columns[at] for at in shown]
        self.reader = RowReader(survey, self.read_as, self.table, language)
        found, good = self.reader.look(self.table)
        self.refused, self.good = found.refused, [one.response for one in good]
        self.answers = [one.held.answers for one in self.good]
        self.all_doubts = doubts_about(self.table, self.read_as, self.reader, "en")
        absent = ("No column is read as the day", "No column is read as “")
        self.doubts = [one for one in self.all_doubts if not one.startswith(absent)]


def test_a_file_of_formbricks_is_read_though_numbers_stand_before_its_questions():
    found = File(csv(*FORMBRICKS))
    assert found.columns == ["", "", ".day", ".state", "", "heard", "", "tools", "nps", "why"]
    said = {"heard": {"chosen": ["friend"]}, "tools": {"chosen": ["excel", "paper"]}, "nps": 9, "why": "so"}
    assert (found.answers, [str(one.day) for one in found.good]) == ([said], ["2026-11-12"])
    assert found.refused == [(3, "It was not finished.")]
    assert found.doubts == []


def test_a_file_of_surveymonkey_is_read_by_its_two_lines_of_heads():
    found = File(csv(*SURVEYMONKEY))
    assert found.columns[:5] == [".never", ".day", ".never", "heard", "heard/+"]
    assert found.answers == [
        {
            "heard": {"chosen": ["other"], "other": "a podcast"},
            "tools": {"chosen": ["excel", "other"], "other": "Notion"},
            "agree": {"easy": "no", "fast": "yes"},
            "why": "so",
        }
    ]
    assert (found.refused, found.doubts) == ([], [])


def test_a_file_of_qualtrics_is_read_by_its_questions_and_its_line_of_ids_is_no_response():
    found = File(csv(*QUALTRICS))
    assert found.columns == [
        *(".day", ".state", ".never", ".language", "heard", "heard/+"),
        *("tools", "", "nps", "agree/easy", "agree/fast"),
    ]
    said = {"heard": {"chosen": ["other"], "other": "a blog"}, "tools": {"chosen": ["excel", "paper"]}}
    assert found.answers == [said | {"nps": 9, "agree": {"easy": "no", "fast": "yes"}}]
    assert found.refused == [(5, "It was not finished.")]


@pytest.mark.parametrize("above", [("sep=,",), ("Bakery tools, March",), ("Export", "", "of 3 March")])
def test_what_stands_above_the_heads_is_no_head_and_rows_keep_their_numbers(above):
    lines = ['"Bakery tools, March"' if "March" in one else one for one in above]
    found = File(csv(*lines, "nps,why,heard", "9,so,friend", "12,no,friend"))
    assert found.answers == [{"nps": 9, "why": "so", "heard": {"chosen": ["friend"]}}]
    assert [number for number, _why in found.refused] == [len(above) + 3]


def test_words_for_something_else_stand_beside_their_question():
    found = File(csv("heard,Other,excel,paper,Other,nps", ",Radio,excel,,Notion,9"))
    assert found.columns == ["heard", "heard/+", "tools/excel", "tools/paper", "tools/other", "nps"]
    assert found.answers[0]["tools"] == {"chosen": ["excel", "other"], "other": "Notion"}


def test_pieces_that_are_no_answers_are_one_answer_of_ones_own():
    found = File(csv("tools,nps", '"excel, Notion, Obsidian",9'))
    assert found.answers[0]["tools"] == {"chosen": ["excel", "other"], "other": "Notion, Obsidian"}


DOUBTFUL = {
    "columns without a name": (("tools,,,nps", "excel,paper,x,9"), "Behind “tools” are columns without a name: 2."),
    "an answer without a column": (("excel,nps", "excel,9"), "no column is read as “paper”"),
    "a part that is none here": (
        ("agree [easy],agree [fast],agree [slow]", "no,no,no"),
        "“agree [slow]” is no part of “agree?”",
    ),
    "two of one name": (("nps,nps,why", "9,8,so"), "2 columns are called “nps”"),
    "no question": (("Foo,Bar", "1,2"), "No column is called like a question"),
    "days that could be either": (("date,nps", "05/01/2026,9", "06/01/2026,9"), "can be read either way"),
    "days that are both": (("date,nps", "31/01/2026,9", "01/31/2026,9"), "can be read either way"),
}


@pytest.mark.parametrize(("lines", "said"), DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_may_not_be_meant_as_it_is_read_is_said(lines, said):
    [doubt] = File(csv(*lines)).doubts
    assert said in doubt


DAYS = {
    "Jan 31, 2026": "2026-01-31",
    "31 January 2026": "2026-01-31",
    "31. Januar 2026": "2026-01-31",
    "31 de enero de 2026": "2026-01-31",
    "Sat Jan 31 2026 10:05:00 GMT+0100": "2026-01-31",
    "31/01/26": "2026-01-31",
    "1/31/26 10:05": "2026-01-31",
    "20260131": "2026-01-31",
    "46053": "2026-01-31",
    "2026-01-31T23:30:00-08:00": "2026-01-31",
}


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_a_day_is_read_as_programs_write_it(text, day):
    found = File(csv("date,nps", f'"{text}",9'))
    assert ([str(one.day) for one in found.good], found.doubts) == ([day], [])


def test_a_chosen_order_of_days_is_kept_and_no_longer_doubtful():
    lines = csv("date,nps", "05/01/2026,9", "06/01/2026,9")
    found = File(lines, columns=[".day/dmy", "nps"])
    assert ([str(one.day) for one in found.good], found.doubts) == (["2026-01-05", "2026-01-06"], [])
    told = File(csv("date,nps", "05/01/2026,9", "31/01/2026,9"))
    assert settled(told.read_as, told.reader) == [".day/dmy", "nps"]


def test_days_with_points_are_of_the_day_first_in_every_language():
    assert [str(one.day) for one in File(csv("date,nps", "05.01.2026,9")).good] == ["2026-01-05"]


ASTRAY = {
    "within": ('1,friend,"He said "yes" to it",9', 2),
    "to the end": ('1,friend,so,9\n1,friend,"never closed,9\n1,friend,so,9', 3),
    "to another": ('1,friend,"never closed,9\n1,friend,"so",9', 2),
}


@pytest.mark.parametrize(("rows", "line"), ASTRAY.values(), ids=ASTRAY)
def test_a_quotation_mark_astray_is_named_by_its_line_and_swallows_no_response(rows, line):
    with pytest.raises(QuoteAstray, match=f"In line {line} "):
        tables.read(csv("nps,heard,why,hours", rows))


def test_rows_whose_cells_do_not_fit_are_refused_by_number():
    swallowed = '9,friend,excel,"never closed\n9,friend,excel,closed"'
    found = File(csv("nps,heard,tools,why", "9,friend,excel,so,more", swallowed, '9,friend,excel,"two\nlines, here"'))
    assert [number for number, _why in found.refused] == [2, 3]
    assert [one["why"] for one in found.answers] == ["two\nlines, here"]


LETTERS = {
    "gb18030": "这个面包很好吃，我每天都买",
    "cp950": "這個麵包很好吃，我每天都買一些回家",
    "cp1252": "Schön – günstig, très bien",
    "utf-16-le": "bread: 很好",
    "utf-16-be": "bread: 很好",
}


@pytest.mark.parametrize(("encoding", "said"), LETTERS.items())
def test_letters_that_can_be_only_one_thing_are_read(encoding, said):
    assert File(f'nps,why\n9,"{said}"\n'.encode(encoding)).answers == [{"nps": 9, "why": said}]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("gb18030", "很好"),
        ("euc-kr", "이 빵은 정말 맛있어요 매일 사요"),
        ("cp1251", "Хлеб хороший"),
        ("euc-jp", "このパンはとても"),
    ],
)
def test_letters_that_could_be_others_are_not_guessed(encoding, said):
    with pytest.raises(UnknownLetters, match="save it anew"):
        tables.read(f"nps,why\n9,{said}\n".encode(encoding))


HEADS = ["Your full name", "Participant name", "Contact", "Voornaam", "Instagram handle", "RecipientFirstName"]
HEADS += ["Ihre Telefonnummer", "Wie lautet Ihre Anschrift?", "Votre prénom", "Su correo", "您的手机号码", "如何聯絡您"]


@pytest.mark.parametrize("head", HEADS)
def test_a_column_with_a_word_for_who_somebody_is_is_never_read(head):
    assert File(csv(f"{head},nps", "whatever,9")).columns == [".never", "nps"]


def test_a_question_of_the_survey_is_read_whatever_words_it_has():
    survey = small(
        question("phone_used", "short_text", label={"en": "Which phone do you use?"}), question("nps", "nps")
    )
    found = File(csv("Which phone do you use?,Your phone,nps", "a blue one,a red one,9"), survey)
    assert found.columns == ["phone_used", ".never", "nps"]


def test_a_workbook_with_several_lines_of_heads_is_read_like_a_table():
    book = Workbook()
    for line in SURVEYMONKEY:
        book.active.append([one or None for one in line.split(",")])
    file = BytesIO()
    book.save(file)
    assert File(file.getvalue()).answers == File(csv(*SURVEYMONKEY)).answers


def test_numbers_are_those_of_the_file_and_reasons_those_of_the_reader(app):
    survey = small(question("spends", "number", most=2_000))
    with app.test_request_context(headers={"Accept-Language": "zh-Hant"}):
        found = File(csv("spends", '"1.234,5"', '"1.234"', "9999"), survey, language="de")
    assert [one["spends"] for one in found.answers] == [1234.5, 1234]
    [(number, why)] = found.refused
    assert (number, "2,000" in why, "請" in why) == (4, True, True)


NOT_OTHER = [
    "Other comments",
    "Other household members",
    "Others in the team",
    "Otherwise open at",
    "其他意見",
    "Andere Tage",
]


@pytest.mark.parametrize("head", NOT_OTHER)
def test_a_column_that_only_begins_like_something_else_is_none_of_its_words(head):
    found = File(csv(f"heard,{head},nps", "a podcast,No,9", "friend,Ada Baker,9"))
    assert found.columns == ["heard", "", "nps"]
    assert [one["heard"] for one in found.answers] == [
        {"chosen": ["other"], "other": "a podcast"},
        {"chosen": ["friend"]},
    ]


@pytest.mark.parametrize("head", ["Other contact person", "Other phone", "Other e-mail", "其他聯絡人"])
def test_who_somebody_is_is_never_read_as_the_words_for_something_else(head):
    assert File(csv(f"heard,{head},nps", "friend,Ada,9")).columns == ["heard", ".never", "nps"]


ELSE = [
    "Other",
    "Other (please specify)",
    "Other - Write In",
    "Other, please describe",
    "Something else",
    "其他（請說明）",
]
ELSE += [
    "Sonstiges",
    "Andere (bitte angeben)",
    "Autre (veuillez préciser)",
    "Otro (especifique)",
    "heard? - Other - Text",
]


@pytest.mark.parametrize("head", ELSE)
def test_a_column_called_like_something_else_has_its_words(head):
    found = File(csv(f'heard,"{head}",nps', ",Radio,9"))
    assert (found.columns, found.doubts) == (["heard", "heard/+", "nps"], [])


def test_words_beside_an_answer_stay_out_and_are_said():
    found = File(csv("heard,Other,nps", "friend,Radio,9", "Other,TV,9", "Other - Write In,Ads,9"))
    said = [{"chosen": ["friend"]}, {"chosen": ["other"], "other": "TV"}, {"chosen": ["other"], "other": "Ads"}]
    assert [one["heard"] for one in found.answers] == said
    [doubt] = found.doubts
    assert "stand beside one of its answers in 1 rows" in doubt


def test_values_that_are_none_of_the_answers_are_counted_and_quoted():
    [doubt] = File(csv("heard,nps", "1,9", "1,9", "2,9", "friend,9")).doubts
    assert doubt.startswith("3 of 4 answers to “heard?” are none of its answers")
    assert doubt.endswith("count as “something else”: “1”, “2”.")
    [doubt] = File(csv("tools,nps", *(f"excel;{nth},9" for nth in range(4)), ",9")).doubts
    assert doubt.startswith("4 of 4 answers to “tools?”")
    assert File(csv("heard,nps", "a podcast,9", "Radio,9", "friend,9")).doubts == []
    assert "ada@bakery.example" not in File(csv("heard,nps", *["ada@bakery.example,9", "x,9", "x,9", "y,9"])).doubts[0]


def test_parts_by_codes_that_are_none_here_are_named_beside_their_question():
    missing, _no_day, first, second = File(csv("agree[SQ001],agree[SQ002],nps,why", "no,yes,9,so")).all_doubts
    assert "“agree?”" in missing
    assert [first, second] == [f"“agree[SQ00{nth}]” is no part of “agree?” here. It stays out." for nth in (1, 2)]


def test_a_file_without_a_day_and_questions_without_a_column_are_doubtful():
    first, second = File(csv("heard,tools,nps", "friend,excel,9")).all_doubts
    assert first == "No column is read as “agree?”, “why?”: nobody would have answered it."
    assert second.startswith("No column is read as the day: every response would count as answered today")
    assert File(csv(*FORMBRICKS)).all_doubts == ["No column is read as “agree?”: nobody would have answered it."]


ENDS = ["Submission Date", "Completion time", "End Date", "Submitted", "Date completed", "submitdate. Date submitted"]


@pytest.mark.parametrize("head", ENDS)
def test_the_day_is_found_by_what_programs_call_it(head):
    old = File(csv(f"Start Date,{head},nps", "2026-11-01,2026-11-02,9", "2026-11-01,2019-11-02,9"))
    assert [str(one.day) for one in old.good] == ["2026-11-02"]
    assert old.refused == [(3, "It is older than answers to this survey are kept: “2019-11-02”.")]


def test_the_day_it_began_is_the_day_where_no_other_is_known():
    assert File(csv("Time Started,nps", "2026-11-01,9")).columns == [".day", "nps"]


def test_statements_alone_are_found_where_they_are_one_thing_only():
    found = File(csv("easy,fast,nps", "no,yes,9"))
    assert found.columns == ["agree/easy", "agree/fast", "nps"]
    order = question("order", "ranking", choices=choices("easy", "cheap"))
    two = small(question("agree", "matrix", rows=choices("easy", "fast"), columns=choices("no", "yes")), order)
    found = File(csv("easy,fast", "no,yes"), two)
    assert found.columns == ["", "agree/fast"]
    [doubt] = found.doubts
    assert doubt == "“agree?”: no column is read as “easy”. No row has an answer there."


def test_answers_before_their_question_are_found():
    found = File(
        csv("heard?,Other - Write In:heard?,excel:tools?,paper:tools?,easy:agree?", "Other - Write In,TV,excel,,no")
    )
    assert found.columns == ["heard", "heard/+", "tools/excel", "tools/paper", "agree/easy"]
    assert found.answers[0]["heard"] == {"chosen": ["other"], "other": "TV"}


def test_words_count_behind_any_code():
    found = File(
        csv(
            "submitdate. Date submitted,ipaddr. IP address,hd. heard?,G01Q01[other]. heard? [Other],"
            "x[SQ1]. agree? [easy]",
            "2026-11-02 10:00:00,here,,Radio,no",
        )
    )
    assert found.columns == [".day", ".never", "heard", "heard/+", "agree/easy"]
    assert found.answers[0]["heard"] == {"chosen": ["other"], "other": "Radio"}


KINDS = {
    "Qualtrics": ("Response Type", ("IP Address", "Survey Preview", "Spam"), [3, 4]),
    "Alchemer": ("Status", ("Complete", "Partial", "Disqualified"), [3, 4]),
}


@pytest.mark.parametrize(("head", "cells", "out"), KINDS.values(), ids=KINDS)
def test_rows_that_are_no_responses_are_left_out_by_their_state(head, cells, out):
    found = File(csv(f"{head},nps", *(f"{cell},9" for cell in cells)))
    assert [number for number, _why in found.refused] == out
    assert found.refused[0][1] == f"It is no response: “{cells[1]}” stands there."


def test_the_numbers_of_qualtrics_for_what_is_no_response_are_known():
    ids = ",".join(f'"{{""ImportId"":""{one}""}}"' for one in range(2))
    found = File(csv("Status,Q1", "Response Type,nps?", ids, "0,9", "1,8", "8,7"))
    assert ([one["nps"] for one in found.answers], [number for number, _why in found.refused]) == ([9], [5, 6])


@pytest.mark.parametrize("cut", ["9,so,fri", "9,so", "9"])
def test_a_last_line_that_is_shorter_than_all_others_is_refused(cut):
    whole = csv("nps,why,heard,hours", "9,so,friend,1", "8,so,friend,2")
    for content in (whole + cut.encode(), whole + cut.encode() + b"\n"):
        [(number, why)] = File(content).refused
        assert (number, "the file ends within it" in why) == (4, True)


def test_a_last_cell_that_may_be_cut_is_doubtful():
    whole = csv("heard,nps", "friend,9", "friend,10")
    [doubt] = File(whole[:-1]).doubts
    assert doubt.endswith("may be cut off: “10” in row 3.")
    assert File(whole).doubts == []
    for closed in ('nps,why\n9,"so"', "nps,heard\n9,friend"):
        assert File(closed.encode()).doubts == []


def test_days_of_both_orders_are_read_as_each_tells_and_refused_where_none_does():
    lines = csv("date,nps", "20/10/2026,9", "10/21/2026,9", "04/10/2026,9", "05/05/2026,9")
    found = File(lines)
    assert [str(one.day) for one in found.good] == ["2026-10-20", "2026-10-21", "2026-05-05"]
    assert found.refused == [(4, "“04/10/2026” can be read either way, and both ways stand in this column.")]
    assert found.doubts[0].startswith("Both orders stand in “date”, e.g. 20/10/2026 and 10/21/2026.")
    settle = settled(found.read_as, found.reader)
    assert File(lines, columns=settle).refused == found.refused
    assert [number for number, _why in File(lines, columns=[".day/dmy", "nps"]).refused] == [3]


def test_years_of_two_digits_may_stand_first_and_that_is_doubted():
    survey = small(question("bought", "date"), question("nps", "nps"))
    for sign in "/-.":
        found = File(csv("bought,nps", f"24{sign}10{sign}04,9", f"24{sign}10{sign}05,9"), survey)
        assert [one["bought"] for one in found.answers] == ["2024-10-04", "2024-10-05"]
        assert (
            f"such as 24{sign}10{sign}04, may have the year first or last, and are read with the year"
            in found.doubts[0]
        )
    last = File(csv("bought,nps", "04/10/24,9", "24/10/24,9"), survey)
    assert ([one["bought"] for one in last.answers], last.doubts) == (["2024-10-04", "2024-10-24"], [])
    [doubt] = File(csv("bought,nps", "24/10/04,9"), survey).doubts
    assert "may have the year first" in doubt
    chosen = File(csv("bought,nps", "24/10/04,9"), survey, columns=["bought/ymd", "nps"])
    assert (chosen.answers[0]["bought"], chosen.doubts) == ("2024-10-04", [])


def test_one_day_alone_does_not_tell_the_order_of_many():
    many = [f"0{nth % 9 + 1}/{nth % 3 + 10}/2026,9" for nth in range(10)]
    for lines, doubts in ((["13/05/2026,9", *many], 1), (["13/05/2026,9", "14/05/2026,9", *many], 0)):
        assert len(File(csv("date,nps", *lines)).doubts) == doubts


def test_a_row_that_is_refused_quotes_what_stood_there():
    found = File(csv("date,nps", "2026-11-02,11", "2099-01-01,9"))
    assert [why for _number, why in found.refused] == [
        "nps? Please choose from the answers shown. There stands: “11”.",
        "Its day is still to come: “2099-01-01”.",
    ]


def test_of_two_columns_of_one_name_it_is_said_which_stays_out():
    [doubt] = File(csv("nps,nps", "9,8")).doubts
    assert doubt == "2 columns are called “nps”. Of these number 2 stays out, which begins with “8”."


def test_an_old_workbook_is_called_so_and_other_sheets_are_named():
    with pytest.raises(OldWorkbook, match=r"\.xls"):
        tables.read(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500))
    book = Workbook()
    for cells in (["nps"], [9]):
        book.active.append(cells)
    book.create_sheet("Answers").append(["nps"])
    book.create_sheet("Empty")
    file = BytesIO()
    book.save(file)
    assert File(file.getvalue()).doubts == ["Only the first sheet of this workbook is read, not “Answers”."]
