"""Going back to a backup and forth again: what a restore says again is as old as when it was said."""

from datetime import timedelta

import pytest

from leadgate.backup import checking
from leadgate.backup.actions import keeping_keys, making, restoring
from leadgate.consent.actions import answering
from leadgate.consent.queries import agrees, offers
from leadgate.erasure.actions import erasing
from leadgate.erasure.models import Erasure
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from leadgate.people.models import Tombstone
from leadgate.standing.actions import binding
from leadgate.standing.queries import has_opted_out
from leadgate.standing.types import StandingKind
from tests.backup.restoring import restored
from tests.cast import ADA
from tests.facts import one


@pytest.fixture
def forth(filled, copy):
    """What happens between the two backups is given; answers what goes back to the first one, and forth again."""

    def go(between):
        between()
        filled.work()
        making.make(copy.parent / "later")
        told = []
        for folder in (copy, copy.parent / "later"):
            told.append(restored(filled, folder))
            filled.work()
        return told

    return go


def ada():
    forget_what_was_read()
    found = people.person_with(parsed(ADA))
    return found and found.id


def erase_and_come_back(site, *, email=ADA):
    erasing.erase(ada(), why=Why.PERSON)
    site.work()
    site.confirmed(email=email, consent="newsletter")


def yes(slug, *, own_page=False):
    [offer] = offers([slug], "en")
    key = installation().vault.key_of(ada())
    answering.answer(key, [(offer.notice_id, ConsentEvent.GIVEN)], method="own-page", heeds_opt_out=not own_page)


def test_who_came_back_after_their_erasure_is_back_with_a_backup_that_has_them_again(filled, forth):
    """The stone a restore laid was as young as the restore, and ended a sign-up from before it for good."""
    back, again = forth(lambda: erase_and_come_back(filled))
    assert (back["erased_again"], again["erased_again"]) == (1, 0)
    assert people.address_of(ada()) == ADA


def test_the_stone_that_a_restore_lays_is_as_old_as_the_erasure_it_stands_for(filled, copy):
    erasing.erase(ada(), why=Why.PERSON)
    filled.work()
    since = one(Tombstone).since
    with clock.moved(timedelta(hours=1)):
        restored(filled, copy)
    assert one(Tombstone).since == since


def test_whom_only_the_keys_know_to_be_gone_is_erased_also_where_an_older_stone_lies(filled, copy):
    erase_and_come_back(filled)
    making.make(copy.parent / "later")
    erasing.erase(ada(), why=Why.PERSON)
    filled.work()
    keeping_keys.renew([copy.parent / "keys"])
    for name, _size in list(filled.here.storage.files("erasures")):
        filled.here.storage.delete(name)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("leadgate.erasure.journal.known_here", lambda: iter(()))
        assert restoring.try_out(copy.parent / "later", checking.checked(copy.parent / "later"))["erased_since"] == 1
        assert restored(filled, copy.parent / "later")["erased_again"] == 1
    assert ada() is None


def test_a_yes_from_between_the_backups_is_there_again_though_the_no_before_it_was_said_again(filled, forth):
    def change_their_mind():
        answering.withdraw_by_name(ada(), "newsletter", method="own-page")
        yes("newsletter")

    back, again = forth(change_their_mind)
    assert (back["withdrawn_again"], again["withdrawn_again"]) == (1, 0)
    assert agrees(ada(), "newsletter")


def test_what_an_opt_out_ended_and_they_then_allowed_is_allowed_after_going_back_and_forth(filled, copy, forth):
    filled.purpose("partners", shares=True)
    yes("partners")
    making.make(copy.parent / "shared")

    def opt_out_but_for_one():
        binding.stand(StandingKind.OPT_OUT, people.index_with(ada()))
        assert not agrees(ada(), "partners")
        yes("partners", own_page=True)

    opt_out_but_for_one()
    filled.work()
    making.make(copy.parent / "allowed")
    restored(filled, copy.parent / "shared")
    assert not agrees(ada(), "partners")
    filled.work()
    restored(filled, copy.parent / "allowed")
    assert agrees(ada(), "partners")


def test_an_opt_out_that_who_came_back_has_ended_stays_ended_after_going_back_and_forth(filled, copy):
    """It outlived the erasure that a restore did again, and was noted as if it had been said that moment."""
    binding.stand(StandingKind.OPT_OUT, people.index_with(ada()))
    filled.work()
    making.make(copy.parent / "opted-out")
    erase_and_come_back(filled)
    binding.lift(ada(), StandingKind.OPT_OUT)
    filled.work()
    making.make(copy.parent / "ended")
    for folder in ("opted-out", "ended"):
        restored(filled, copy.parent / folder)
        filled.work()
    assert not has_opted_out(ada())


def test_the_certificate_of_a_restore_counts_the_people_it_ended_and_not_the_stones_it_laid(filled, copy):
    for email in ("late@person.example", ADA):
        if email != ADA:
            filled.confirmed(email=email)
        erasing.erase(people.person_with(parsed(email)).id, why=Why.PERSON)
        filled.work()
    restored(filled, copy)
    filled.work()
    assert one(Erasure, Erasure.why == Why.RESTORE).certificate["dpv:hasDataSubject"] == 1
