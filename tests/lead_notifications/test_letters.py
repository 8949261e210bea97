"""Letters about leads: to whoever may see leads and wants them, once, and without a word about who came."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from leadgate.analytics.actions import naming
from leadgate.assets.room import LEADS
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.databases import migrating
from leadgate.foundation.db import forget_what_was_read
from leadgate.foundation.local_time import at_hour, today
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.lead_notifications.actions.naming import name_in
from leadgate.lead_notifications.actions.telling import tell_due
from leadgate.lead_notifications.mail import write_news
from leadgate.lead_notifications.models import NewsLetter, NotificationChoice, NotifiedOf
from leadgate.lead_notifications.room import LETTER_LOOK
from leadgate.lead_notifications.types import EVERY
from leadgate.ledger.models import LedgerEntry
from leadgate.people import queries as people
from leadgate.staff.actions import accounts
from leadgate.staff.models import StaffAccount
from tests.facts import count, every, one

pytestmark = pytest.mark.both_databases("lead_notifications.actions.naming", "lead_notifications.actions.telling")
MARKETER = "m@staff.example"


@pytest.fixture
def guide(site):
    site.publish(title="The calm guide")
    naming.add("letter")
    return site


def chosen(site, pace: str, asset: object = EVERY):
    marketer = site.staff(Role.MARKETER, MARKETER)
    assert marketer.fill("/studio/lead-notifications", **{f"pace-{asset}": pace}).status_code == 303
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
    page = marketer.get("/studio/lead-notifications").text
    assert "Each landing page by itself" in page
    assert "No mail server is set" in page, "whoever waits for them knows why none comes"
    assert guide.staff(Role.VIEWER).get("/studio/lead-notifications").status_code == 403
    assert Role.VIEWER not in LEADS.roles


def test_the_letters_end_with_the_account(guide):
    chosen(guide, "at-once")
    came(guide, "ada")
    tell_due()
    assert count(NewsLetter) == 1
    accounts.remove_account(one(StaffAccount, StaffAccount.email == MARKETER).id, by=None)
    assert [count(table) for table in (NotificationChoice, NotifiedOf, NewsLetter)] == [0, 0, 0]
    assert guide.mails(MARKETER) == []


def test_the_version_before_reads_the_same_choices_and_a_letter_that_waits_leaves_once(guide, here):
    chosen(guide, "at-once")
    came(guide, "ada")
    tell_due()
    migrating.step_down(here, "0043")
    migrating.migrate(here)
    forget_what_was_read()
    assert len(told(guide)) == 1
    assert "1 confirmed" in told(guide)[0]
    assert one(NotificationChoice).pace == "at-once"


def looks() -> list[tuple[str, object]]:
    seen = select(LedgerEntry.purpose, LedgerEntry.request).where(LedgerEntry.happened == "seen")
    return every(seen.where(LedgerEntry.purpose == LETTER_LOOK.name))


def let_letters_name(site, **how: object) -> None:
    site.here.given = replace(site.here.given, **{"names_in_letters": True, "smtp_url": "smtp://127.0.0.1:1", **how})


def test_a_letter_names_who_is_new_where_an_owner_allowed_it_and_each_look_is_on_the_record_once(guide):
    came(guide, "before")
    chosen(guide, "at-once")
    came(guide, "ada")
    came(guide, "eve")
    tell_due()
    letter, account = one(NewsLetter), one(StaffAccount, StaffAccount.email == MARKETER)
    let_letters_name(guide, names_in_letters=False)
    assert name_in(letter.id, by=account) == {}, "nobody has allowed it"
    let_letters_name(guide, smtp_url=None)
    assert name_in(letter.id, by=account) == {}, "it would lie here"
    assert looks() == []
    let_letters_name(guide)
    for _again in range(2):
        written = write_news(letter.id)
        assert [told.people for told in written.context["told"]] == [["ada@person.example", "eve@person.example"]]
    assert looks() == [(LETTER_LOOK.name, account.id)] * 2, "once for each, and not for who came before"
    erasing.erase(people.person_with(parsed("ada@person.example")).id, why=Why.PERSON)
    assert [*name_in(letter.id, by=account).values()] == [["eve@person.example"]], "as far as it has not left"


def test_an_owner_allows_names_in_the_settings_and_the_privacy_notice_says_so(site):
    says, owner = "a letter that says so, with your address", site.staff(Role.OWNER, "owner@staff.example")
    letters = "/studio/lead-notifications"
    assert '<a href="/admin/settings/site#named">' in owner.get(letters).text
    assert "An owner can have it name those" in site.staff(Role.MARKETER).get(letters).text
    assert says not in site.visitor().get("/privacy").text
    assert owner.fill("/admin/settings/site", named="on").status_code == 303
    with clock.moved(timedelta(seconds=2)):
        assert says in site.visitor().get("/privacy").text
        assert "cannot be called back" in owner.get("/admin/settings/site").text
        assert "It names nobody" in owner.get(letters).text, "without a mail server"
        assert "once a mail server is set" in owner.get(letters).text
