"""Settling: who is reminded, and that nobody is reminded of what is done."""

from datetime import timedelta

from leadgate.foundation import clock
from leadgate.people.verification.actions import sending
from tests.cast import ADA


def remind_after(site, hours: int) -> None:
    with clock.moved(timedelta(hours=hours)):
        sending.remind_batch()
        site.work()


def test_somebody_who_does_not_confirm_is_reminded_once(site):
    site.publish()
    assert site.visitor().opt_in().status_code == 303
    assert len(site.mails(ADA)) == 1
    for hours in (25, 30, 40):
        remind_after(site, hours)
    assert len(site.mails(ADA)) == 2
    with clock.moved(timedelta(hours=30)):
        assert site.visitor().fill(site.mail().link("confirm")).status_code == 303


def test_somebody_who_asked_twice_is_reminded_once(site):
    site.publish()
    assert site.visitor().opt_in().status_code == 303
    assert site.visitor().opt_in().status_code == 303
    assert len(site.mails(ADA)) == 2
    remind_after(site, 25)
    remind_after(site, 30)
    assert len(site.mails(ADA)) == 3


def test_somebody_who_asked_twice_and_confirmed_one_is_not_reminded_of_the_other(site):
    site.publish()
    assert site.visitor().opt_in().status_code == 303
    site.work()
    site.confirmed()
    mails = len(site.mails(ADA))
    remind_after(site, 25)
    assert len(site.mails(ADA)) == mails
