"""What somebody new says: it waits where the group wants that, comes slowly, and a moderator's word lets it through."""

from datetime import timedelta

import pytest

from leadgate.discussions.models import Post, Thread
from leadgate.discussions.types import PostStatus
from leadgate.foundation import clock
from leadgate.groups import queries
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.types import Admission
from leadgate.moderation import waiting
from leadgate.retention.actions import sweeping
from tests.cast import NOOR
from tests.facts import count, one
from tests.groups.scenes import bakers, begin, decide_appeal, send


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


@pytest.fixture
def noor(group):
    return group.ask(NOOR, "Noor")


def settle(group, **more):
    making.edit(group.id, GroupPage("Bakers who price", admission=Admission.OPEN, **more), questions=[], purposes=[])


def test_the_first_post_of_somebody_new_is_read_by_a_moderator_first(group, ada, noor, mina):
    settle(group, first_posts_held=1)
    path = begin(ada)
    assert "waits for a moderator" in ada.get(path).text
    assert noor.get(path).status_code == 404
    assert "Flour" not in noor.get("/g/bakers/talks").text
    assert "Flour" in ada.get("/g/bakers/talks").text
    assert "It costs" in mina.get("/moderate/bakers/reports").text
    assert send(mina, f"posts/{one(Post).id}", act="release").status_code == 303
    assert "It costs" in noor.get(path).text
    assert ada.fill(path, body="And more.").status_code == 303
    assert "And more." in noor.get(path).text, "one was enough"


def test_an_answer_that_waits_is_not_counted_and_does_not_push_the_talk_up(group, ada, noor):
    path = begin(ada)
    before = one(Thread).last_at
    settle(group, first_posts_held=1)
    with clock.moved(timedelta(minutes=5)):
        noor.fill(path, body="Me too.")
    assert "Me too." not in ada.get(path).text
    assert "0 answers" in ada.get("/g/bakers/talks").text
    assert one(Thread).last_at == before


@pytest.mark.parametrize("body", ["See https://flour.example", "see www.flour.example", "[here](//x)", "![p](/a.png)"])
def test_what_leads_out_of_the_group_waits_while_its_writer_is_new(group, ada, body):
    settle(group, links_held=True, new_for_days=7)
    begin(ada, body="Plain words.")
    assert one(Post).standing == PostStatus.SHOWN
    begin(ada, "Flour two", body)
    assert one(Post, Post.standing == PostStatus.HELD)


def test_a_link_that_is_mended_into_a_post_waits_too(group, ada, noor):
    settle(group, links_held=True)
    path = begin(ada)
    ada.fill(f"/g/bakers/posts/{one(Post).id}/edit", body="See https://flour.example")
    assert "flour.example" not in noor.get(path).text


def test_who_is_not_new_any_more_says_what_they_like(site, group, ada):
    settle(group, links_held=True, new_for_days=7, slow_minutes=10)
    with clock.moved(timedelta(days=8)):
        back = site.signed_in()
        begin(back, body="See https://flour.example")
        begin(back, body="And https://yeast.example")
    assert count(Post, Post.standing == PostStatus.HELD) == 0


def test_a_group_that_is_slow_for_the_new_lets_them_wait_between_two_posts(group, ada):
    settle(group, slow_minutes=10)
    path = begin(ada)
    refused = ada.fill(path, body="And more.")
    assert refused.status_code == 429
    assert "wait 10 minutes" in refused.text
    assert "And more." in refused.text, "what was typed is still there"
    with clock.moved(timedelta(minutes=11)):
        assert ada.fill(path, body="And more.").status_code == 303


def test_everything_that_waits_stands_in_one_place(group, ada, noor, mina):
    path = begin(ada)
    noor.fill(f"/g/bakers/posts/{one(Post).id}/report", category="spam", words="")
    settle(group, first_posts_held=5)
    ada.fill(path, body="Again.")
    here = waiting.of_groups([queries.group(group.id)])[group.id]
    assert (here.posts, here.reports, here.bans, here.appeals) == (1, 1, 0, 0)
    assert ">2</a>" in mina.get("/moderate/").text


def test_what_a_moderator_does_not_let_through_its_writer_can_appeal_against(ada, group, mina):
    settle(group, first_posts_held=1)
    begin(ada)
    assert send(mina, f"posts/{one(Post).id}", act="remove", words="An advertisement.").status_code == 303
    assert "An advertisement." in ada.get("/g/bakers/sanctions").text


def test_a_removed_post_is_gone_for_the_others_and_deleted_after_thirty_days(ada, noor, mina):
    path = begin(ada)
    noor.fill(path, body="Buy my yeast.")
    post = one(Post, Post.title.is_(None))
    assert send(mina, f"posts/{post.id}", act="remove", words="Selling.").status_code == 303
    assert "Buy my yeast." not in ada.get(path).text
    assert "The moderators have removed this" not in ada.get(path).text
    assert "Selling." in noor.get(path).text
    with clock.moved(timedelta(days=31)):
        list(sweeping.sweep())
    assert count(Post) == 1


def test_a_removed_post_stays_while_its_appeal_waits_because_it_is_the_evidence(site, ada, noor, mina):
    path = begin(ada)
    noor.fill(path, body="Buy my yeast.")
    send(mina, f"posts/{one(Post, Post.title.is_(None)).id}", act="remove", words="Selling.")
    noor.fill("/g/bakers/sanctions", body="I gave it away.")
    with clock.moved(timedelta(days=60)):
        list(sweeping.sweep())
        assert count(Post) == 2
    assert decide_appeal(mina, "grant").status_code == 303
    assert "Buy my yeast." in site.signed_in().get(path).text


def test_moderators_read_every_talk_answer_in_their_own_name_and_pin_it(ada, mina):
    path = begin(ada)
    number = path.rpartition("/")[2].partition("#")[0]
    assert "Flour" in mina.get("/moderate/bakers/talks").text
    page = f"/moderate/bakers/talks/{number}"
    assert "It costs" in mina.get(page).text
    assert mina.fill(page, body="Welcome, all.").status_code == 303
    assert "Welcome, all." in ada.get(path).text
    assert "moderator" in ada.get(path).text
    assert send(mina, f"talks/{number}/pin").status_code == 303
    begin(ada, "Yeast")
    talks = ada.get("/g/bakers/talks").text
    assert talks.index("Flour") < talks.index("Yeast")
