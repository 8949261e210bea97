"""Files of responses: which column is which question, and what the cells of a row say, however a program wrote them."""

from datetime import timedelta
from io import BytesIO

import pytest
from openpyxl import Workbook

from leadgate.foundation import clock
from leadgate.survey_imports import tables
from leadgate.survey_imports.errors import NotATable, TableTooLarge
from leadgate.survey_imports.guessing import guessed
from leadgate.survey_imports.rows import RowReader
from leadgate.survey_imports.targets import targets_of
from tests.surveys.scenes import both, choices, definition, question, small

SURVEY = definition()


@pytest.fixture(autouse=True)
def speaking(site):
    """Sentences are in the reader's language, so there has to be an application."""


def csv(*lines):
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


def look(content, survey=SURVEY, language="en", columns=None):
    """What becomes of a file: the columns as they are guessed, what can be kept, what cannot."""
    table = tables.read(content)
    read_as = columns or guessed(table, targets_of(survey, "en"))
    shown = [at for at, one in enumerate(read_as) if one != ".never"]
    kept, refused = table.only(shown), []
    reader = RowReader(survey, [read_as[at] for at in shown], kept, language)
    good = [one.response for one in reader.kept(kept.rows, refused)]
    return read_as, good, refused


def answers(content, **more):
    _columns, good, refused = look(content, **more)
    assert refused == []
    return [one.held.answers for one in good]


def one_question(kind, **more):
    return small(question("asked", kind, **more), languages=["en", "zh-Hant"], title=both("Small"))


FROM_LIMESURVEY = csv(
    '"id","submitdate","startlanguage","bakes","bakes[other]","years","wants[price]","wants[time]","wants[none]",'
    '"order[1]","order[2]","agree[easy]","agree[short]","nps","spends[flour]","spends[rent]","spends[power]","ipaddr"',
    '"1","2026-11-20 10:00:00","zh-Hant","-oth-","pies","12","Y","","N",'
    '"taste","price","yes","","9","60","40","0","::1"',
    '"2","","en","bread","","3","","","","","","","","","","","",""',
)


def test_a_file_of_limesurvey_is_read_by_its_codes_and_who_did_not_finish_is_left_out(site):
    columns, [kept], refused = look(FROM_LIMESURVEY)
    assert columns[:5] == ["", ".day", ".language", "bakes", "bakes/+"]
    assert columns[-1] == ".never"
    assert kept.held.answers == {"bakes": {"chosen": ["other"], "other": "pies"}, "years": 12} | {
        "nps": 9,
        "spends": {"flour": 60, "rent": 40, "power": 0},
    }, "who bakes something else is not asked about reasons"
    assert (kept.language, str(kept.day)) == ("zh-Hant", "2026-11-20")
    assert refused == [(3, "It has no day: it was not finished.")]


def test_a_file_of_google_forms_is_read_by_its_questions_and_the_lines_in_brackets():
    survey = small(
        question("wants", "choices", choices=[*choices("price"), {"key": "time", "label": {"en": "time, at last"}}]),
        question("agree", "matrix", rows=choices("easy", "short"), columns=choices("no", "yes")),
        question("nps", "nps"),
    )
    file = csv(
        "Timestamp,Email Address,wants?,agree? [easy],agree? [short],nps?",
        '2026/11/20 10:00:00 AM GMT+8,ada@bakery.example,"price, time, at last",yes,no,9',
        "2026/11/21 10:00:00 AM GMT+8,cleo@bakery.example,price,,no,",
    )
    columns, good, refused = look(file, survey)
    assert columns == [".day", ".never", "wants", "agree/easy", "agree/short", "nps"]
    assert refused == []
    first, second = (one.held.answers for one in good)
    assert first == {"wants": {"chosen": ["price", "time"]}, "agree": {"easy": "yes", "short": "no"}, "nps": 9}
    assert second == {"wants": {"chosen": ["price"]}, "agree": {"short": "no"}}


def test_a_file_of_typeform_has_a_column_for_each_answer_called_like_it():
    survey = one_question("choices", choices=choices("price", "time"), other=True)
    file = csv("#,price,time,asked? other,Submit Date (UTC),Network ID", "a1,price,,,2026-11-20 10:00:00,77")
    columns, [kept], _refused = look(file, survey)
    assert columns == ["", "asked/price", "asked/time", "asked/other", ".day", ".never"]
    assert kept.held.answers == {"asked": {"chosen": ["price"]}}


@pytest.mark.parametrize(
    ("kind", "more", "cell", "value"),
    [
        ("choice", {"choices": choices("bread", "cakes")}, "cakes", {"chosen": ["cakes"]}),
        ("choice", {"choices": choices("bread", "cakes")}, "（Bread）", {"chosen": ["bread"]}),
        ("choice", {"choices": choices("bread"), "other": True}, "Pies", {"chosen": ["other"], "other": "Pies"}),
        ("choices", {"choices": choices("a", "b", "c")}, "a;c", {"chosen": ["a", "c"]}),
        ("choices", {"choices": choices("a", "b", "c")}, "b|（a）", {"chosen": ["b", "a"]}),
        ("ranking", {"choices": choices("a", "b", "c")}, "c, a", ["c", "a"]),
        ("number", {}, "1.234,5", 1234.5),
        ("date", {}, "2026/1/31", "2026-01-31"),
        ("csat", {}, "4", 4),
        ("long_text", {}, "Line\nline, and more", "Line\nline, and more"),
    ],
)
def test_a_cell_is_read_by_name_or_label_in_any_language(kind, more, cell, value):
    quoted = '"' + cell + '"'
    assert answers(csv("asked", quoted), survey=one_question(kind, **more)) == [{"asked": value}]


@pytest.mark.parametrize(
    ("kind", "more", "cell", "why"),
    [
        ("choice", {"choices": choices("bread", "cakes")}, "pies", "“pies” is none of its answers"),
        ("choices", {"choices": choices("a", "b")}, "a; d", "“d” is none of its answers"),
        ("nps", {}, "11", "choose from the answers shown"),
        ("number", {"most": 5}, "9", "5 or less"),
        ("date", {}, "yesterday", "“yesterday” is no day"),
        ("short_text", {"longest": 3}, "four", "under 3 characters"),
    ],
)
def test_a_row_that_cannot_be_an_answer_is_named_with_its_question_and_why(kind, more, cell, why):
    _columns, good, [(number, sentence)] = look(csv("asked", "", cell), one_question(kind, **more))
    assert (good, number) == ([], 3)
    assert sentence.startswith("asked? ")
    assert why in sentence


def test_numbers_are_those_of_the_language_the_file_is_read_in():
    survey = one_question("number")
    assert answers(csv("asked", '"1,234"'), survey=survey, language="en") == [{"asked": 1234}]


def test_days_stand_in_the_order_that_the_column_shows():
    survey = one_question("nps")
    for first, second in (("01/31/2026", "02/03/2026"), ("31.01.2026", "03.02.2026"), ("2026-01-31", "2026-02-03")):
        _columns, good, _refused = look(csv("asked,Submitted at", f"1,{first}", f"2,{second}"), survey)
        assert [str(one.day) for one in good] == ["2026-01-31", "2026-02-03"]


def test_what_is_older_than_it_may_be_kept_or_still_to_come_is_refused():
    survey = one_question("nps")
    today = clock.now().date()
    days = [today - timedelta(days=366), today + timedelta(days=1), today - timedelta(days=364)]
    _columns, good, refused = look(csv("asked,day", *(f"1,{day}" for day in days)), survey)
    assert [number for number, _why in refused] == [2, 3]
    assert [one.day for one in good] == [days[2]]


def test_an_answer_on_a_way_that_is_not_asked_is_left_out_and_counted():
    table = tables.read(csv("bakes,cakes_why,nps", "bread,Because,9"))
    reader = RowReader(SURVEY, ["bakes", "cakes_why", "nps"], table, "en")
    found, _good = reader.look(table)
    assert (found.good, found.unasked) == (1, 1)
    [kept] = reader.kept(table.rows)
    assert set(kept.response.held.answers) == {"bakes", "nps"}


@pytest.mark.parametrize("head", ["E-mail", "Full name", "IP address", "姓名", "電子郵件", "Telefon"])
def test_columns_that_say_who_somebody_is_are_never_read_by_their_names(head):
    columns, _good, _refused = look(csv(f"{head},asked", "whatever,9"), one_question("nps"))
    assert columns == [".never", "asked"]


@pytest.mark.parametrize(
    "cells", [["ada@bakery.example", "x@y.org"], ["192.0.2.7", "2001:db8::1"], ["+886 2 2345 6789", ""]]
)
def test_columns_that_hold_addresses_are_never_read_whatever_they_are_called(cells):
    survey = small(question("asked", "nps"), question("more", "short_text"))
    columns, _good, _refused = look(csv("more,asked", *(f"{cell},9" for cell in cells)), survey)
    assert columns == [".never", "asked"]


def test_a_workbook_is_read_like_a_table(site):
    book = Workbook()
    for row in (["asked", "Submitted at"], [9.0, clock.now().replace(tzinfo=None)], [None, None], [3, "2026-11-02"]):
        book.active.append(row)
    file = BytesIO()
    book.save(file)
    _columns, good, refused = look(file.getvalue(), one_question("nps"))
    assert [one.held.answers["asked"] for one in good] == [9, 3]
    assert good[0].day == clock.now().date()
    assert refused == []


@pytest.mark.parametrize("content", [b"", b"only a head", b"\xff\x00\x01", b"PK\x03\x04 no workbook", b"a\0b\n1\n"])
def test_what_is_no_table_is_refused_in_a_sentence(content):
    with pytest.raises(NotATable, match="CSV"):
        tables.read(content)


LARGE = {
    "rows": b"a\n" + b"1\n" * 10_001,
    "columns": b"," * 301 + b"\n1\n",
    "cells": (b"a" + b"," * 99 + b"\n") * 5_001,
    "bytes": b"a\n" + b"x" * 10_000_001,
}


@pytest.mark.parametrize("content", LARGE.values(), ids=LARGE)
def test_what_is_larger_than_is_taken_is_refused(content):
    with pytest.raises(TableTooLarge):
        tables.read(content)
