"""Questions keep their wording, and answers keep the wording they answer."""

from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st

from leadgate.foundation.ids import new_id
from leadgate.questions import answers
from leadgate.questions.actions import editing
from leadgate.questions.actions.editing import QuestionDraft
from leadgate.questions.answers import Answer
from leadgate.questions.models import Question
from leadgate.questions.queries import asked_by
from leadgate.questions.types import QuestionKind
from tests.facts import count

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.lists(st.builds(Answer, st.builds(uuid4), TEXT, TEXT)))
def test_answers_are_read_as_they_were_given(given_answers):
    assert answers.read(answers.as_text(given_answers)) == given_answers


def test_a_question_that_changes_is_asked_anew_and_the_old_one_is_kept(here):
    group = new_id()
    city, job = QuestionDraft("Which city?", "To meet."), QuestionDraft("What do you do?", "To know you.")
    editing.ask(group, [city, job])
    first = [one.id for one in asked_by(group)]
    assert not editing.ask(group, [job, city])
    assert [one.id for one in asked_by(group)] == first[::-1]
    assert editing.ask(group, [QuestionDraft("Which town?", "To meet."), job])
    assert [one.label for one in asked_by(group)] == ["Which town?", "What do you do?"]
    assert count(Question, Question.retired_at.is_not(None)) == 1


def test_what_was_left_empty_is_no_answer(here):
    group = new_id()
    editing.ask(
        group,
        [
            QuestionDraft("Which city?", "To meet."),
            QuestionDraft("A page of yours?", "To know you.", QuestionKind.LINK, False),
        ],
    )
    city, page = asked_by(group)
    typed = {answers.field_name(city.id): "Taipei", answers.field_name(page.id): "", "question_of_somebody_else": "x"}
    assert answers.given([city, page], typed) == [Answer(city.id, "Which city?", "Taipei")]
