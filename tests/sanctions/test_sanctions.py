"""Muting, banning, appealing: at once, for a time, with a reason, and with a word against it."""

from datetime import timedelta

import pytest

from leadgate.discussions.models import Post
from leadgate.foundation import clock
from leadgate.foundation.privacy.register import export_of
from leadgate.groups.actions import making
from leadgate.groups.actions.making import GroupPage
from leadgate.groups.models import Group, Membership
from leadgate.groups.types import Admission
from leadgate.joining.actions import deciding
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import JoinState
from leadgate.retention.actions import sweeping
from leadgate.sanctions.actions import appealing, sanctioning
from leadgate.sanctions.errors import AppealedAlready, Banned
from leadgate.sanctions.models import Appeal, Sanction
from leadgate.sanctions.types import Sanctioning
from leadgate.staff.actions.accounts import account_with
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.groups.scenes import MINA, bakers, begin, decide_appeal, person, send

pytestmark = pytest.mark.both_databases("groups.actions.belonging", "groups.actions.leaving")

DAY = timedelta(days=1)


@pytest.fixture
def group(site, mina):
    """A group anybody can join at once."""
    return bakers(site, admission=Admission.OPEN, questions=False)


@pytest.fixture
def ada(group):
    return group.ask()


def press(moderator, kind="ban", days="7", reason="You advertise.", **more):
    """What a moderator does on the page of the only member there is."""
    path = f"/moderate/bakers/members/{one(Membership).id}"
    return moderator.fill(path, kind=kind, days=days, reason=reason, **more)


def test_who_is_muted_reads_on_and_says_nothing_until_the_day_has_come(site, ada, mina):
    path = begin(ada)
    assert press(mina, "mute", "1").status_code == 303
    assert "It costs" in ada.get(path).text
    refused = ada.fill(path, body="Buy my flour.")
    assert refused.status_code == 403
    assert "muted you until" in refused.text
    assert ada.fill("/g/bakers/talks", title="Buy", body="Buy my flour.").status_code == 403
    assert ada.fill(f"/g/bakers/posts/{one(Post).id}/edit", body="Buy my flour.").status_code == 403
    with clock.moved(2 * DAY):
        assert site.signed_in().fill(path, body="I am back.").status_code == 303


def test_a_ban_holds_at_once_in_sessions_that_are_open(ada, mina):
    path = begin(ada)
    assert press(mina).status_code == 303
    for page in (path, "/g/bakers/talks", "/g/bakers/log"):
        assert ada.get(page).status_code == 404
    assert count(Membership) == 0


def test_the_person_is_told_why_until_when_and_how_to_appeal(site, ada, mina):
    press(mina, reason="You advertise your shop.")
    mail = site.mail(ADA)
    assert "You advertise your shop." in mail.text
    page = ada.get("/g/bakers/sanctions").text
    assert "You advertise your shop." in page
    assert "It ends by itself on" in page
    assert "/g/bakers/sanctions" in ada.get("/me").text


def test_who_is_banned_cannot_ask_to_join_until_it_ends(site, group, ada, mina):
    press(mina, days="30")
    assert group.fill_in(ada, email="").status_code == 403
    stranger = site.visitor()
    assert group.fill_in(stranger, ADA).status_code == 303
    confirmed = stranger.get(site.mail(ADA).link("confirm"))
    assert confirmed.status_code == 403, "an open session or a new one, the ban is the person's"
    with clock.moved(31 * DAY):
        assert group.ask().get("/g/bakers/talks").status_code == 200


def test_no_older_decision_that_is_reversed_brings_a_banned_person_in(site, mina):
    group = bakers(site)
    group.ask()
    group.decide(mina, "decline", "Not yet.")
    first = one(MembershipRequest)
    with clock.moved(8 * DAY):
        group.ask()
        deciding.approve(one(MembershipRequest, MembershipRequest.state == JoinState.PENDING).id, by=account_with(MINA))
    with clock.moved(9 * DAY):
        by = account_with(MINA)
        sanctioning.sanction(one(Membership).id, Sanctioning.BAN, "Spam.", days=30, group=group.id, by=by)
        with pytest.raises(Banned):
            deciding.reverse(first.id, by=by)
        assert count(Membership) == 0


def test_a_sanction_needs_a_reason_and_a_member_of_this_group(site, group, ada, mina):
    assert press(mina, reason=" ").status_code == 422
    bakers(site, "brewers", admission=Admission.OPEN, questions=False)
    member = one(Membership).id
    assert mina.get(f"/moderate/brewers/members/{member}").status_code == 404
    assert count(Sanction) == 0
    assert group


def test_everything_somebody_said_is_hidden_with_the_ban_where_the_moderator_wants_that(site, group, ada, mina):
    noor = group.ask(NOOR, "Noor")
    path = begin(ada)
    member = one(Membership, Membership.person_id == person()).id
    sent = mina.fill(f"/moderate/bakers/members/{member}", kind="ban", days="7", reason="Spam.", hides_posts="y")
    assert sent.status_code == 303
    assert "It costs" not in noor.get(path).text


def test_the_log_says_what_happened_and_about_whom_not(group, ada, mina):
    noor = group.ask(NOOR, "Noor")
    member = one(Membership, Membership.person_id == person()).id
    mina.fill(f"/moderate/bakers/members/{member}", kind="ban", days="7", reason="Spam and more.")
    log = noor.get("/g/bakers/log").text
    assert "Somebody was banned for a time." in log
    assert "Ada" not in log
    assert "Spam and more." not in log


def second_pair():
    page = GroupPage("Bakers who price", admission=Admission.OPEN, second_pair=True)
    making.edit(one(Group).id, page, questions=[], purposes=[])


def test_where_the_group_wants_it_a_ban_waits_for_a_second_moderator_and_only_mutes_till_then(site, ada, mina, ole):
    path = begin(ada)
    second_pair()
    press(mina)
    assert ada.get(path).status_code == 200
    assert ada.fill(path, body="More.").status_code == 403
    assert ada.get("/g/bakers/sanctions").status_code == 404, "nothing is decided yet, so nothing is said"
    number = one(Sanction).id
    assert send(mina, f"sanctions/{number}/second").status_code == 403
    assert ada.get(path).status_code == 200
    assert send(ole, f"sanctions/{number}/second").status_code == 303
    assert ada.get(path).status_code == 404
    assert "banned you" in site.mail(ADA).subject


def appeal(visitor, words="It was not an advertisement."):
    return visitor.fill("/g/bakers/sanctions", body=words)


def test_an_appeal_is_read_once_and_ends_the_ban_when_it_is_granted(site, group, ada, mina):
    press(mina)
    assert appeal(ada).status_code == 303
    assert "It was not an advertisement." in mina.get("/moderate/bakers/sanctions").text
    with pytest.raises(AppealedAlready):
        appealing.appeal_sanction(person(), one(Sanction).id, "Once more.")
    assert decide_appeal(mina, "grant", "You are right, sorry.").status_code == 303
    assert "You are right, sorry." in ada.get("/g/bakers/sanctions").text
    assert group.fill_in(ada, email="").status_code == 303
    assert site


def test_a_refused_appeal_changes_nothing_and_says_why(ada, mina):
    press(mina)
    appeal(ada)
    assert decide_appeal(mina, "refuse", " ").status_code == 422
    assert decide_appeal(mina, "refuse", "It links to your shop.").status_code == 303
    assert "It links to your shop." in ada.get("/g/bakers/sanctions").text
    assert one(Sanction).lifted_at is None


def test_where_the_group_wants_it_nobody_answers_an_appeal_against_their_own_decision(ada, mina, ole):
    second_pair()
    press(mina, "mute")
    appeal(ada)
    assert decide_appeal(mina, "refuse").status_code == 403
    assert one(Appeal).decided_at is None
    assert decide_appeal(ole, "refuse").status_code == 303


def test_one_appeals_against_the_hiding_of_a_post_and_it_is_shown_again(group, ada, mina):
    noor = group.ask(NOOR, "Noor")
    path = begin(ada)
    noor.fill(f"/g/bakers/posts/{one(Post).id}/report", category="spam", words="")
    send(mina, f"posts/{one(Post).id}", act="hide", words="An advertisement.")
    assert "You can appeal." in ada.get(path).text
    assert appeal(ada).status_code == 303
    assert decide_appeal(mina, "grant").status_code == 303
    assert "It costs" in noor.get(path).text


def test_what_somebody_appealed_about_is_read_and_answered_after_they_left_and_let_their_posts_stand(group, ada, mina):
    noor, path = group.ask(NOOR, "Noor"), begin(ada)
    send(mina, f"posts/{one(Post).id}", act="hide", words="An advertisement.")
    appeal(ada)
    ada.fill("/g/bakers/leave", posts="keep")
    page = mina.get("/moderate/bakers/sanctions").text
    assert "An advertisement." in page
    assert "It was not an advertisement." in page
    assert decide_appeal(mina, "grant").status_code == 303
    assert "It costs" in noor.get(path).text


def test_nobody_appeals_for_somebody_else(group, ada, mina):
    noor = group.ask(NOOR, "Noor")
    member = one(Membership, Membership.person_id == person()).id
    mina.fill(f"/moderate/bakers/members/{member}", kind="mute", days="7", reason="Spam.")
    number = one(Sanction).id
    assert noor.get("/g/bakers/sanctions").status_code == 404
    assert noor.post(f"/g/bakers/sanctions/{number}/appeal", data={"body": "x"}).status_code == 404
    assert count(Appeal) == 0


def test_a_lifted_sanction_is_over_and_everybody_hears_so(site, ada, mina):
    press(mina)
    assert send(mina, f"sanctions/{one(Sanction).id}/lift").status_code == 303
    assert "banned no longer" in site.mail(ADA).subject
    assert ada.get("/me").text.count("banned") == 0


def test_half_a_year_after_its_end_nothing_is_known_of_it(ada, mina):
    press(mina)
    appeal(ada)
    with clock.moved(186 * DAY):
        list(sweeping.sweep())
        assert count(Sanction) == count(Appeal) == 1
    with clock.moved(188 * DAY):
        list(sweeping.sweep())
        assert count(Sanction) == count(Appeal) == 0


def test_sanctions_and_appeals_are_in_ones_own_data(ada, mina):
    press(mina, reason="You advertise your shop.")
    appeal(ada)
    held = str(export_of(person()))
    assert "You advertise your shop." in held
    assert "It was not an advertisement." in held


def test_the_bans_of_two_groups_are_strangers_to_each_other(site, group, ada, mina):
    other = bakers(site, "brewers", admission=Admission.OPEN, questions=False)
    press(mina)
    assert other.fill_in(ada, email="").status_code == 303


def test_who_has_left_meanwhile_is_not_banned(ada, mina):
    member = one(Membership).id
    ada.fill("/g/bakers/leave")
    assert send(mina, f"members/{member}", kind="ban", days="7", reason="Spam.").status_code == 404
    assert count(Sanction) == 0


@pytest.fixture
def asked(site, mina):
    """A group one asks to join, and Ada who has."""
    group = bakers(site, questions=False)
    group.ask()
    return group


def ban_who_asks(moderator, **fields):
    """What a moderator does on the page of the only request there is."""
    path = f"/moderate/bakers/requests/{one(MembershipRequest).id}/ban"
    return moderator.fill(path, **{"days": "7", "reason": "You advertise.", **fields})


def test_who_asks_to_join_can_be_banned_and_hears_why_and_until_when(site, asked, mina):
    assert ban_who_asks(mina).status_code == 303
    assert one(MembershipRequest).state == JoinState.IGNORED
    assert "You advertise." in site.mail(ADA).text
    again = asked.fill_in(site.signed_in(ADA), email="")
    assert again.status_code == 403
    with clock.moved(8 * DAY):
        assert asked.fill_in(site.signed_in(ADA), email="").status_code == 303


def test_a_banned_applicant_appeals_as_a_member_does(site, asked, mina):
    ban_who_asks(mina)
    ada = site.signed_in(ADA)
    sent = ada.fill("/g/bakers/sanctions", body="I do not.")
    assert sent.status_code == 303, sent.text
    assert count(Appeal) == 1


def test_where_two_have_to_agree_the_request_ends_and_the_ban_waits(site, mina):
    bakers(site, questions=False, second_pair=True).ask()
    assert ban_who_asks(mina).status_code == 303
    assert one(Sanction).from_when is None
    assert one(MembershipRequest).state == JoinState.IGNORED


def test_a_ban_without_a_reason_changes_nothing(asked, mina):
    assert ban_who_asks(mina, reason="").status_code == 422
    assert one(MembershipRequest).state == JoinState.PENDING
    assert count(Sanction) == 0


def test_who_was_let_in_meanwhile_is_not_banned_as_an_applicant(asked, mina):
    path = f"/moderate/bakers/requests/{one(MembershipRequest).id}/ban"
    asked.decide(mina, "approve")
    assert mina.fill(path, days="7", reason="You advertise.").status_code == 409
    assert count(Sanction) == 0
