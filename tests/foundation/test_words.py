"""Words of a state or kind stand on it: none is without, in any language, and a value is its member."""

import json

import msgspec
import pytest
from flask_babel import force_locale

from leadgate.foundation.house_check import untranslated
from leadgate.foundation.words import Text, Words, words_of
from leadgate.foundation.words import text as said


class Plant(Words):
    OAK = "oak", said("Seen")
    ASH = "ash", said("Started")


class Tree(Words):
    asked: Text

    OAK = "oak", said("an oak"), said("I would like an oak")


def test_a_member_is_its_value_and_has_its_words():
    assert Plant("oak") is Plant.OAK
    assert (Plant.OAK, f"{Plant.OAK}", json.dumps(Plant.OAK), msgspec.json.encode(Plant.OAK)) == (
        "oak", "oak", '"oak"', b'"oak"',
    )  # fmt: skip
    assert msgspec.json.decode(b'"ash"', type=Plant) is Plant.ASH
    assert Tree.OAK.asked == Text("I would like an oak")


def test_words_are_read_in_the_readers_language(app):
    read = words_of(Plant)
    with app.test_request_context():
        for language, words in (("en", "Seen"), ("zh_Hant", "已瀏覽")):
            with force_locale(language):
                assert read("oak") == words


def test_a_value_the_kind_has_not_is_no_words():
    with pytest.raises(ValueError, match="elm"):
        words_of(Plant)("elm")


@pytest.mark.parametrize("texts", [(), (said("an oak"),), (said("an oak"), said("an oak!"), said("oak?"))])
def test_a_member_without_all_its_words_is_refused_where_it_is_declared(texts):
    with pytest.raises((TypeError, RuntimeError)) as refused:  # Python before 3.12 wraps it

        class Shrub(Words):
            asked: Text

            OAK = ("oak", *texts)

    refusal = refused.value if isinstance(refused.value, TypeError) else refused.value.__cause__
    assert str(refusal) == "Shrub 'oak' has to have: words, asked."


def test_words_no_language_has_are_named_at_start():
    assert list(untranslated([Tree, Plant], {"an oak", "Seen", "Started"})) == [
        f"“I would like an oak” of {__name__}.Tree.OAK has no words",
    ]
