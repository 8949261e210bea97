"""What somebody asks of us for an address nobody has binds whoever signs up with it, until they themselves allow it."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from leadgate.assets.models import Grant
from leadgate.backup import checking
from leadgate.backup.actions import making, restoring
from leadgate.consent.actions import answering
from leadgate.consent.queries import agrees, offers
from leadgate.erasure.models import Erasure
from leadgate.foundation import clock
from leadgate.foundation.db import action, forget_what_was_read, session
from leadgate.foundation.ids import new_id
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy import register
from leadgate.groups.actions import making as making_groups
from leadgate.groups.actions.making import GroupPage
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from leadgate.people.models import Person, Restriction
from leadgate.people.verification.actions import identity
from leadgate.retention.actions import sweeping
from leadgate.rights.actions import fulfilling, verifying
from leadgate.rights.models import PrivacyRequest
from leadgate.standing.actions import binding
from leadgate.standing.models import StandingRequest
from leadgate.standing.queries import has_opted_out
from leadgate.standing.types import StandingKind
from tests.browser_form import forms
from tests.cast import ADA, GRETA, NOOR, TIM
from tests.facts import count, every, one
from tests.groups.conftest import mina as mina
from tests.groups.conftest import ole as ole
from tests.groups.scenes import bakers
from tests.rights.asking import ask, asked_and_proven, letter_about

pytestmark = pytest.mark.usefixtures("migrated_once")
on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""

ASKED = {"opt-out": "hand", "restriction": "use"}


@pytest.fixture
def gate(site):
    site.purpose()
    site.purpose("partners", shares=True)
    site.publish(purposes=["newsletter", "partners"])
    return site


def answer_to(site, email, right):
    """What the request's own page and the letter say, once it is done."""
    visitor, page = asked_and_proven(site, right, email)
    return visitor.get(page).text, letter_about(site, email, "answered").text


def by_opting_in(site):
    site.confirmed(consent=["newsletter", "partners"])


def by_the_api(site):
    form = site.visitor().get("/api/v1/assets/guide").json
    body = {"email": ADA, "consent": ["newsletter", "partners"], "csrf_token": form["csrf_token"]}
    assert site.visitor().post("/api/v1/assets/guide/opt-ins", json=body).status_code == 202
    site.visitor().fill(site.mail(ADA).link("confirm"), consent=["newsletter", "partners"])


def by_joining(site):
    offering(site).ask(consent=["newsletter", "partners"])


def offering(site, slug="bakers"):
    """A group whose form has a box for the newsletter and one for being shared."""
    group = bakers(site, slug, questions=False)
    making_groups.edit(group.id, GroupPage("Bakers who price"), questions=[], purposes=["newsletter", "partners"])
    return group


def turn_on(visitor, purpose):
    """Say yes to a purpose on one's own page."""
    [offer] = offers([purpose], "en")
    [form] = [one for one in forms(visitor.get("/me").text) if one.values.get("notice") == [offer.sha256]]
    assert visitor.post("/me/consent", data=form.values | {"purpose": purpose}).status_code == 303


def by_changing_address(site):
    site.confirmed(email=NOOR, consent=["newsletter", "partners"])
    visitor = site.signed_in(NOOR)
    visitor.fill("/me/address", email=ADA)
    for email, which in ((NOOR, "old"), (ADA, "new")):
        site.visitor().fill(site.mail(email).link(f"me/address/{which}"))


def by_invitation_or_import(site):
    """The act by which whatever is no form brings people in."""

    @action
    def bring_in() -> None:
        key = site.here.vault.new_key(new_id())
        identity.find_or_create(parsed(ADA), key=key, language="en", asked_at=clock.now())

    bring_in()


WAYS_IN = [by_opting_in, by_the_api, by_joining, by_changing_address, by_invitation_or_import]


@on_both
@pytest.mark.parametrize("way_in", WAYS_IN)
def test_an_opt_out_of_an_address_nobody_has_binds_whoever_comes_to_have_it(gate, mina, way_in):
    asked_and_proven(gate, "opt-out")
    assert count(Person) == 0
    way_in(gate)
    ada = people.person_with(parsed(ADA)).id
    assert not agrees(ada, "partners")
    assert has_opted_out(ada)
    assert way_in is by_invitation_or_import or agrees(ada, "newsletter"), "nothing else is taken from them"


@pytest.mark.parametrize("way_in", WAYS_IN)
def test_a_restriction_of_an_address_nobody_has_holds_from_the_moment_it_is_somebodys(gate, mina, way_in):
    asked_and_proven(gate, "restriction")
    way_in(gate)
    assert people.is_restricted(people.person_with(parsed(ADA)).id)
    assert count(StandingRequest) == 0, "it is the person's own now"


def test_a_guardian_who_opted_out_is_bound_when_they_say_yes_for_a_child(gate):
    asked_and_proven(gate, "opt-out", GRETA)
    asked_and_proven(gate, "restriction", GRETA)
    gate.visitor().opt_in(email=TIM, age_band="under-13", guardian_email=GRETA)
    gate.visitor().fill(gate.mail(GRETA).link("guardian"))
    greta = people.person_with(parsed(GRETA)).id
    assert has_opted_out(greta)
    assert people.is_restricted(greta)


def test_the_ledger_never_says_that_somebody_who_opted_out_agreed_to_being_shared(gate):
    asked_and_proven(gate, "opt-out")
    by_opting_in(gate)
    said = {(row.purpose, str(row.happened)) for (row,) in every(select(LedgerEntry))}
    assert ("partners", "refused") in said
    assert ("partners", "given") not in said


def test_the_letter_and_the_page_say_what_is_true_of_an_address_nobody_has(gate):
    for right, never in (
        ("opt-out", "From now on we hand your data to nobody"),
        ("restriction", "From now on we keep your data"),
        ("objection", "From now on"),
        ("limit", "From now on"),
    ):
        for said in answer_to(gate, f"{right}@person.example", right):
            assert "Nobody is known here by this address" in said, right
            assert never not in said, right
            assert ("five years" in said) is (right in ASKED), right


def test_somebody_known_is_told_what_was_done_for_them(gate):
    by_opting_in(gate)
    for said in answer_to(gate, ADA, "opt-out"):
        assert "From now on we hand your data to nobody" in said
        assert "Nobody is known here" not in said


def test_the_answer_stays_what_it_was_when_the_address_becomes_somebodys(gate):
    visitor, page = asked_and_proven(gate, "opt-out")
    by_opting_in(gate)
    assert "Nobody is known here by this address" in visitor.get(page).text


def test_nothing_is_kept_of_an_address_before_its_mailbox_is_proven(gate):
    ask(gate, "opt-out")
    ask(gate, "restriction")
    gate.work()
    assert count(StandingRequest) == 0
    by_opting_in(gate)
    ada = people.person_with(parsed(ADA)).id
    assert agrees(ada, "partners"), "a stranger who typed the address has changed nothing"
    assert not people.is_restricted(ada)


def test_what_is_kept_is_a_keyed_hash_and_nothing_else(gate):
    asked_and_proven(gate, "opt-out")
    row = one(StandingRequest)
    assert (row.person_id, row.address_index, row.what) == (None, people.index_of(parsed(ADA)), "opt-out")


@on_both
def test_twice_is_once_and_lasts_from_the_second_time(gate):
    asked_and_proven(gate, "opt-out")
    first = one(StandingRequest).until
    with clock.moved(timedelta(days=100)):
        asked_and_proven(gate, "opt-out")
    assert one(StandingRequest).until > first


@on_both
def test_after_five_years_the_hash_is_gone(gate):
    asked_and_proven(gate, "opt-out")
    for days, left in ((5 * 365 - 1, 1), (5 * 365 + 2, 0)):
        with clock.moved(timedelta(days=days)):
            list(sweeping.sweep(unwarned=False))
            assert count(StandingRequest) == left, days


def test_an_opt_out_that_has_become_somebodys_does_not_end_by_itself(gate):
    asked_and_proven(gate, "opt-out")
    by_opting_in(gate)
    with clock.moved(timedelta(days=700)):
        list(sweeping.sweep(unwarned=False))
    assert count(StandingRequest) == 1


@pytest.mark.parametrize("known_first", [True, False])
def test_only_their_own_word_on_their_own_page_shares_the_data_of_somebody_who_opted_out(gate, mina, known_first):
    for act in (by_opting_in, lambda site: asked_and_proven(site, "opt-out"))[:: 1 if known_first else -1]:
        act(gate)
    me, ada = gate.signed_in(), people.person_with(parsed(ADA)).id
    group = offering(gate)
    assert 'value="partners"' not in me.get("/g/bakers/join").text, "nor are they asked again"
    assert group.fill_in(me, "").status_code == 303
    [offer] = offers(["partners"], "en")
    answering.answer(gate.here.vault.key_of(ada), [(offer.notice_id, ConsentEvent.GIVEN)], method="form")
    assert not agrees(ada, "partners"), "a ticked box is not enough, whoever ticked it"
    assert "hand your data to nobody" in me.get("/me").text
    turn_on(me, "partners")
    assert agrees(ada, "partners")
    answering.answer(gate.here.vault.key_of(ada), [(offer.notice_id, ConsentEvent.GIVEN)], method="form")
    assert agrees(ada, "partners"), "what they have allowed themselves stays allowed"


@on_both
@pytest.mark.parametrize("right", ["opt-out", "restriction"])
def test_whoever_asked_for_it_ends_it_on_their_own_page(gate, mina, right):
    asked_and_proven(gate, right)
    by_opting_in(gate)
    me = gate.signed_in()
    assert me.press("/me", f"/me/standing/{right}").status_code == 303
    ada = people.person_with(parsed(ADA)).id
    assert not has_opted_out(ada)
    assert not people.is_restricted(ada)
    assert f"/me/standing/{right}" not in me.get("/me").text
    assert offering(gate).fill_in(me, "", consent=["partners"]).status_code == 303
    assert agrees(ada, "partners")
    assert me.post(f"/me/standing/{right}").status_code == 303, "twice is once"


def test_a_restriction_that_was_lifted_lets_letters_leave_again(gate):
    asked_and_proven(gate, "restriction")
    by_opting_in(gate)
    marketer = gate.staff(Role.MARKETER)
    assert ADA not in marketer.get(f"/studio/assets/{grant_asset()}/leads").text
    gate.signed_in().press("/me", "/me/standing/restriction")
    assert ADA in marketer.get(f"/studio/assets/{grant_asset()}/leads").text


def grant_asset():
    return one(Grant).asset_id


@on_both
def test_a_person_sees_and_takes_along_that_they_have_opted_out(gate):
    asked_and_proven(gate, "opt-out")
    by_opting_in(gate)
    ada = people.person_with(parsed(ADA)).id
    [row] = register.export_of(ada)["standing_request"]
    assert row["what"] == "opt-out"
    assert "opt-out" in gate.signed_in().get("/me/data").text


@on_both
def test_an_erasure_of_the_still_unknown_address_ends_the_restriction_and_keeps_the_opt_out(gate):
    asked_and_proven(gate, "opt-out")
    asked_and_proven(gate, "restriction")
    asked_and_proven(gate, "erasure")
    gate.work()
    assert one(StandingRequest).what == "opt-out"
    assert "standing_request" in json.dumps(one(Erasure).certificate["leadgate:kept"])
    with clock.moved(timedelta(minutes=5)):
        by_opting_in(gate)
    ada = people.person_with(parsed(ADA)).id
    assert not agrees(ada, "partners")
    assert not people.is_restricted(ada)


@pytest.mark.parametrize("known_first", [True, False])
def test_an_opt_out_outlives_the_record_of_the_person(gate, known_first):
    for act in (by_opting_in, lambda site: asked_and_proven(site, "opt-out"))[:: 1 if known_first else -1]:
        act(gate)
    gate.signed_in().fill("/me/delete")
    gate.work()
    row = one(StandingRequest)
    assert row.address_index == people.index_of(parsed(ADA))
    assert row.until > clock.now()
    assert [
        kept["count"] for kept in one(Erasure).certificate["leadgate:kept"] if kept["what"] == "standing_request"
    ] == [1]
    with clock.moved(timedelta(minutes=5)):
        by_opting_in(gate)
    assert not agrees(people.person_with(parsed(ADA)).id, "partners")


@on_both
def test_a_request_that_an_officer_fulfils_reaches_who_has_signed_up_meanwhile(gate):
    """It was proven while nobody had the address, and done when somebody had."""
    for right in ("opt-out", "erasure"):
        ask(gate, right, NOOR, whom="child", subject_email=ADA)
        asked = one(PrivacyRequest, PrivacyRequest.right == right)
        verifying.verify(asked.id)
        by_opting_in(gate)
        verifying.confirm_mandate(asked.id)
        fulfilling.fulfil(asked.id, by=new_id())
        known = people.person_with(parsed(ADA))
        assert known is None if right == "erasure" else not agrees(known.id, "partners")


def copied(site, folder):
    making.make(folder)
    return folder


def restored(site, folder):
    with site.app.app_context():
        told = restoring.put_back(folder, checking.checked(folder))
    forget_what_was_read()
    return told


@on_both
@pytest.mark.parametrize("right", ["opt-out", "restriction"])
def test_a_restore_from_before_does_not_lose_what_stands_for_an_address_nobody_has(gate, outside, right):
    copy = copied(gate, outside / "copy")
    asked_and_proven(gate, right)
    gate.work()
    assert restored(gate, copy)["standing_again"] == 1
    by_opting_in(gate)
    ada = people.person_with(parsed(ADA)).id
    assert has_opted_out(ada) if right == "opt-out" else people.is_restricted(ada)


@on_both
@pytest.mark.parametrize("right", ["opt-out", "restriction"])
def test_a_restore_from_before_does_not_lose_what_stands_for_somebody_known(gate, outside, right):
    by_opting_in(gate)
    copy = copied(gate, outside / "copy")
    asked_and_proven(gate, right)
    gate.work()
    assert restored(gate, copy)["standing_again"] == 1
    ada = people.person_with(parsed(ADA)).id
    assert has_opted_out(ada) if right == "opt-out" else people.is_restricted(ada)
    assert right == "restriction" or not agrees(ada, "partners")


@on_both
@pytest.mark.parametrize("right", ["opt-out", "restriction"])
@pytest.mark.parametrize("known", [True, False])
def test_what_was_asked_in_the_last_moment_before_a_restore_is_known_from_the_database(gate, outside, right, known):
    """The worker had no time to note it beside the database."""
    if known:
        by_opting_in(gate)
    copy = copied(gate, outside / "copy")
    binding.stand(StandingKind(right), people.index_of(parsed(ADA)))
    assert restored(gate, copy)["standing_again"] == 1
    if not known:
        by_opting_in(gate)
    ada = people.person_with(parsed(ADA)).id
    assert has_opted_out(ada) if right == "opt-out" else people.is_restricted(ada)


@on_both
@pytest.mark.parametrize("right", ["opt-out", "restriction"])
def test_a_restore_from_before_does_not_bring_back_what_was_lifted(gate, outside, right):
    by_opting_in(gate)
    asked_and_proven(gate, right)
    copy = copied(gate, outside / "copy")
    with clock.moved(timedelta(minutes=1)):
        gate.signed_in().press("/me", f"/me/standing/{right}")
        gate.work()
    restored(gate, copy)
    ada = people.person_with(parsed(ADA)).id
    assert not has_opted_out(ada)
    assert count(Restriction) == 0


@on_both
def test_a_restore_from_before_an_erasure_keeps_the_opt_out_and_nobody(gate, outside):
    by_opting_in(gate)
    asked_and_proven(gate, "opt-out")
    asked_and_proven(gate, "restriction")
    copy = copied(gate, outside / "copy")
    with clock.moved(timedelta(minutes=1)):
        gate.signed_in().fill("/me/delete")
        gate.work()
    restored(gate, copy)
    assert count(Person) == 0
    assert count(Restriction) == 0
    row = one(StandingRequest)
    assert (row.what, row.address_index) == ("opt-out", people.index_of(parsed(ADA)))


@on_both
def test_who_signs_up_in_the_very_moment_of_their_opt_out_is_found_a_minute_later(gate):
    """Two transactions that do not see each other leave a hash beside a person; the outbox brings them together."""
    asked_and_proven(gate, "opt-out")
    index = one(StandingRequest).address_index
    by_opting_in(gate)
    ada = people.person_with(parsed(ADA)).id
    keep_apart(index)
    turn_on(gate.signed_in(), "partners")
    assert agrees(ada, "partners")
    assert not has_opted_out(ada)
    with clock.moved(timedelta(minutes=2)):
        gate.work()
    assert has_opted_out(ada)
    assert not agrees(ada, "partners")


@action
def keep_apart(index):
    """As if the act that made the person had not seen the hash."""
    apart = {"address_index": index, "person_id": None, "until": clock.now() + timedelta(days=9)}
    session().execute(update(StandingRequest).values(**apart))
