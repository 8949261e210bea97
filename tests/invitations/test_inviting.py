"""Invitations: they open the form and never the group, can be refused for good, and end by themselves."""

from datetime import timedelta

import pytest

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.groups.models import Membership
from leadgate.groups.types import Admission, Visibility
from leadgate.invitations.actions import inviting
from leadgate.invitations.models import Invitation, InvitationLink
from leadgate.invitations.room import INVITATION_LINK
from leadgate.joining.models import MembershipRequest
from leadgate.joining.types import JoinState
from leadgate.people.models import Person
from leadgate.retention.actions import sweeping
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.groups.scenes import bakers

pytestmark = pytest.mark.both_databases("invitations.actions.inviting")

DAY = timedelta(days=1)


@pytest.fixture
def hidden(site, mina):
    return bakers(site, admission=Admission.INVITATION, visibility=Visibility.HIDDEN)


@pytest.fixture
def studio(site):
    return site.staff(Role.MARKETER)


def invite(studio, group, addresses: str):
    return studio.fill(f"/studio/groups/{group.id}", addresses=addresses)


def fill_in(group, visitor, link: str, **more):
    """Go the way of the mail: its page, the form, and send it."""
    page = visitor.get(link).text
    form = page.split('class="button big" href="')[1].split('"')[0].replace("&amp;", "&")
    return visitor.fill(form, **{"name": "Ada", "rules": "y", group.question: "Rye", **more})


def test_who_is_invited_fills_in_the_form_and_is_in_without_another_mail(site, hidden, studio):
    assert invite(studio, hidden, ADA).status_code == 303
    assert count(Person) == count(Membership) == 0
    ada = site.visitor()
    sent = fill_in(hidden, ada, site.mail(ADA).link("g/invitation"))
    assert sent.status_code == 303, sent.text
    assert "You are in" in ada.get("/g/bakers/request").text
    assert ada.get("/g/bakers/talks").status_code == 200
    assert count(Invitation) == 0
    assert [mail.subject for mail in site.mails(ADA)].count("Your request to join: one press to confirm") == 0


def test_of_more_addresses_than_one_form_takes_nobody_is_written_to_and_nothing_typed_is_lost(site, hidden, studio):
    typed = [f"p{at}@person.example" for at in range(501)]
    refused = invite(studio, hidden, "\n".join(typed))
    assert refused.status_code == 422
    assert "These are 501 addresses; we take up to 500 at a time." in refused.text
    assert typed[-1] in refused.text
    assert count(Invitation) == 0


def test_the_form_of_an_invitation_asks_for_no_address_and_needs_the_rules(site, hidden, studio):
    invite(studio, hidden, ADA)
    link = site.mail(ADA).link("g/invitation")
    refused = fill_in(hidden, site.visitor(), link, rules="")
    assert refused.status_code == 422
    assert 'name="email"' not in refused.text
    assert count(Membership) == 0
    assert count(Invitation) == 1


def test_an_invitation_works_once(site, hidden, studio):
    invite(studio, hidden, ADA)
    link = site.mail(ADA).link("g/invitation")
    fill_in(hidden, site.visitor(), link)
    assert site.visitor().get(link).status_code == 410
    assert count(Membership) == 1


def test_a_known_person_uses_an_invitation_and_no_key_is_left_behind(site, hidden, studio):
    from leadgate.foundation.keys.vault import VaultKey

    site.publish()
    site.confirmed()
    keys = count(VaultKey)
    invite(studio, hidden, ADA)
    assert fill_in(hidden, site.visitor(), site.mail(ADA).link("g/invitation")).status_code == 303
    site.work()
    assert count(VaultKey) == keys
    assert count(Membership) == 1


def test_who_refuses_is_never_invited_again_and_their_address_is_gone(site, hidden, studio):
    invite(studio, hidden, ADA)
    assert site.visitor().fill(site.mail(ADA).link("g/invitation")).status_code == 200
    assert count(Invitation) == 0
    invite(studio, hidden, ADA)
    assert not site.mails(ADA)


def test_an_invitation_ends_after_thirty_days_and_so_does_the_address(site, hidden, studio):
    invite(studio, hidden, ADA)
    link = site.mail(ADA).link("g/invitation")
    with clock.moved(31 * DAY):
        list(sweeping.sweep())
        assert site.visitor().get(link).status_code == 410
        assert count(Invitation) == 0


def test_looking_at_an_invitation_changes_nothing(site, hidden, studio):
    invite(studio, hidden, ADA)
    link = site.mail(ADA).link("g/invitation")
    for _ in range(3):
        assert site.visitor().get(link).status_code == 200
    assert count(Invitation) == 1


def test_an_address_that_cannot_be_one_is_named_beside_the_field_and_nobody_is_invited(site, hidden, studio):
    answer = invite(studio, hidden, f"{ADA}\nnonsense")
    assert answer.status_code == 422
    assert "2: nonsense. Nobody was invited yet." in answer.text
    assert ADA in answer.text
    assert count(Invitation) == 0


def test_the_same_address_is_invited_once(site, hidden, studio):
    invite(studio, hidden, f"{ADA}\n{ADA.upper()}")
    invite(studio, hidden, ADA)
    assert count(Invitation) == 1
    assert len(site.mails(ADA)) == 1


def path_of(link, here) -> str:

    return f"/g/invitation/{here.tokens.make(INVITATION_LINK, link)}"


@pytest.mark.parametrize(("trusted", "state"), [(True, JoinState.APPROVED), (False, JoinState.PENDING)])
def test_by_a_link_one_proves_ones_address_first_and_is_let_in_only_when_it_says_so(site, here, hidden, trusted, state):
    link = inviting.make_link(hidden.id, most_uses=5, days=7, trusted=trusted, by=hidden.id)
    ada = site.visitor()
    sent = fill_in(hidden, ada, path_of(link, here), email=ADA)
    assert sent.status_code == 303, sent.text
    assert ada.get("/g/bakers/inbox").status_code == 200
    assert count(Membership) == 0
    assert ada.get(site.mail(ADA).link("confirm")).status_code == 303
    assert one(MembershipRequest).state == state
    assert one(InvitationLink).uses == 1


@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.HIDDEN])
def test_who_was_invited_to_an_open_group_is_let_in_like_everybody_who_was_not(site, here, mina, visibility):
    """They waited for a moderator, while strangers walked in."""
    group = bakers(site, admission=Admission.OPEN, visibility=visibility)
    link = inviting.make_link(group.id, most_uses=5, days=7, trusted=False, by=group.id)
    ada = site.visitor()
    fill_in(group, ada, path_of(link, here), email=ADA)
    ada.get(site.mail(ADA).link("confirm"))
    assert one(MembershipRequest).state == JoinState.APPROVED


def test_a_link_is_used_so_often_and_no_more_and_can_be_taken_back(site, here, hidden):
    link = inviting.make_link(hidden.id, most_uses=1, days=7, trusted=True, by=hidden.id)
    first, second = site.visitor(), site.visitor()
    fill_in(hidden, first, path_of(link, here), email=ADA)
    fill_in(hidden, second, path_of(link, here), email=NOOR, name="Noor")
    first.get(site.mail(ADA).link("confirm"))
    late = second.get(site.mail(NOOR).link("confirm"))
    assert late.status_code == 410
    assert count(Membership) == 1
    other = inviting.make_link(hidden.id, most_uses=9, days=7, trusted=True, by=hidden.id)
    inviting.revoke_link(other, hidden.id, by=hidden.id)
    assert site.visitor().get(path_of(other, here)).status_code == 410


def test_the_invitation_of_one_group_opens_no_other(site, here, hidden, mina):
    bakers(site, "brewers", admission=Admission.INVITATION, visibility=Visibility.HIDDEN)
    link = inviting.make_link(hidden.id, most_uses=1, days=7, trusted=True, by=hidden.id)
    token = path_of(link, here).rpartition("/")[2]
    assert site.visitor().get(f"/g/brewers/join?invitation={token}").status_code == 404
    assert site.visitor().get("/g/bakers/join?invitation=forged").status_code == 410


PASTED = """Ada Lovelace <ada@person.example>; "Noor, Doctor" <noor@person.example>, kim@person.example
mina@person.example\tMina\tBakery street 1
ole@person.example,Ole
mailto:rae@person.example
\u200bsam＠person.example;tom@person.example, ADA@person.example
"""


def test_a_list_is_read_however_it_was_copied(site, hidden, studio):
    assert invite(studio, hidden, PASTED).status_code == 303
    assert count(Invitation) == 8
    site.work()
    names = ("ada", "noor", "kim", "mina", "ole", "rae", "sam", "tom")
    assert all(site.mails(f"{name}@person.example") for name in names)


def test_two_hundred_and_fifty_are_two_hundred_and_fifty(site, hidden, studio):
    assert invite(studio, hidden, "; ".join(f"p{at}@person.example" for at in range(250))).status_code == 303
    assert count(Invitation) == 250


def test_what_is_no_address_is_named_with_its_line_and_nobody_is_invited_yet(site, hidden, studio):
    refused = invite(studio, hidden, "ada@person.example\nNoor\nkim@person.example; kim@@person\n")
    assert refused.status_code == 422
    assert "2: Noor; 3: kim@@person. Nobody was invited yet." in refused.text
    assert "ada@person.example" in refused.text, "nothing typed is lost"
    assert count(Invitation) == 0
