"""A database in use goes back before the staff's door and comes up again: accounts stay, what the door knew goes."""

import pytest
from sqlalchemy import inspect, text

from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import action, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.openid.types import Attested
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, identities, passkeys, second_factor, sessions
from leadgate.staff.models import (
    StaffAccount,
    StaffIdentity,
    StaffLink,
    StaffPasskey,
    StaffPlace,
    StaffRecoveryCode,
    StaffSession,
    StaffSpentChallenge,
    StaffTotp,
)
from leadgate.staff.types import Arrival, PasskeyAnswer
from tests.cast import ADA
from tests.facts import count
from tests.staff.authenticator import Authenticator, written
from tests.visitor import PASSWORD

pytestmark = pytest.mark.both_databases
OWNER = "owner@bakery.example"
OF_THE_DOOR = (StaffTotp, StaffPasskey, StaffRecoveryCode, StaffIdentity, StaffSpentChallenge, StaffSession)


def tables(here):
    with here.database.writer.connect() as connection:
        return set(inspect(connection).get_table_names())


def columns(here):
    with here.database.writer.connect() as connection:
        return {each["name"] for each in inspect(connection).get_columns("staff_session")}


def register(account):
    session_id = sessions.open_session(account, Arrival("192.0.2.0/24"))
    second_factor.begin(account)
    challenge = passkeys.challenge_for(session_id)
    device = Authenticator()
    answer = device.create({"challenge": written(challenge.encode()), "user": {"id": written(account.bytes)}})
    passkeys.add(account, session_id, "Phone", PasskeyAnswer(challenge, answer))


def with_everything():
    """An owner with an app, a passkey, codes, an identity, a session, a place and an open link; and one whose app was
    taken away."""
    account = accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    register(account)
    identities.connect(account, Attested("https://id.example", "ada-1", None, None, None))
    accounts.make_link(account)
    reset = accounts.add_account("officer@bakery.example", Role.OFFICER, PASSWORD)
    register(reset)
    second_factor.reset(reset, by=account)
    return account


def test_going_back_and_up_again_leaves_accounts_and_people_and_no_key_of_an_app(site, here):
    site.publish()
    site.confirmed(email=ADA)
    of_people = count(VaultKey)
    account = with_everything()
    assert all(count(table) for table in OF_THE_DOOR)
    assert count(VaultKey) == of_people + 2
    migrating.step_down(here, "0012")
    assert not {"staff_totp", "staff_passkey", "staff_identity", "staff_spent_challenge"} & tables(here)
    assert columns(here) == {"id", "account_id", "started_at", "seen_at"}
    migrating.migrate(here)
    assert count(VaultKey) == of_people
    assert [count(table) for table in OF_THE_DOOR] == [0] * len(OF_THE_DOOR)
    assert (count(StaffAccount), count(StaffLink), count(StaffPlace)) == (2, 1, 2)
    assert sessions.sign_in(OWNER, PASSWORD, Arrival("192.0.2.0/24")).account_id == account


@action
def old_session(account):
    values = {"id": new_id().hex, "account": account.hex, "now": clock.now().isoformat()}
    old = "insert into staff_session (id, account_id, started_at, seen_at) values (:id, :account, :now, :now)"
    session().execute(text(old), values)


def test_whoever_was_signed_in_before_signs_in_once_more_and_begins_their_fortnight_then(here):
    account = accounts.add_account(OWNER, Role.OWNER, PASSWORD)
    migrating.step_down(here, "0012")
    old_session(account)
    migrating.migrate(here)
    assert count(StaffSession) == 0
    entry = sessions.sign_in(OWNER, PASSWORD, Arrival("192.0.2.0/24"))
    assert entry.session_id
    assert session().get_one(StaffAccount, account).factor_due_at == pytest.approx(
        clock.now() + second_factor.GRACE, abs=second_factor.GRACE / 1000
    )
