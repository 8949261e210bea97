"""A moderator changes what must not stand there: everybody sees that, the author reads why, and it can be put back."""

import pytest

from leadgate.discussions.models import Post
from leadgate.foundation.privacy.register import export_of
from leadgate.groups.types import Admission
from leadgate.sanctions.models import PostReport
from tests.cast import NOOR
from tests.facts import count, one
from tests.groups.scenes import bakers, begin, person, send

SAID = "Call Tom on 555 0100, he sells rye."
NOW = "Tom sells rye."


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


@pytest.fixture
def noor(group):
    return group.ask(NOOR, "Noor")


@pytest.fixture
def talk(ada):
    return begin(ada, body=SAID)


def redact(moderator, body=NOW, reason="No numbers of others."):
    return moderator.fill(f"/moderate/bakers/posts/{one(Post).id}/edit", body=body, reason=reason)


def test_others_read_the_new_words_and_that_a_moderator_changed_them(talk, noor, mina):
    assert redact(mina).status_code == 303
    page = noor.get(talk).text
    assert NOW in page
    assert "changed by a moderator" in page
    assert "555 0100" not in page
    assert "No numbers" not in page
    assert "A part of a post was changed." in noor.get("/g/bakers/log").text


def test_the_author_reads_why_and_what_they_had_said_and_takes_it_with_them(talk, ada, mina):
    redact(mina)
    page = ada.get(talk).text
    assert "No numbers of others." in page
    assert SAID in page
    assert export_of(person())["group_post"][0]["original"] == SAID


def test_a_second_change_keeps_what_the_author_had_said(talk, ada, mina):
    redact(mina)
    redact(mina, body="Rye is sold.")
    assert SAID in ada.get(talk).text


def test_it_is_found_by_its_new_words_only(talk, noor, mina):
    redact(mina)
    assert "My letter" not in noor.get("/g/bakers/search?q=555").text
    assert "Nothing has all of these words" in noor.get("/g/bakers/search?q=0100").text
    assert "Flour" in noor.get("/g/bakers/search?q=sells").text


def test_it_can_be_put_back_as_it_was(talk, noor, mina):
    redact(mina)
    assert send(mina, f"posts/{one(Post).id}", act="put-back").status_code == 303
    page = noor.get(talk).text
    assert SAID in page
    assert "changed by a moderator" not in page
    assert one(Post).original is None


def test_what_the_author_says_anew_is_their_own_again(talk, ada, noor, mina):
    redact(mina)
    assert ada.fill(f"/g/bakers/posts/{one(Post).id}/edit", body="I know a seller.").status_code == 303
    page = noor.get(talk).text
    assert "I know a seller." in page
    assert "changed by a moderator" not in page


def test_changing_a_post_deals_with_its_reports(talk, noor, mina):
    noor.fill(f"/g/bakers/posts/{one(Post).id}/report", category="private")
    redact(mina)
    assert one(PostReport).closed_at is not None


@pytest.mark.parametrize(("body", "reason"), [("", "Why"), (NOW, ""), (NOW, "  ")])
def test_without_words_or_a_reason_nothing_changes(talk, noor, mina, body, reason):
    assert redact(mina, body, reason).status_code == 422
    assert SAID in noor.get(talk).text


def test_who_leaves_and_lets_it_stand_takes_their_key_and_not_the_change(talk, ada, noor, mina):
    redact(mina)
    ada.fill("/g/bakers/leave", posts="keep")
    page = noor.get(talk).text
    assert NOW in page
    assert "555 0100" not in page
    assert count(Post, Post.author_id.is_not(None)) == 0
