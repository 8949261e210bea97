"""Kinds of questions: an answer is read as one and comes back the same; what is none is refused with a sentence."""

from collections import Counter
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from leadgate.questions.errors import NotAnAnswer
from leadgate.questions.kinds import Matrix, SeveralChoices
from leadgate.questions.kinds.best_worst_designs import VERSIONS, balanced, is_connected, unevenness, versions
from leadgate.questions.kinds.kano import CLASSES, FEELINGS, class_of
from tests.surveys.scenes import definition

ITEMS = definition().items


def read(key, **fields):
    typed = MultiDict()
    for name, values in fields.items():
        for value in values if isinstance(values, list) else [values]:
            typed.add(f"q.{key}{'.' if name else ''}{name}", value)
    return ITEMS[key].read(typed)


def plain(key, value):
    return read(key, **{"": value})


@pytest.fixture(autouse=True)
def speaking(site):
    """Refusals are sentences in the reader's language, so there has to be an application."""


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("bakes", "bread", {"chosen": ["bread"]}),
        ("years", "12", 12),
        ("years", "１２", 12),
        ("years", " 12 ", 12),
        ("years", "12.0", 12),
        ("years", "-0", 0),
        ("since", "2014-05-01", "2014-05-01"),
        ("why", "Line\r\nline", "Line\nline"),
        ("why", "e\u0301", "\u00e9"),
        ("nps", "0", 0),
        ("nps", "10", 10),
        ("share", "35", 35),
        ("wants", ["time", "time"], {"chosen": ["time"]}),
    ],
)
def test_what_people_type_is_read_as_they_mean_it(key, typed, value):
    assert plain(key, typed) == value


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("bakes", "pies"),
        ("bakes", ["bread", "cakes"]),
        ("bakes", "other"),
        ("years", "1e999"),
        ("years", "NaN"),
        ("years", "Infinity"),
        ("years", "-1"),
        ("years", "81"),
        ("years", "1.5"),
        ("years", "twelve"),
        ("years", "1,234,5"),
        ("since", "2026-02-30"),
        ("since", "0000-01-01"),
        ("since", "20140501"),
        ("since", "2014-W01-1"),
        ("since", "1949-12-31"),
        ("cakes_why", "two\nlines"),
        ("cakes_why", "\u202eevil"),
        ("cakes_why", "x" * 201),
        ("why", "x" * 2_001),
        ("why", "a\0b"),
        ("wants", ["price", "time", "none"]),
        ("wants", ["price", "none"]),
        ("wants", ["price"] + [f"x{at}" for at in range(10_000)]),
        ("nps", "11"),
        ("nps", "-1"),
        ("nps", "seven"),
        ("csat", "0"),
        ("ces", "8"),
        ("share", "33"),
        ("share", "101"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_with_a_sentence(key, typed):
    with pytest.raises(NotAnAnswer) as refused:
        plain(key, typed)
    assert str(refused.value)


@pytest.mark.parametrize("key", list(ITEMS))
def test_nothing_typed_is_no_answer_to_any_kind(key):
    assert plain(key, "") is None
    assert ITEMS[key].read(MultiDict()) is None


@pytest.mark.parametrize("key", ["years", "since", "cakes_why", "why", "share"])
def test_spaces_alone_are_nothing_typed(key):
    assert plain(key, "  \t ") is None


def test_something_else_needs_words_and_words_alone_mean_something_else():
    assert read("bakes", other="pies") == {"chosen": ["other"], "other": "pies"}
    assert read("bakes", **{"": "bread", "other": "pies"}) == {"chosen": ["bread"]}


def test_places_are_given_once_from_the_first_on_without_gaps():
    assert read("order", taste="1", price="2") == ["taste", "price"]
    for wrong in ({"taste": "1", "price": "1"}, {"taste": "2"}, {"taste": "3"}, {"taste": "first"}):
        with pytest.raises(NotAnAnswer):
            read("order", **wrong)


def test_a_statement_of_a_matrix_takes_only_points_of_its_scale():
    assert read("agree", easy="yes", foreign="no") == {"easy": "yes"}
    with pytest.raises(NotAnAnswer):
        read("agree", easy="perhaps")


def test_best_and_worst_are_two_things_of_the_set_that_was_shown():
    first = [one.key for one in ITEMS["matters"].sets(0)[0]]
    missing = next(key for key in "abcde" if key not in first)
    assert read("matters", **{"0.best": first[0], "0.worst": first[1]}) == {"0": first}
    for best, worst in ((first[0], first[0]), (first[0], ""), (first[0], missing)):
        with pytest.raises(NotAnAnswer):
            read("matters", **{"0.best": best, "0.worst": worst})


def test_half_a_kano_pair_is_no_answer():
    with pytest.raises(NotAnAnswer):
        read("features", **{"table.with": "like"})


def test_required_answers_of_several_parts_have_to_be_whole():
    rows, columns = ITEMS["agree"].rows, ITEMS["agree"].columns
    strict = Matrix(key="agree", label={"en": "?"}, required=True, rows=rows, columns=columns)
    with pytest.raises(NotAnAnswer):
        strict.read(MultiDict({"q.agree.easy": "yes"}))


def test_at_least_so_many_are_chosen_unless_none_of_them_is_meant():
    wants = ITEMS["wants"]
    two = SeveralChoices(key="wants", label=wants.label, choices=wants.choices, least=2)
    with pytest.raises(NotAnAnswer):
        two.read(MultiDict({"q.wants": "price"}))
    assert two.read(MultiDict({"q.wants": "none"})) == {"chosen": ["none"]}


ANSWERS = {
    "bakes": st.sampled_from([{"chosen": ["bread"]}, {"chosen": ["other"], "other": "pies"}]),
    "years": st.integers(0, 80),
    "since": st.dates(min_value=date(1950, 1, 1), max_value=date(2030, 12, 31)).map(str),
    "why": st.text("abc 麵包\n", min_size=1).map(str.strip).filter(bool),
    "wants": st.sampled_from([["price"], ["price", "time"], ["none"]]).map(lambda keys: {"chosen": keys}),
    "order": st.permutations(["price", "taste", "time"]).map(lambda keys: list(keys)[:2]),
    "agree": st.dictionaries(st.sampled_from(["easy", "short"]), st.sampled_from(["no", "so_so", "yes"]), min_size=1),
    "features": st.dictionaries(
        st.sampled_from(["table", "video"]),
        st.lists(st.sampled_from(list(FEELINGS)), min_size=2, max_size=2),
        min_size=1,
    ),
    "nps": st.integers(0, 10),
    "csat": st.integers(1, 5),
    "ces": st.integers(1, 7),
    "share": st.integers(0, 20).map(lambda step: step * 5),
    "spends": st.tuples(st.integers(0, 500), st.integers(0, 500)).map(
        lambda tenths: {"flour": tenths[0] / 10, "rent": tenths[1] / 10, "power": (1_000 - sum(tenths)) / 10}
    ),
}


@pytest.mark.parametrize("key", list(ANSWERS))
@given(data=st.data())
def test_an_answer_put_into_its_fields_is_read_as_the_same_answer(key, data):
    value = data.draw(ANSWERS[key])
    assert ITEMS[key].read(MultiDict(ITEMS[key].fields(value))) == value
    assert ITEMS[key].plainly(value, "en")


@pytest.mark.parametrize(("things", "size", "times"), [(7, 3, 3), (13, 4, 4)])
def test_where_a_perfect_design_exists_every_pair_meets_equally_often(things, size, times):
    met = Counter(pair for one in balanced(things, size, times) for pair in combinations(sorted(one), 2))
    assert len(met) == things * (things - 1) // 2
    assert set(met.values()) == {1}


@pytest.mark.parametrize(("things", "size", "times"), [(8, 4, 3), (10, 4, 2), (12, 5, 3), (9, 4, 3)])
def test_a_design_shows_everything_equally_often_and_never_twice_in_a_set(things, size, times):
    sets = balanced(things, size, times)
    shown = Counter(one for chosen in sets for one in chosen)
    assert all(len(set(chosen)) == size for chosen in sets)
    assert set(shown) == set(range(things))
    assert max(shown.values()) - min(shown.values()) <= 1
    assert min(shown.values()) >= times
    pairs = things * (things - 1) / 2
    assert unevenness(sets) <= 1.35 * (len(sets) * size * (size - 1) / 2) ** 2 / pairs + pairs * 0.25


@pytest.mark.parametrize(("things", "size", "times"), [(12, 4, 3), (8, 4, 1), (10, 5, 2), (5, 3, 3), (30, 5, 3)])
def test_over_all_versions_of_a_design_everything_meets_everything_about_equally_often(things, size, times):
    found = versions(things, size, times)
    assert len(set(found)) == len(found) == VERSIONS
    shown = Counter(one for design in found for chosen in design for one in chosen)
    met = Counter(pair for design in found for chosen in design for pair in combinations(sorted(chosen), 2))
    assert max(shown.values()) - min(shown.values()) <= 2
    assert len(met) == things * (things - 1) // 2
    assert max(met.values()) <= (1.35 if things < 30 else 2) * min(met.values())
    for design in found:
        assert all(len(set(chosen)) == size for chosen in design)
        assert is_connected(things, design) or times == 1, "sets of which nothing is shown twice cannot be joined"


def test_a_chain_of_sets_is_seen():
    assert is_connected(5, [(0, 1), (3, 4), (1, 4), (2, 3)])
    assert not is_connected(5, [(0, 1), (3, 4), (1, 2)])


def test_an_error_names_the_set_by_the_number_it_has_on_the_page():
    matters = ITEMS["matters"]
    shown = matters.ordered(seed=1_234)[3]
    with pytest.raises(NotAnAnswer, match="set 4"):
        read("matters", version=str(matters.version_of(1_234)), **{"3.best": shown[0].key})
    for wrong in ("64", "-1", "x"):
        with pytest.raises(NotAnAnswer):
            read("matters", version=wrong, **{"3.best": shown[0].key, "3.worst": shown[1].key})


def test_the_kano_table_is_the_published_one():
    assert class_of("like", "dislike") == "one_dimensional"
    assert class_of("like", "neutral") == "attractive"
    assert class_of("neutral", "dislike") == "must_be"
    assert class_of("neutral", "neutral") == "indifferent"
    assert class_of("dislike", "like") == "reverse"
    assert class_of("like", "like") == class_of("dislike", "dislike") == "questionable"
    assert {class_of(one, other) for one in FEELINGS for other in FEELINGS} == set(CLASSES)


def test_the_order_of_what_is_shuffled_is_each_respondents_own_and_stays():
    sets = ITEMS["matters"]
    assert sets.ordered(3) == sets.ordered(3)
    assert len({str(sets.ordered(seed)) for seed in range(20)}) == 20


@pytest.mark.parametrize("key", ["cakes_why", "why"])
def test_marks_that_keyboards_of_hebrew_and_arabic_type_belong_in_an_answer(key):
    assert plain(key, "שלום!\u200f 5") == "שלום!\u200f 5"
