"""What may take the place of figures that somebody looked at early."""

from leadgate.questions.kinds import LongText
from leadgate.survey_cohorts.recounting import lines_kept_apart
from tests.surveys.scenes import choices, question, small

ITEMS = small(
    question("why", "long_text"), question("taste", "choice", choices=choices("bread", "cakes", "rolls"))
).items


def body(people, **questions):
    return {"people": people, "questions": questions, "pairs": []}


def words(people, **counts):
    told = [{"word": word, "people": count} for word, count in counts.items()]
    return body(people, why={"answered": people, "words": told})


def recounted(old, new):
    return lines_kept_apart(ITEMS, old, new, is_true=True)["questions"]


def test_a_word_few_had_used_is_told_no_more_and_one_that_is_few_now_keeps_the_older_line():
    assert isinstance(ITEMS["why"], LongText)
    now = recounted(words(20, price=9), words(25, price=14, union=8))
    assert now["why"]["words"] == [{"word": "price", "people": 14}], "four of eight would be of five who came"
    assert recounted(words(20, price=9), words(25))["why"]["of"] == 20


def taste(people, **counts):
    return body(
        people, taste={"answered": people, "rows": [{"code": key, "count": one} for key, one in counts.items()]}
    )


def test_an_answer_that_was_hidden_and_is_five_now_says_that_some_of_those_who_came_gave_it():
    older = taste(20, bread=12, cakes=None, rolls=None)
    assert recounted(older, taste(30, bread=17, cakes=5, rolls=8))["taste"]["of"] == 20
    assert recounted(older, taste(40, bread=24, cakes=8, rolls=8))["taste"]["answered"] == 40


def test_a_line_that_counts_somebody_who_went_is_never_shown_again():
    first = lines_kept_apart(ITEMS, None, taste(20, bread=12, cakes=8, rolls=0), is_true=True)
    held = lines_kept_apart(ITEMS, first, taste(18, bread=11, cakes=7, rolls=0), is_true=False)
    again = lines_kept_apart(ITEMS, held, taste(18, bread=11, cakes=7, rolls=0), is_true=True)
    assert held["questions"]["taste"] == again["questions"]["taste"] == {"answered": None, "held": True}
