"""What should not stand in free text is found: how much of it, and how seldom by mistake, on a labelled set.

The set (`labelled.txt`) was written for this test: 230 answers to "What made you want this?" as bakers, freelancers and
teachers of both languages give them, more than half with something that should not be there, the rest with what
only looks like it (prices, years, idioms). Its author also wrote the lists of words, so it says how well the parts work
together, not how people elsewhere write; docs/surveys.md says so, too.
"""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadgate.pii_detection.finding import SPECIAL, Sensed
from leadgate.pii_detection.papers import is_taiwanese_id
from leadgate.pii_detection.senses import findings

LINES = (Path(__file__).parent / "labelled.txt").read_text(encoding="utf-8").splitlines()[1:]
LABELLED = [tuple(line.split("|", 1)) for line in LINES]
RECALL, PRECISION = 0.95, 0.95


def found_in(text):
    return {one.what for one in findings(text)}


def rates(kinds):
    """Of the texts that hold one of these, how many are caught; of those caught, how many hold something."""
    caught = Counter()
    for label, text in LABELLED:
        hit = bool(found_in(text) & kinds)
        caught[(label in {str(kind) for kind in kinds}, hit)] += 1
    mistaken = [text for label, text in LABELLED if label == "-" and found_in(text)]
    recall = caught[True, True] / (caught[True, True] + caught[True, False])
    return recall, caught[True, True] / (caught[True, True] + len(mistaken))


def missed(kinds):
    names = {str(kind) for kind in kinds}
    return [text for label, text in LABELLED if label in names and not found_in(text) & kinds]


def test_special_categories_are_caught_as_often_as_we_say():
    recall, precision = rates(SPECIAL)
    assert recall >= RECALL, missed(SPECIAL)
    assert precision >= PRECISION, [text for label, text in LABELLED if label == "-" and found_in(text)]


def test_what_names_somebody_is_caught_as_often_as_we_say():
    named = set(Sensed) - SPECIAL
    recall, precision = rates(named)
    assert recall >= RECALL, missed(named)
    assert precision >= PRECISION


@pytest.mark.parametrize("kind", Sensed)
def test_every_kind_stands_in_the_set_and_is_caught_at_least_once(kind):
    assert any(label == kind and kind in found_in(text) for label, text in LABELLED)


@pytest.mark.parametrize(
    "text",
    ["4111 1111 1111 1112", "A123456788", "GB82WEST12345698765433", "1HGCM82633A004353", "2026 2027 2028 2029"],
)
def test_a_number_whose_check_digit_is_wrong_names_nobody(text):
    assert findings(text) == []


def test_the_check_digit_of_a_taiwanese_identity_card():
    assert is_taiwanese_id("A123456789")
    assert not is_taiwanese_id("A123456780")


@given(st.text(max_size=300))
def test_any_text_is_read_and_what_is_found_stands_in_it_in_order(text):
    found = findings(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
