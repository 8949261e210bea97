"""What is new to a member is marked as new, and what they began to write is there when they come back."""

from datetime import timedelta

import pytest

from leadgate.discussions.models import PostDraft, ReadMark, Thread
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.privacy.register import export_of
from leadgate.groups.types import Admission
from leadgate.retention.actions import sweeping
from tests.browser_form import forms
from tests.cast import CANARY, NOOR
from tests.facts import count, one
from tests.groups.scenes import bakers, begin, person

NEW = 'class="state new"'


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


@pytest.fixture
def noor(group):
    return group.ask(NOOR, "Noor")


def test_a_talk_is_new_until_it_was_read_and_again_when_somebody_answers(ada, noor):
    path = begin(noor)
    assert NEW in ada.get("/g/bakers/talks").text
    ada.get(path)
    assert NEW not in ada.get("/g/bakers/talks").text
    with clock.moved(timedelta(minutes=1)):
        noor.fill(path, body="More.")
    assert NEW in ada.get("/g/bakers/talks").text


def test_what_was_said_before_somebody_came_is_not_new_to_them(group, ada):
    begin(ada)
    with clock.moved(timedelta(minutes=1)):
        assert NEW not in group.ask(NOOR, "Noor").get("/g/bakers/talks").text


def keep(visitor, place, **fields):
    """Press "keep it for later" under a form."""
    is_talk = count(Thread, Thread.id == place)
    found = forms(visitor.get(f"/g/bakers/talks/{place}" if is_talk else "/g/bakers/talks").text)
    form = next(one for one in found if "body" in one.names)
    return visitor.post(f"/g/bakers/drafts/{place}", data=form.values | fields)


def test_what_one_began_is_kept_shown_again_and_gone_once_it_is_posted(group, ada, noor):
    assert keep(ada, group.id, title="Flour", body="It costs").status_code == 303
    assert "It costs" in ada.get("/g/bakers/talks").text
    assert "It costs" not in noor.get("/g/bakers/talks").text
    begin(ada, "Flour", "It costs more.")
    assert count(PostDraft) == 0


def test_an_answer_one_began_is_kept_for_its_own_talk(ada):
    path = begin(ada)
    number = one(Thread).id
    assert keep(ada, number, body="I wanted to").status_code == 303
    assert "I wanted to" in ada.get(path).text
    assert "I wanted to" not in ada.get("/g/bakers/talks").text


def test_keeping_nothing_keeps_nothing(group, ada):
    keep(ada, group.id, title="", body="x")
    keep(ada, group.id, title="", body=" ")
    assert count(PostDraft) == 0


def test_nobody_keeps_a_draft_for_a_talk_of_another_group(site, ada, group):
    bakers(site, "brewers", admission=Admission.OPEN, questions=False)
    assert ada.post(f"/g/bakers/drafts/{person()}", data={"body": "x"}).status_code == 404
    assert ada.post(f"/g/brewers/drafts/{group.id}", data={"body": "x"}).status_code == 404


def test_drafts_and_marks_are_sealed_exported_and_go_with_the_membership(group, ada):
    ada.get(begin(ada))
    keep(ada, group.id, title="", body=CANARY)
    assert CANARY.encode() not in one(PostDraft).body
    assert CANARY in str(export_of(person()))
    assert count(ReadMark) == 1
    ada.fill("/g/bakers/leave")
    session().expire_all()
    assert count(PostDraft) == count(ReadMark) == 0


def test_a_draft_nobody_comes_back_to_goes_after_thirty_days(group, ada):
    keep(ada, group.id, title="", body="It costs")
    with clock.moved(timedelta(days=31)):
        list(sweeping.sweep())
    assert count(PostDraft) == 0
