"""Tables people take away: numbers stay numbers, no text is a formula, and every sign arrives in Excel."""

import csv
from codecs import BOM_UTF8
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.permissions import Role
from leadgate.foundation.web.spreadsheets import STARTS_OF_FORMULAS, for_programs, for_spreadsheets

SIGNS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def first_of(write, value):
    file = StringIO(write(["x", "y"], [{"x": value, "y": 1}]).decode("utf-8-sig"), newline="")
    return list(csv.reader(file, strict=True))[1][0]


@pytest.mark.parametrize("value", [-5, -0.5, Decimal("-1.25"), 10**12, 0, date(2026, 2, 28)])
def test_a_number_or_a_day_stays_one_for_people_and_for_programs(value):
    for write in (for_spreadsheets, for_programs):
        assert first_of(write, value) == str(value)


@given(SIGNS, st.sampled_from(["", *STARTS_OF_FORMULAS]))
def test_a_text_is_no_formula_for_people_and_untouched_for_programs(text, start):
    typed = start + text
    begins_one = typed.startswith(tuple(STARTS_OF_FORMULAS))
    assert first_of(for_spreadsheets, typed) == ("'" if begins_one else "") + typed
    assert first_of(for_programs, typed) == typed


@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.MARKETER, "/studio/assets/{asset}/figures.csv"),
        (Role.OFFICER, "/office/records.csv"),
    ],
)
def test_a_file_for_spreadsheets_says_that_it_is_utf_8_once_to_the_browser_and_once_to_excel(site, role, path):
    answer = site.staff(role).get(path.format(asset=site.publish()))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.data.startswith(BOM_UTF8)
