"""Life inside a group: what members say, what is reported and hidden, and what becomes of it when somebody leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.discussions.models import Post
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.privacy.register import export_of
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.retention.actions import sweeping
from leadgate.sanctions.models import PostReport
from tests.cast import ADA, CANARY, NOOR
from tests.facts import count, every, one
from tests.groups.scenes import MINA, bakers, begin, token_of

pytestmark = pytest.mark.both_databases("groups.actions.leaving")

DAY = timedelta(days=1)


@pytest.fixture
def open_group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(open_group):
    return open_group.ask()


@pytest.fixture
def noor(open_group):
    return open_group.ask(NOOR, "Noor")


def test_members_read_and_answer_each_other(ada, noor):
    path = begin(ada)
    page = noor.get(path).text
    assert "It costs <strong>more</strong> each month." in page
    assert noor.fill(path, body="Here too.").status_code == 303
    assert "Here too." in ada.get(path).text
    assert "1 answer" in ada.get("/g/bakers/talks").text


def test_script_in_what_members_say_does_nothing(ada, noor):
    path = begin(
        ada, "<script>alert(1)</script>", "<script>alert(2)</script>[x](javascript:alert(3))<img src=x onerror=y>"
    )
    page = noor.get(path).text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page


def test_an_empty_post_is_refused_beside_its_field(ada):
    assert ada.fill("/g/bakers/talks", title="Flour", body=" ").status_code == 422
    assert count(Post) == 0


def test_one_mends_and_deletes_what_one_said_oneself_and_nothing_else(ada, noor):
    path = begin(ada)
    post = one(Post).id
    assert noor.get(f"/g/bakers/posts/{post}/edit").status_code == 404
    assert noor.post(f"/g/bakers/posts/{post}/removal").status_code == 404
    assert ada.fill(f"/g/bakers/posts/{post}/edit", body="It costs less.").status_code == 303
    assert "It costs less." in noor.get(path).text
    assert "changed" in noor.get(path).text
    assert ada.post(f"/g/bakers/posts/{post}/removal").status_code == 303
    assert "It costs less." not in noor.get(path).text


def test_a_reported_post_is_hidden_with_a_reason_only_its_author_reads(ada, noor, mina):
    path = begin(ada)
    post = one(Post).id
    assert noor.fill(f"/g/bakers/posts/{post}/report", category="spam", words="He sells flour").status_code == 303
    page = mina.get("/moderate/bakers/reports").text
    assert "He sells flour" in page
    assert "Noor" not in page
    assert mina.press("/moderate/bakers/reports", f"/moderate/bakers/posts/{post}", act="hide").status_code == 422
    hidden = mina.press("/moderate/bakers/reports", f"/moderate/bakers/posts/{post}", act="hide", words="No selling.")
    assert hidden.status_code == 303
    others, own = noor.get(path).text, ada.get(path).text
    assert "each month" not in others
    assert "No selling." not in others
    assert "each month" in own
    assert "No selling." in own
    log = noor.get("/g/bakers/log").text
    assert "A post was hidden." in log
    assert "Ada" not in log
    assert "Mina" not in log


def test_a_hidden_post_can_be_shown_again(ada, noor, mina):
    path = begin(ada)
    post = one(Post).id
    for visitor in (noor, ada):
        assert visitor.fill(f"/g/bakers/posts/{post}/report", category="other").status_code in (303, 404)
    mina.press("/moderate/bakers/reports", f"/moderate/bakers/posts/{post}", act="hide", words="Wait.")
    form = {"act": "show", "csrf_token": token_of(mina)}
    assert mina.post(f"/moderate/bakers/posts/{post}", data=form).status_code == 303
    assert "each month" in noor.get(path).text


def test_reports_end_half_a_year_after_they_were_dealt_with(ada, noor, mina):
    begin(ada)
    post = one(Post).id
    noor.fill(f"/g/bakers/posts/{post}/report", category="spam")
    mina.press("/moderate/bakers/reports", f"/moderate/bakers/posts/{post}", act="nothing")
    for days, left in ((179, 1), (181, 0)):
        with clock.moved(days * DAY):
            list(sweeping.sweep())
            assert count(PostReport) == left


def test_an_announcement_stands_above_all_others_in_the_moderators_name(ada, mina):
    mina.fill("/moderate/bakers/reports", title="We meet on Monday", body="At nine.")
    with clock.moved(timedelta(minutes=1)):
        begin(ada)
        page = ada.get("/g/bakers/talks").text
    assert page.index("We meet on Monday") < page.index("Flour")
    assert "Mina" in page


def test_who_leaves_takes_their_posts_along_unless_they_say_otherwise(ada, noor):
    path = begin(ada)
    begin(noor, "Butter", "Dear, too.")
    assert ada.fill("/g/bakers/leave").status_code == 303
    assert noor.get(path).status_code == 200
    assert "each month" not in noor.get(path).text
    assert count(Post) == 1


def test_who_leaves_their_posts_there_leaves_no_name_and_no_tie_to_them(site, ada, noor):
    path = begin(ada)
    ada_id = people.id_with(people.index_of(parsed(ADA)))
    assert ada.fill("/g/bakers/leave", posts="keep").status_code == 303
    page = noor.get(path).text
    assert "each month" in page
    assert "Ada" not in page
    assert "group_post" not in export_of(ada_id)
    erasing.erase(ada_id, why=Why.PERSON)
    assert "each month" in noor.get(path).text


def test_who_has_left_reads_nothing_more(ada):
    path = begin(ada)
    ada.fill("/g/bakers/leave")
    for page in ("/g/bakers/talks", path, "/g/bakers/log"):
        assert ada.get(page).status_code == 404


def test_an_erased_members_posts_die_with_their_key_and_the_talk_goes_on(site, ada, noor):
    path = begin(ada, body=f"{CANARY} {CANARY}")
    noor.fill(path, body="Here too.")
    erasing.erase(people.id_with(people.index_of(parsed(ADA))), why=Why.PERSON)
    page = noor.get(path).text
    assert "Here too." in page
    assert CANARY not in page
    assert count(Membership) == 1


def test_what_one_said_is_in_ones_own_export(ada):
    begin(ada, "Flour", "It costs more.")
    found = export_of(one(Person).id)
    assert [(row["title"], row["body"]) for row in found["group_post"]] == [("Flour", "It costs more.")]
    assert found["membership"][0]["name"] == "Ada"


def test_nothing_members_say_is_in_clear_in_the_database(site, ada, noor, mina):
    path = begin(ada, CANARY, CANARY)
    noor.fill(path, body=CANARY)
    first = one(Post, Post.title.is_not(None)).id
    sent = noor.fill(f"/g/bakers/posts/{first}/report", category="other", words=CANARY)
    assert sent.status_code == 303, sent.text
    for table in (Post, PostReport, Membership):
        rows = every(select(*table.__table__.columns))
        assert rows
        assert CANARY.encode() not in b"".join(value for row in rows for value in row if isinstance(value, bytes))
        assert CANARY not in str(rows)


def test_a_moderator_of_another_group_reaches_no_post_of_this_one(site, ada, mina):
    bakers(site, "brewers", owner=MINA)
    begin(ada)
    post = one(Post).id
    form = {"act": "hide", "words": "x", "csrf_token": token_of(mina)}
    assert mina.post(f"/moderate/brewers/posts/{post}", data=form).status_code == 404


def test_so_many_posts_in_an_hour_and_no_more(site, ada, monkeypatch):
    from leadgate.discussions.actions import posting
    from leadgate.foundation.limits import Limit

    monkeypatch.setattr(posting, "PER_MEMBER", Limit("post/member", 1, timedelta(hours=1)))
    path = begin(ada)
    refused = ada.fill(path, body="Again.")
    assert refused.status_code == 429
    assert "Again." in refused.text


def test_an_open_page_says_that_somebody_answered_and_not_what_one_said_oneself(ada, noor):
    path = begin(ada)
    since = f"{path}/since/{one(Post).id}"
    ada.fill(path, body="And I forgot.")
    assert "new answer" not in ada.get(since).text
    assert "1 new answer" in noor.get(since).text
    assert "And I forgot." not in noor.get(since).text
    assert f'hx-get="{path}/since/' in noor.get(path).text
