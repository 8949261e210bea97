"""Hearing of what is new: as the member chose, with a consent for each way, and never more than is good."""

from datetime import datetime, timedelta

import pytest

from leadgate.consent.queries import agrees
from leadgate.discussions.actions import telling
from leadgate.discussions.actions.telling import MailPace, slug_of
from leadgate.discussions.models import Post
from leadgate.foundation import clock
from leadgate.foundation.background import fanout
from leadgate.groups import queries
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.groups.scenes import bakers, begin, person

pytestmark = pytest.mark.both_databases("groups.actions.scheduling")


def next_tuesday() -> datetime:
    """Noon of a Tuesday to come."""
    noon = clock.now().replace(hour=12, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return noon + timedelta(days=(1 - noon.weekday()) % 7)


@pytest.fixture
def group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


@pytest.fixture
def noor(group):
    return group.ask(NOOR, "Noor")


def choose(visitor, pace):
    assert visitor.fill("/g/bakers/mails", pace=pace).status_code == 303


def letters(site, to, word="“Bakers"):
    return [mail for mail in site.mails(to) if word in mail.subject]


def test_nobody_hears_of_anything_before_they_have_chosen_it(site, ada, noor):
    begin(noor)
    assert letters(site, ADA, "A new post") == []


def test_each_way_is_a_consent_of_its_own_and_choosing_another_ends_it(site, group, ada):
    slugs = {pace: slug_of(queries.group(group.id), pace) for pace in MailPace}
    choose(ada, "daily")
    assert agrees(person(), slugs[MailPace.DAILY])
    choose(ada, "at-once")
    assert not agrees(person(), slugs[MailPace.DAILY])
    assert agrees(person(), slugs[MailPace.AT_ONCE])
    given = one(LedgerEntry, LedgerEntry.purpose == slugs[MailPace.AT_ONCE], LedgerEntry.happened == ConsentEvent.GIVEN)
    assert given.notice
    choose(ada, "never")
    assert not any(agrees(person(), slug) for slug in slugs.values())


def test_who_wants_each_post_at_once_gets_each_of_others_and_none_of_their_own(site, ada, noor):
    choose(ada, "at-once")
    path = begin(noor)
    assert len(letters(site, ADA, "A new post")) == 1
    ada.fill(path, body="Thank you.")
    assert len(letters(site, ADA, "A new post")) == 1


def test_a_mail_says_nothing_of_what_was_said_unless_the_group_wants_that(site, group, ada, noor):
    choose(ada, "at-once")
    begin(noor)
    assert "It costs" not in letters(site, ADA, "A new post")[0].text
    making.edit(
        group.id, GroupPage("Bakers who price", admission=Admission.OPEN, mails_quote=True), questions=[], purposes=[]
    )
    begin(noor)
    assert "It costs" in letters(site, ADA, "A new post")[0].text


def test_who_is_handed_a_letter_does_not_learn_the_name_of_the_group_by_its_way_out(site, ada, noor):
    """The page named a hidden group to whoever had the link, also after its reader had left or was erased."""
    choose(ada, "at-once")
    begin(noor)
    link = next(word for word in letters(site, ADA, "A new post")[0].text.split() if "/u/" in word)
    page = site.visitor().get("/u/" + link.partition("/u/")[2])
    assert page.status_code == 200
    assert "Bakers" not in page.text


def test_one_press_in_the_mail_ends_it(site, ada, noor):
    choose(ada, "at-once")
    begin(noor)
    mail = letters(site, ADA, "A new post")[0]
    link = next(word for word in mail.text.split() if "/u/" in word)
    assert (
        site.visitor().post("/u/" + link.partition("/u/")[2], data={"List-Unsubscribe": "One-Click"}).status_code < 400
    )
    begin(noor)
    assert len(letters(site, ADA, "A new post")) == 1
    assert 'value="never" checked' in ada.get("/g/bakers/mails").text


def test_twenty_mails_a_day_are_enough(site, ada, noor, monkeypatch):
    monkeypatch.setattr(telling, "PER_MEMBER", telling.Limit("group-mail/member", 2, timedelta(days=1)))
    choose(ada, "at-once")
    path = begin(noor)
    for _ in range(3):
        noor.fill(path, body="More.")
    assert len(letters(site, ADA, "A new post")) == 2


def test_everybody_hears_of_a_post_in_batches_and_once(site, group, ada, noor, monkeypatch):
    monkeypatch.setattr(fanout, "BATCH", 1)
    third = group.ask("third@person.example", "Third")
    for visitor in (ada, noor, third):
        choose(visitor, "at-once")
    begin(third)
    site.work()
    assert len(letters(site, ADA, "A new post")) == len(letters(site, NOOR, "A new post")) == 1


def test_the_daily_collection_leaves_in_the_morning_and_holds_what_others_said_since(site, ada, noor):
    tuesday = next_tuesday()
    with clock.moved(tuesday - clock.now()):
        site.signed_in().fill("/g/bakers/mails", pace="daily")
    with clock.moved(tuesday + timedelta(hours=2) - clock.now()):
        begin(site.signed_in(NOOR))
        telling.tell_due()
        assert letters(site, ADA, "New in") == []
    with clock.moved(tuesday + timedelta(hours=19, minutes=1) - clock.now()):
        assert telling.tell_due() == 1
        assert telling.tell_due() == 0
        [mail] = letters(site, ADA, "New in")
        assert "1 new post" in mail.text
    with clock.moved(tuesday + timedelta(hours=43, minutes=1) - clock.now()):
        assert telling.tell_due() == 1
        assert len(letters(site, ADA, "New in")) == 1, "nothing new, no mail"


def test_the_weekly_collection_leaves_on_monday(site, ada):
    tuesday = next_tuesday()
    with clock.moved(tuesday - clock.now()):
        site.signed_in().fill("/g/bakers/mails", pace="weekly")
    due = one(Membership).digest_at
    assert (due.weekday(), due.hour) == (0, telling.AT)
    assert due - tuesday < timedelta(days=7)


def test_who_is_named_hears_of_it_if_they_want_that(site, ada, noor):
    choose(ada, "named")
    begin(noor)
    assert letters(site, ADA, "You were named") == []
    begin(noor, body="What do you say, @Ada? And @Nobody Here?")
    assert len(letters(site, ADA, "You were named")) == 1


def test_leaving_ends_every_kind_of_mail_in_the_same_act(site, group, ada, noor):
    choose(ada, "at-once")
    begin(noor)
    ada.fill("/g/bakers/leave")
    assert letters(site, ADA, "A new post") == [], "even of what was said before"
    assert not agrees(person(), slug_of(queries.group(group.id), MailPace.AT_ONCE))
    assert "Mails about" not in ada.get("/me").text


def test_no_mail_speaks_of_a_post_that_was_hidden_meanwhile(site, ada, noor, mina):
    choose(ada, "at-once")
    begin(noor)
    noor.post(f"/g/bakers/posts/{one(Post).id}/removal")
    assert letters(site, ADA, "A new post") == []
    assert count(Post) == 0
