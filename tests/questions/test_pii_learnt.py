"""What no list names is found by what was learnt, and what was learnt doubts what is only said."""

import time

import pytest

from leadgate.pii_detection.finding import SPECIAL, Sensed
from leadgate.pii_detection.learnt import model, pieces_of
from leadgate.pii_detection.senses import findings
from leadgate.pii_detection.special import is_special

MOST_SECONDS = 0.2


def shown(text):
    return [(text[one.start : one.end], one.what) for one in findings(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Since my knees went I only garden in raised beds.", ("my knees", Sensed.HEALTH)),
        ("Mein Mann hat wieder einen Schub und liegt drei Tage.", ("Schub", Sensed.HEALTH)),
        ("I moved in with my boyfriend, we are two men.", ("boyfriend", Sensed.SEXUALITY)),
    ],
)
def test_what_somebody_paraphrases_is_found_and_the_words_are_shown_that_say_it(text, said):
    [(words, what)] = shown(text)
    assert said[0] in words
    assert what is said[1]
    assert len(words.split()) < len(text.split()) / 2


def test_a_word_of_the_lists_is_looked_past_where_it_is_only_said():
    assert {one.what for one in findings("我爸爸去年心梗。")} == {Sensed.HEALTH}
    assert not SPECIAL & {one.what for one in findings("看到運費差點心梗，太貴了。")}


def test_what_the_lists_find_is_not_lost_among_sentences_that_say_nothing():
    plenty = "The parcel came late and the box was torn. " * 4
    assert Sensed.BELIEF in {one.what for one in findings(f"{plenty}We light the candles on Friday night.")}


def test_numbers_with_check_digits_are_found_whatever_is_said_around_them():
    assert {
        one.what for one in findings("The clown nearly killed me, 4111 1111 1111 1111, what a cancer of a show.")
    } >= {Sensed.CARD}


def test_a_question_is_not_taken_for_an_answer():
    assert any(piece.said for piece in pieces_of("您是怎么知道我们的？"))
    assert not is_special("您是怎麼知道我們的？")


def test_each_piece_of_a_long_answer_is_read_by_itself():
    plenty = "The parcel came late and the box was torn. " * 10
    assert Sensed.HEALTH in {one.what for one in findings(f"{plenty}Since my knees went I only garden in raised beds.")}


@pytest.mark.parametrize("piece", ["a", "a. ", "一", "my pain ", "I light candles on Friday and ", "\n", "12 "])
def test_a_megabyte_is_judged_as_quickly_as_a_page(piece):
    model()
    text = (piece * 1_000_000)[:1_000_000]
    assert any(seconds_of_work(text) < MOST_SECONDS for _ in range(3))


def seconds_of_work(text):
    before = time.process_time()
    list(pieces_of(text))
    return time.process_time() - before
