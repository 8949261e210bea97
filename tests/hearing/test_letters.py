"""Letters about leads: to whoever may see leads and wants them, once, and without a word about who came."""

from datetime import timedelta

import pytest

from leadgate.analytics.actions import naming
from leadgate.assets.room import LEADS
from leadgate.foundation import clock
from leadgate.foundation.local_time import at_hour, today
from leadgate.foundation.permissions import Role
from leadgate.hearing.actions.telling import tell_due
from leadgate.hearing.models import HeardOf, HearingChoice, NewsLetter
from leadgate.hearing.types import EVERY
from leadgate.staff.actions import accounts
from leadgate.staff.models import StaffAccount
from tests.facts import count, one

pytestmark = pytest.mark.both_databases("hearing.actions.telling")
MARKETER = "m@staff.example"


@pytest.fixture
def guide(site):
    site.publish(title="The calm guide")
    naming.add("letter")
    return site


def chosen(site, pace: str, asset: object = EVERY):
    marketer = site.staff(Role.MARKETER, MARKETER)
    assert marketer.fill("/studio/hearing", **{f"pace-{asset}": pace}).status_code == 303
    return marketer


def came(site, name: str) -> None:
    email = f"{name}@person.example"
    visitor = site.visitor()
    visitor.fill("/a/guide?source=letter", email=email)
    visitor.get(site.mail(email).link("confirm"))


def told(site, later: timedelta = timedelta()) -> list[str]:
    with clock.moved(later):
        tell_due()
        return [mail.text for mail in site.mails(MARKETER)]


def until(hour: int, days: int) -> timedelta:
    return at_hour(today() + timedelta(days=days), hour) - clock.now() + timedelta(minutes=1)


def test_at_once_is_one_letter_an_hour_about_what_is_new_and_names_nobody(guide):
    came(guide, "before")
    chosen(guide, "at-once")
    assert told(guide) == [], "what came before one wanted to hear is no news"
    came(guide, "ada")
    [letter] = told(guide)
    assert all(word in letter for word in ("The calm guide", "1 request, 1 confirmed", "letter: 1", "/leads"))
    assert "ada" not in letter
    assert "person.example" not in letter
    came(guide, "eve")
    came(guide, "mei")
    assert len(told(guide, timedelta(minutes=50))) == 1
    newest, _first = told(guide, timedelta(minutes=61))
    assert "2 requests, 2 confirmed" in newest
    assert len(told(guide, timedelta(minutes=200))) == 2, "nothing where nothing happened"


def test_each_morning_yesterday_is_told_once_and_nothing_of_a_day_without_leads(guide):
    chosen(guide, "daily")
    came(guide, "ada")
    assert told(guide) == told(guide, until(7, 1)) == []
    for _again in range(2):
        [letter] = told(guide, until(8, 1))
    assert "1 request, 1 confirmed" in letter
    assert len(told(guide, until(9, 2))) == 1


def test_one_asset_can_be_left_out_and_nobody_hears_who_did_not_choose_or_may_not_see_leads(guide):
    asset = guide.publish("other")
    marketer = chosen(guide, "at-once", asset)
    guide.staff(Role.OFFICER, "o@staff.example")
    came(guide, "ada")
    assert told(guide) == []
    page = marketer.get("/studio/hearing").text
    assert "Each landing page by itself" in page
    assert "No mail server is set" in page, "whoever waits for them knows why none comes"
    assert guide.staff(Role.VIEWER).get("/studio/hearing").status_code == 403
    assert Role.VIEWER not in LEADS.roles


def test_the_letters_end_with_the_account(guide):
    chosen(guide, "at-once")
    came(guide, "ada")
    tell_due()
    assert count(NewsLetter) == 1
    accounts.remove_account(one(StaffAccount, StaffAccount.email == MARKETER).id, by=None)
    assert [count(table) for table in (HearingChoice, HeardOf, NewsLetter)] == [0, 0, 0]
    assert guide.mails(MARKETER) == []
