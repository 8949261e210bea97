"""Withdrawals are kept beside the database for as long as a backup could contradict them, and no longer."""

from datetime import timedelta

from leadgate.consent.actions import answering, replaying
from leadgate.foundation import clock
from leadgate.people.models import Person
from tests.facts import one


def test_the_clock_lets_go_of_a_withdrawal_once_no_backup_is_old_enough_to_contradict_it(site, here):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    answering.withdraw_by_name(one(Person).id, "newsletter", method="own-page")
    site.work()
    assert len(list(replaying.noted())) == 1
    room, task = here.house.schedule["leadgate.consent.forget_withdrawals"]
    tidy = here.house.resolve(room, task.run)
    with clock.moved(replaying.KEPT):
        tidy()
        assert len(list(replaying.noted())) == 1
    with clock.moved(replaying.KEPT + timedelta(days=1)):
        tidy()
    assert list(replaying.noted()) == []
