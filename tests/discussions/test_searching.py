"""Searching: by whole words in any script, in what one may read and nothing else; the index holds no clear text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text as sql

from leadgate.discussions.actions import indexing
from leadgate.discussions.models import Post, PostWord
from leadgate.discussions.words import MOST, words_of
from leadgate.foundation.db import action, session
from leadgate.groups.types import Admission
from tests.cast import CANARY, NOOR
from tests.facts import count, one
from tests.groups.scenes import bakers, begin, send

pytestmark = pytest.mark.both_databases


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


@pytest.fixture
def noor(group):
    return group.ask(NOOR, "Noor")


@action
def forget_index():
    session().execute(sql("delete from group_post_word"))
    session().execute(sql("update group_post set indexed = false"))


def found(visitor, words, group="bakers"):
    """What the page says; below it the words are kept in the address of the same page in another language."""
    return visitor.get(f"/g/{group}/search", query_string={"q": words}).text.partition("<footer")[0]


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("It costs more each month.", "MONTH costs"),
        ("Der Preis für Mehl steigt.", "FÜR mehl"),
        ("麵粉的價格每個月都在漲", "價格"),
        ("我們用 Excel 算麵粉成本", "excel 成本"),
        ("ﬁne flour", "fine"),
    ],
)
def test_a_post_is_found_by_its_words_in_any_script(ada, noor, said, wanted):
    begin(ada, "On prices", said)
    assert "On prices" in found(noor, wanted)


@pytest.mark.parametrize("wanted", ["month nothing", "mont", "價漲", "?!", ""])
def test_what_does_not_have_all_the_words_is_not_found(ada, noor, wanted):
    begin(ada, "On prices", "It costs more each month. 價格")
    assert "On prices" not in found(noor, wanted)


def test_what_was_mended_is_found_by_what_it_says_now(ada, noor):
    begin(ada)
    ada.fill(f"/g/bakers/posts/{one(Post).id}/edit", body="It costs less.")
    assert "Flour" in found(noor, "less")
    assert "month" not in found(noor, "month").replace('value="month"', "")


def test_what_is_hidden_removed_or_deleted_is_not_found_by_others(ada, noor, mina):
    begin(ada)
    post = one(Post).id
    send(mina, f"posts/{post}", act="hide", words="No.")
    assert "Flour" not in found(noor, "costs")
    assert "each month" in found(ada, "costs")
    ada.post(f"/g/bakers/posts/{post}/removal")
    assert count(PostWord) == 0


def test_nobody_searches_in_a_group_they_are_not_in(site, group, ada, noor):
    bakers(site, "brewers", admission=Admission.OPEN, questions=False)
    begin(ada)
    assert noor.fill("/g/bakers/leave").status_code == 303
    assert noor.get("/g/bakers/search?q=costs").status_code == 404
    assert ada.get("/g/brewers/search?q=costs").status_code == 404


def test_the_same_word_is_another_hash_in_another_group_and_none_is_in_clear(group, ada):
    begin(ada, body=CANARY)
    words = [row[0] for row in session().execute(sql("select word from group_post_word"))]
    assert words
    assert all(CANARY.casefold().encode() not in bytes(word) for word in words)
    assert set(indexing.hashes_of(group.id, ["flour"])).isdisjoint(indexing.hashes_of(one(Post).id, ["flour"]))


def test_what_was_said_before_there_was_an_index_is_indexed_by_the_worker(ada, noor):
    begin(ada)
    forget_index()
    assert "each month" not in found(noor, "costs")
    assert indexing.index_missing() == 1
    assert indexing.index_missing() == 0
    assert "each month" in found(noor, "costs")


@given(st.text(max_size=3_000))
def test_any_text_has_words_that_are_few_short_and_found_again(text):
    words = words_of(text)
    assert len(words) <= MOST
    assert len(set(words)) == len(words)
    assert all(word in words_of(text) for word in words)
    assert all(0 < len(word) <= 40 for word in words)
