"""Numbers are read as whoever typed them meant them, in the signs of any language."""

import pytest
from flask import Flask
from flask_babel import Babel

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.typed_numbers import plain_number, read_number

ONE_WAY_ONLY = {
    "": None,
    "12,5": 12.5,
    "12.5": 12.5,
    ",5": 0.5,
    "0,500": 0.5,
    "0.123": 0.123,
    "1 000": 1000,
    "1\u00a0000\u202f000": 1_000_000,
    "1'000": 1000,
    "1’000.5": 1000.5,
    "1 000,25": 1000.25,
    "1,234.56": 1234.56,
    "1.234,56": 1234.56,
    "1,234,567": 1_234_567,
    "1.234.567": 1_234_567,
    "-1,234.5": -1234.5,
    "−5": -5,
    "–5": -5,
    "１，２３４．５": 1234.5,
    "٤٠": 40,
    "۱۲,۵": 12.5,
    "१०": 10,
    "33.3333335": 33.333334,  # halves go to the even one, as the page beside the fields has it
    "33.3333345": 33.333334,
    "1000000000000": 10**12,
}
BOTH_WAYS = {"1,000": (1000, 1), "12,500": (12_500, 12.5), "1.234": (1.234, 1234), "-1,000": (-1000, -1)}
NONE = ["twelve", "1.2.3", "1,234,56", "12 34", "1,00,000", "1 000'000", "NaN", "infinity", "1e13", "-", "."]
NONE += ["1e2", "1_000", "𝟙", "½", "1 0", "1000000000000.1"]


def page(language):
    app = Flask(__name__)
    Babel(app, locale_selector=lambda: language)
    return app.test_request_context()


@pytest.mark.parametrize("language", ["en", "zh_Hant", "de"])
@pytest.mark.parametrize("typed", ONE_WAY_ONLY)
def test_what_can_be_read_one_way_only_is_read_so_in_every_language(language, typed):
    with page(language):
        assert read_number(typed) == ONE_WAY_ONLY[typed]


@pytest.mark.parametrize("typed", BOTH_WAYS)
@pytest.mark.parametrize(("language", "which"), [("en", 0), ("zh_Hant", 0), ("de", 1)])
def test_what_could_be_both_is_read_as_the_page_writes_numbers(typed, language, which):
    with page(language):
        assert read_number(typed) == BOTH_WAYS[typed][which]


@pytest.mark.parametrize("typed", NONE)
def test_what_is_no_number_is_refused_and_not_guessed(typed):
    with page("en"), pytest.raises(NotAnAnswer):
        read_number(typed)


def test_bounds_are_said_in_figures_a_person_reads():
    with page("en"):
        assert [plain_number(one) for one in (1_000_000.0, 0.25, -3)] == ["1,000,000", "0.25", "-3"]
