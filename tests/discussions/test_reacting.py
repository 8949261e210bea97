"""Answers of one press: said, counted, taken back, and gone with whoever gave them."""

import pytest

from leadgate.discussions.actions import reacting
from leadgate.discussions.models import Post, Reaction
from leadgate.discussions.types import Sign
from leadgate.foundation.privacy.register import export_of
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission
from tests.cast import NOOR
from tests.facts import count, one
from tests.groups.scenes import bakers, begin, person, send

pytestmark = pytest.mark.both_databases("discussions.actions.reacting")


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


@pytest.fixture
def noor(group):
    return group.ask(NOOR, "Noor")


def react(visitor, sign="thanks"):
    post = one(Post)
    return visitor.press(f"/g/bakers/talks/{post.thread_id}", f"/g/bakers/posts/{post.id}/reaction", sign=sign)


def test_one_press_says_it_another_takes_it_back_and_others_see_how_many_said_it(ada, noor):
    path = begin(ada)
    assert react(noor).status_code == 303
    page = ada.get(path).text
    assert 'Thank you <span class="n">1</span>' in page
    assert "Noor" not in page
    assert react(noor, "same").status_code == 303
    assert count(Reaction) == 2
    react(noor)
    assert one(Reaction).sign == Sign.SAME


def test_two_presses_at_once_count_once(ada, noor):
    begin(ada)
    member = one(Membership, Membership.person_id == person(NOOR)).id
    for _ in range(3):
        reacting.react(member, one(Post).id, Sign.THANKS)
    assert count(Reaction) == 1


def test_a_sign_there_is_not_is_refused(ada, noor):
    begin(ada)
    assert react(noor, "hate").status_code == 422


def test_who_is_muted_says_nothing_with_a_press_either(ada, noor, mina):
    begin(ada)
    member = one(Membership, Membership.person_id == person(NOOR)).id
    send(mina, f"members/{member}", kind="mute", days="7", reason="Spam.")
    assert react(noor).status_code == 403
    assert count(Reaction) == 0


def test_it_is_ones_own_data_and_goes_with_the_membership(ada, noor):
    begin(ada)
    react(noor)
    assert "thanks" in str(export_of(person(NOOR)))
    noor.fill("/g/bakers/leave")
    assert count(Reaction) == 0
