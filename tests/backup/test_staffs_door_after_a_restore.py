"""The staff's door after a restore: as the database in use knew it last, where it can be read; else it is said."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.backup.actions import making
from leadgate.foundation import clock
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, second_factor
from leadgate.staff.actions.sessions import fits, sign_in_with_link
from leadgate.staff.errors import StaffLinkUsed, WrongRecoveryCode
from leadgate.staff.models import StaffAccount, StaffLink, StaffRecoveryCode, StaffTotp
from leadgate.staff.types import Arrival
from tests.backup.restoring import restored
from tests.facts import count, every, one
from tests.staff.app import code_of
from tests.visitor import PASSWORD

pytestmark = pytest.mark.both_databases("staff.actions.replaying")

OWNER, OTHER, NEW_PASSWORD = "owner@bakery.example", "other@bakery.example", "silent harbour lamps 7"
FROM = Arrival("192.0.2.1")


@pytest.fixture
def backup(filled, copy):
    """With two owners, of whom one has never been here and has a link."""
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    link = accounts.make_link(accounts.add_account(OTHER, Role.OWNER))
    making.make(copy.parent / "staffed")
    return copy.parent / "staffed", link.rpartition("/")[2]


def with_app(account_id):
    """Set up an app; answers the recovery codes."""
    second_factor.begin(account_id)
    app = one(StaffTotp, StaffTotp.account_id == account_id)
    secret = installation().vault.key_of(account_id).open(StaffTotp.secret, app.id, app.secret)
    return second_factor.confirm(account_id, code_of(secret))


def account(email=OWNER):
    return one(StaffAccount, StaffAccount.email == email)


def test_no_link_from_before_a_restore_lets_anybody_in(filled, backup):
    """One that had been used once let in once more."""
    folder, link = backup
    sign_in_with_link(link, FROM)
    restored(filled, folder)
    assert count(StaffLink) == 0
    with pytest.raises(StaffLinkUsed):
        sign_in_with_link(link, FROM)


def test_who_was_removed_stays_removed_and_a_password_that_was_changed_stays_changed(filled, backup):
    folder, _link = backup
    accounts.remove_account(account(OTHER).id)
    accounts.set_password(account().id, NEW_PASSWORD)
    assert restored(filled, folder)["staff_again"] == 2
    assert every(select(StaffAccount.email)) == [(OWNER,)]
    assert (fits(account(), NEW_PASSWORD), fits(account(), PASSWORD)) == (True, False)


def test_a_second_factor_and_its_codes_are_what_they_were_last(filled, backup):
    folder, _link = backup
    codes = with_app(account().id)
    second_factor.use_code(account().id, codes[0])
    app = every(select(StaffTotp.secret, StaffTotp.last_step))
    assert restored(filled, folder)["staff_again"] == 1
    assert every(select(StaffTotp.secret, StaffTotp.last_step)) == app
    assert count(StaffRecoveryCode) == 9
    with pytest.raises(WrongRecoveryCode):
        second_factor.use_code(account().id, codes[0])
    assert second_factor.use_code(account().id, codes[1])
    making.make(folder.parent / "with-app")
    second_factor.reset(account().id, by=None)
    restored(filled, folder.parent / "with-app")
    assert not second_factor.has_factor(account().id)


def test_going_back_and_forth_ends_with_what_was_said_last(filled, backup):
    folder, _link = backup
    accounts.set_password(account().id, NEW_PASSWORD)
    making.make(folder.parent / "later")
    restored(filled, folder)
    with clock.moved(timedelta(minutes=1)):
        restored(filled, folder.parent / "later")
    assert fits(account(), NEW_PASSWORD)


def test_the_only_owner_of_a_backup_who_was_removed_is_there_and_nothing_lets_them_in(filled, copy):
    accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    with_app(account().id)
    making.make(copy.parent / "one-owner")
    accounts.add_account(OTHER, Role.OWNER, PASSWORD)
    accounts.remove_account(account().id)
    assert restored(filled, copy.parent / "one-owner")["owners_without_way_in"] == [OWNER]
    assert (account().password_hash, second_factor.has_factor(account().id)) == (None, False)


def test_where_nobody_of_the_backup_is_known_any_more_it_is_not_said_that_nothing_happened(filled, backup, monkeypatch):
    monkeypatch.setattr("leadgate.staff.actions.replaying.known_since", lambda _moment: 1 / 0)
    assert restored(filled, backup[0])["staff_again"] is None
