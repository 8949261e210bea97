"""The owner invites colleagues, says what each is trusted with, and lets them go, without a shell."""

import pytest

from leadgate.foundation.permissions import Role
from leadgate.staff import queries
from leadgate.staff.actions import accounts
from leadgate.staff.models import StaffAccount
from tests.astray import BASE_URL
from tests.browser_form import forms
from tests.facts import count, one

pytestmark = pytest.mark.both_databases("staff.actions.accounts")
NEW = "new@bakery.example"


@pytest.fixture
def owner(site):
    return site.staff(Role.OWNER)


def account(email):
    return one(StaffAccount, StaffAccount.email == email)


def invite(owner, email=NEW, role=Role.MARKETER):
    return owner.fill("/admin/team", email=email, role=role.value)


def test_a_colleague_comes_in_by_the_letter_once_and_chooses_a_password(site, owner):
    assert invite(owner).status_code == 303
    letter = site.mail(NEW)
    assert "as: marketer" in letter.text
    welcome, colleague = letter.link("staff/welcome"), site.visitor()
    assert colleague.fill(welcome).status_code == 303
    assert colleague.get("/studio/assets/new").status_code == 200
    assert site.visitor().get(welcome).status_code != 200
    assert "not here yet" not in owner.get("/admin/team").text


def test_who_has_an_account_is_not_invited_twice_and_what_was_typed_stays(owner):
    invite(owner)
    again = invite(owner, role=Role.OFFICER)
    assert again.status_code == 409
    form = next(one for one in forms(again.text) if "email" in one.names)
    assert form.values["email"] == [NEW]
    assert form.values["role"] == ["officer"]
    assert account(NEW).role == Role.MARKETER


@pytest.mark.parametrize("typed", ["", "no address", "a@b@c"])
def test_what_is_no_address_is_refused_beside_the_field(owner, typed):
    assert invite(owner, typed).status_code == 422
    assert count(StaffAccount) == 1


def test_another_role_counts_at_once(site, owner):
    colleague = site.staff(Role.VIEWER)
    assert colleague.get("/studio/assets/new").status_code == 403
    whose = account("viewer@bakery.example").id
    owner.press("/admin/team", f"/admin/team/{whose}/role", role="marketer")
    assert colleague.get("/studio/assets/new").status_code == 200


def test_the_only_owner_stays_one(site, owner):
    other = site.staff(Role.OWNER, "second@bakery.example")
    first, second = (account(email).id for email in ("owner@bakery.example", "second@bakery.example"))
    owner.press("/admin/team", f"/admin/team/{second}/role", role="viewer")
    assert other.get("/admin/team").status_code == 403
    with pytest.raises(StopIteration):
        owner.press("/admin/team", f"/admin/team/{first}/removal")
    token = {"csrf_token": forms(owner.get("/admin/team").text)[-1].values["csrf_token"]}
    assert owner.post(f"/admin/team/{first}/role", data={"role": "viewer", **token}).status_code == 409
    assert owner.post(f"/admin/team/{first}/removal", data=token).status_code == 409
    assert [one.email for one in queries.accounts(Role.OWNER)] == ["owner@bakery.example"]


def test_signed_out_everywhere_is_signed_out_and_may_come_back(site, owner):
    colleague = site.staff(Role.VIEWER)
    whose = account("viewer@bakery.example").id
    owner.press("/admin/team", f"/admin/team/{whose}/sign-out")
    assert colleague.get("/studio/").status_code in (302, 303, 401)
    assert count(StaffAccount) == 2


def test_whoever_is_removed_is_gone_at_once(site, owner):
    colleague = site.staff(Role.MARKETER)
    whose = account("marketer@bakery.example").id
    owner.press("/admin/team", f"/admin/team/{whose}/removal")
    assert colleague.get("/studio/").status_code in (302, 303, 401)
    assert count(StaffAccount) == 1


def test_a_new_link_lets_in_whoever_lost_theirs(site, owner):
    invite(owner)
    whose = account(NEW).id
    owner.press("/admin/team", f"/admin/team/{whose}/letter")
    assert site.visitor().fill(site.mail(NEW).link("staff/welcome")).status_code == 303


def test_whoever_came_by_a_link_is_told_to_choose_a_password_before_they_cannot_come_back(site):
    owner, link = site.visitor(), accounts.make_link(accounts.add_account("first@bakery.example", Role.OWNER))
    assert owner.fill(link.removeprefix(BASE_URL)).status_code == 303
    assert "Choose a password" in owner.get("/studio/").text
