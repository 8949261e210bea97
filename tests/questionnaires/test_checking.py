"""What keeps a survey from being published is said in a sentence, at its place."""

import pytest

from leadgate.questionnaires.checking import problems_of
from tests.surveys.scenes import question, small


def answers(*labels: str) -> list[dict[str, object]]:
    return [{"key": f"a{nth}", "label": {"en": label}} for nth, label in enumerate(labels)]


@pytest.mark.parametrize(("kind", "of"), [("choice", "choices"), ("choices", "choices"), ("ranking", "choices")])
def test_two_answers_that_read_alike_are_named(kind, of):
    asked = question("bakes", kind, label={"en": "Bakes?"}, **{of: answers("أحمر", "أحمر ", "Blue", "blue")})
    [problem] = problems_of(small(asked))
    assert problem.place == "bakes"
    assert str(problem.sentence) == "Two answers read “أحمر”. Nobody can tell them apart."


def test_answers_that_only_look_alike_in_another_language_of_theirs_are_fine():
    choices = [{"key": key, "label": {"en": key, "de": other}} for key, other in (("red", "rot"), ("rot", "Fäule"))]
    asked = question("which", "choice", label={"en": "Which?", "de": "Was?"}, choices=choices)
    assert problems_of(small(asked, languages=["en", "de"], title={"en": "A", "de": "B"})) == []
