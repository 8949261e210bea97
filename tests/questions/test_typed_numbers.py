"""Numbers are read as whoever typed them meant them, in the signs of any language."""

import pytest
from flask import Flask
from flask_babel import Babel

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds.typed_numbers import plain_number, read_number
from tests.questions.numbers_typed import BOTH_WAYS, NONE, ONE_WAY_ONLY


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
