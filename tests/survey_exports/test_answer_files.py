"""Answers as statistics programs and spreadsheets read them: every label, number and reason arrives."""

import csv
import subprocess
import zipfile
from datetime import date
from io import BytesIO, StringIO

import pyreadstat
import pytest
from openpyxl import load_workbook

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from tests.surveys.scenes import choices, definition, published, question, small

WORDS = 'Costs rose.\nSo I said: "enough", and\r\nraised them by -5 %.'
WAY = [
    {"q.years": "12"},
    {"q.since": "2014-05-01"},
    {"q.why": WORDS},
    {"q.wants": ["price", "time"]},
    {"q.order.taste": "1", "q.order.price": "2"},
    {"q.agree.easy": "yes", "q.agree.short": "no"},
    {},
    {"q.features.table.with": "like", "q.features.table.without": "dislike"},
    {"q.nps": "9"},
    {},
    {"q.ces": "6"},
    {"q.share": "35"},
    {"q.spends.flour": "70", "q.spends.rent": "30"},
]
NOT_SHOWN, SKIPPED, NOT_REACHED = -99, -98, -97


@pytest.fixture
def survey(site):
    """One who answered to the end and left one question out, and one who broke off at the third."""
    found = published(definition())
    for way in (WAY, WAY[:1]):
        visitor = site.visitor()
        page = visitor.fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
        for fields in way:
            page = visitor.fill(page.location, **fields)
            assert page.status_code == 303, page.text
    return found


@pytest.fixture
def marketer(site):
    return site.staff(Role.MARKETER)


def taken(marketer, survey, **data) -> bytes:
    path = f"/studio/surveys/{survey}/report/answers"
    answer = marketer.fill(path, **{"aim": "learn", "unfinished": "y", **data})
    assert answer.status_code == 200, answer.text
    return answer.get_data()


def read_back(content: bytes, folder):
    (folder / "why.sav").write_bytes(content)
    return pyreadstat.read_sav(str(folder / "why.sav"), user_missing=True)


def test_a_system_file_has_every_label_level_and_reason(marketer, survey, tmp_path):
    table, about = read_back(taken(marketer, survey, format="sav"), tmp_path)
    assert about.column_names_to_labels["bakes"] == "bakes?"
    assert about.variable_value_labels["bakes"][1.0] == "bread"
    assert about.variable_value_labels["nps"] | {0.0: "never", 10.0: "surely"} == about.variable_value_labels["nps"]
    measures = about.variable_measure
    assert {measures[name] for name in ("bakes", "wants_price", "features_table_with", "why")} == {"nominal"}
    assert {measures[name] for name in ("agree_easy", "csat", "order_taste")} == {"ordinal"}
    assert {measures[name] for name in ("years", "nps", "since", "spends_rent")} == {"scale"}
    whole, broken_off = table.to_dict("records")
    assert (whole["bakes"], whole["years"], whole["nps"], whole["why"]) == (1, 12, 9, WORDS.replace("\r\n", "\n"))
    assert [whole[f"spends_{thing}"] for thing in ("flour", "rent", "power")] == [70, 30, 0]
    assert about.column_names_to_labels["spends_power"] == "spends? – power"
    assert whole["since"] == date(2014, 5, 1)
    assert (whole["csat"], broken_off["csat"], broken_off["years"]) == (SKIPPED, NOT_REACHED, 12)
    assert about.missing_ranges["csat"] == [{"lo": -99.0, "hi": -96.0}]
    assert [(one, about.variable_value_labels["csat"][one]) for one in (-99.0, -98.0, -97.0)] == [
        (-99.0, "not shown"),
        (-98.0, "skipped"),
        (-97.0, "not reached"),
    ]


def test_a_question_that_was_not_on_somebodys_way_was_not_shown_to_them(site, marketer, tmp_path):
    asked = [question("bakes", "choice", choices=choices("bread", "cakes"))]
    asked += [question("pans", "number", only_if=[{"question": "bakes", "any_of": ["cakes"]}])]
    survey = published(small(*asked, layout="question"))
    visitor = site.visitor()
    visitor.fill("/s/why", **{"q.bakes": "bread", "agree": "y"})
    table, about = read_back(taken(marketer, survey, format="sav"), tmp_path)
    [reason] = table["pans"]
    assert reason < -900_000_000, "a number people type can be -99"
    assert about.variable_value_labels["pans"][reason] == "not shown"


PSPP = (
    "DISPLAY DICTIONARY.\nFREQUENCIES csat /FORMAT=NOTABLE.\nLIST VARIABLES=response bakes years since nps csat why.\n"
)


def run(folder, syntax: str) -> str:
    (folder / "run.sps").write_text(syntax, encoding="utf-8")
    done = subprocess.run(["pspp", "run.sps"], cwd=folder, capture_output=True, text=True, check=False)
    assert "error" not in done.stdout.lower(), done.stdout
    assert "warning" not in done.stdout.lower(), done.stdout
    return done.stdout


@pytest.mark.parametrize("kind", ["sav", "spss"])
def test_pspp_reads_both_with_labels_levels_and_reasons(marketer, survey, tmp_path, kind):
    content = taken(marketer, survey, format=kind)
    if kind == "sav":
        (tmp_path / "why.sav").write_bytes(content)
        begin = "GET FILE='why.sav'.\n"
    else:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            archive.extractall(tmp_path)
        begin = (tmp_path / "why.sps").read_text(encoding="utf-8")
    said = run(tmp_path, begin + PSPP)
    for expected in ("bakes?", "bread", "surely", "not reached", "Ordinal", "2014/05/01", 'So I said: "enough",'):
        assert expected in said, said
    rows = [line for line in said.splitlines() if line.startswith(("|       1|", "|       2|"))]
    assert len([row for row in rows if "2014/05/01" in row or "12.000" in row]) >= 2, said


def test_a_workbook_holds_numbers_days_and_words_and_no_formula(site, marketer, survey):
    asked = published(small(question("why", "long_text"), question("paid", "number")), slug="other")
    site.visitor().fill("/s/other", **{"q.why": "=1+1", "q.paid": "-12.5", "agree": "y"})
    sheet = load_workbook(BytesIO(taken(marketer, asked, format="xlsx")))["answers"]
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())
    line = dict(zip(head, row, strict=True))
    assert (line["why"], line["paid"]) == ("=1+1", -12.5)
    assert sheet.cell(2, head.index("why") + 1).data_type == "s"
    assert line["finished"].date() == clock.now().date()
    book = load_workbook(BytesIO(taken(marketer, survey, format="xlsx")))
    whole = dict(zip(*[[cell.value for cell in line] for line in list(book["answers"].iter_rows())[:2]], strict=True))
    assert (whole["bakes"], whole["nps"], whole["why"]) == ("bread", 9, WORDS.replace("\r\n", "\n"))
    assert "bakes?" in [cell.value for cell in book["columns"]["B"]]


def test_line_breaks_stay_in_a_file_for_spreadsheets_and_numbers_are_numbers(marketer, survey):
    text = taken(marketer, survey, format="csv").decode("utf-8-sig")
    whole, broken_off = csv.DictReader(StringIO(text))
    assert (whole["why"], whole["nps"], whole["state"]) == (WORDS.replace("\r\n", "\n"), "9", "finished")
    assert broken_off["state"] == "not finished"


def test_who_broke_off_is_in_the_file_only_if_it_is_asked_for(marketer, survey):
    path = f"/studio/surveys/{survey}/report/answers"
    text = marketer.fill(path, aim="learn", format="csv").get_data().decode("utf-8-sig")
    assert [row["response"] for row in csv.DictReader(StringIO(text))] == ["1"]
