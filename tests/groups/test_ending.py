"""How belonging ends without anybody's will: by silence, or with the group; and who runs it when its owner is gone."""

from datetime import timedelta

import pytest

from leadgate.discussions.models import Post
from leadgate.erasure.actions import erasing, holding
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.background import fanout
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.groups import queries
from leadgate.groups.actions import appointing, closing
from leadgate.groups.models import Appointment, Membership
from leadgate.groups.types import Admission, GroupRole
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import JoinState
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people.queries import person_with
from leadgate.retention.actions import sweeping, warning
from leadgate.staff.actions.accounts import account_with, remove_account
from leadgate.staff.errors import LastOwner
from tests.astray import BASE_URL
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.groups.scenes import MINA, OLE, bakers, begin

DAY = timedelta(days=1)


@pytest.fixture
def open_group(site, mina):
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(open_group):
    return open_group.ask()


def swept():
    return {one.rule: one.taken for one in sweeping.sweep() if one.taken}


def test_a_silent_member_is_asked_a_month_before_and_leaves_without_their_name(site, ada):
    begin(ada)
    with clock.moved(336 * DAY):
        assert warning.warn_all() == 1
        assert "Do you want to stay" in site.mail(ADA).subject
        assert swept().get("group/bakers") is None
    with clock.moved(367 * DAY):
        assert swept()["group/bakers"] == 1
    assert count(Membership) == 0
    assert one(Post).author_id is None, "what they said stays, without their name"
    assert one(LedgerEntry, LedgerEntry.happened == ConsentEvent.WITHDRAWN)


def test_nobody_leaves_in_silence_who_was_not_told(ada):
    with clock.moved(400 * DAY):
        assert swept().get("group/bakers") is None
    assert count(Membership) == 1


@pytest.mark.environment(LEADGATE_BASE_URL=BASE_URL)
def test_one_press_on_the_letters_button_keeps_the_membership(site, ada):
    with clock.moved(336 * DAY):
        warning.warn_all()
        page = site.visitor().fill(site.mail(ADA).link("keep"))
        assert "Thank you, you stay" in page.text
    with clock.moved(500 * DAY):
        assert swept().get("group/bakers") is None
    assert count(Membership) == 1


def test_a_group_that_wants_that_keeps_silent_members_for_ever(site, mina):
    bakers(site, admission=Admission.OPEN, questions=False, inactive_days=0).ask()
    with clock.moved(600 * DAY):
        assert warning.warn_all() == 0


@pytest.fixture
def marketer(site):
    return site.staff(Role.MARKETER)


def test_the_end_of_a_group_is_told_in_advance_and_takes_everything_said_with_it(site, open_group, ada, marketer):
    path = begin(ada)
    page = f"/studio/groups/{open_group.id}"
    assert marketer.press(page, f"{page}/end", days="3").status_code == 422
    assert marketer.press(page, f"{page}/end", days="30").status_code == 303
    assert "ends on" in site.mail(ADA).subject
    assert "This group ends on" in ada.get(path).text
    with clock.moved(29 * DAY):
        assert closing.close_due() == 0
    with clock.moved(31 * DAY):
        assert closing.close_due() == 1
    assert count(Membership) == count(Post) == 0
    assert site.signed_in().get(path).status_code == 404
    assert "has ended" in site.visitor().get("/g/bakers").text


def test_who_waits_in_a_group_that_ends_is_told(site, mina):
    group = bakers(site)
    group.ask()
    closing.announce_end(group.id, 14, by=account_with(MINA))
    with clock.moved(15 * DAY):
        closing.close_due()
    assert one(MembershipRequest).state == JoinState.EXPIRED


def test_an_end_can_be_called_off_and_everybody_hears_so(site, open_group, ada, marketer):
    page = f"/studio/groups/{open_group.id}"
    marketer.press(page, f"{page}/end", days="30")
    site.work()
    assert marketer.press(page, f"{page}/end/revocation").status_code == 303
    assert "goes on after all" in site.mail(ADA).subject
    with clock.moved(31 * DAY):
        assert closing.close_due() == 0
    assert count(Membership) == 1


def test_everybody_is_told_in_batches_and_once(site, open_group, ada, marketer, monkeypatch):
    monkeypatch.setattr(fanout, "BATCH", 1)
    open_group.ask(NOOR, "Noor")
    page = f"/studio/groups/{open_group.id}"
    marketer.press(page, f"{page}/end", days="30")
    site.work()
    told = [mail.recipient for mail in site.mails() if "ends on" in mail.subject]
    assert sorted(told) == sorted([ADA, NOOR])


def test_who_is_gone_and_whose_membership_a_hold_keeps_is_told_nothing(site, open_group, ada, marketer):
    open_group.ask(NOOR, "Noor")
    noor = person_with(parsed(NOOR)).id
    holding.hold(noor, "claim 12/2026")
    erasing.erase(noor, why=Why.PERSON)
    assert count(Membership) == 2, "what the hold keeps"
    page = f"/studio/groups/{open_group.id}"
    marketer.press(page, f"{page}/end", days="30")
    site.work()
    assert [mail.recipient for mail in site.mails() if "ends on" in mail.subject] == [ADA]


def test_a_group_outlives_the_account_of_its_owner(site, open_group, ole_runs_it):
    remove_account(account_with(MINA))
    kept = one(Appointment)
    assert (kept.name, kept.role) == ("Ole", GroupRole.OWNER)
    assert queries.group_with_id(open_group.id)


@pytest.fixture
def ole_runs_it(site, open_group):
    site.staff(Role.MODERATOR, OLE)
    appointing.appoint(open_group.id, account_with(OLE), "Ole")


def test_where_nobody_else_runs_it_the_owner_of_the_site_does(site, open_group):
    site.staff(Role.OWNER, "boss@bakery.example")
    remove_account(account_with(MINA))
    kept = one(Appointment)
    assert (kept.account_id, kept.role) == (account_with("boss@bakery.example"), GroupRole.OWNER)


def test_a_removed_account_is_signed_out_at_once_and_the_last_owner_stays(site, mina):
    boss = site.staff(Role.OWNER, "boss@bakery.example")
    assert mina.get("/moderate/").status_code == 200
    remove_account(account_with(MINA))
    assert mina.get("/moderate/").status_code == 303
    with pytest.raises(LastOwner):
        remove_account(account_with("boss@bakery.example"))
    assert boss.get("/moderate/").status_code == 200
