"""Retention: what is due goes with the next sweep, to the second; what is held or was not announced stays."""

from datetime import timedelta

import pytest

from leadgate.assets.links import download_token
from leadgate.assets.models import Download, Grant
from leadgate.consent.models import ConsentState
from leadgate.consent.queries import agrees
from leadgate.erasure.actions import holding
from leadgate.erasure.models import Erasure
from leadgate.foundation import clock
from leadgate.foundation.errors import NotFound
from leadgate.foundation.keys.vault import VaultKey
from leadgate.foundation.mail.addresses import parsed
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.retention import forecast
from leadgate.retention.actions import choosing, sweeping, warning
from leadgate.retention.models import Sweep, SweepState, Warned
from leadgate.retention.rules import in_force
from leadgate.retention.wording import rule_words
from tests.cast import ADA, NOOR
from tests.facts import WAITS, count, downloads, one

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""

YEARS = timedelta(days=730)


@pytest.fixture
def ada(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    return one(Person).id


def sweep(after: timedelta, **options) -> dict[str, int]:
    with clock.moved(after):
        return {swept.rule: swept.taken for swept in sweeping.sweep(**options) if swept.taken}


def until(moment) -> dict[str, int]:
    return sweep(moment - clock.now(), as_of=moment)


def test_an_unconfirmed_request_goes_at_the_second_it_expires_and_not_before(site):
    site.publish()
    site.visitor().opt_in()
    ends = one(Verification, WAITS).expires_at
    assert until(ends - timedelta(microseconds=1)) == {}
    assert until(ends) == {"opt_in": 1}
    assert count(Verification, WAITS) == count(VaultKey) == 0


@on_both
def test_who_is_silent_for_two_years_is_told_a_month_before_and_then_erased_by_the_one_path(site, ada):
    with clock.moved(YEARS - timedelta(days=30)):
        assert warning.warn_all() >= 1
        assert warning.warn_all() == 0
        letter = next(mail for mail in site.mails(ADA) if "will be deleted" in mail.subject)
        assert "/keep/" in letter.text
    ends = one(Warned, Warned.rule == "person/inactive").sent_at + timedelta(days=30)
    assert until(ends - timedelta(microseconds=1)).get("person/inactive") is None
    assert until(ends)["person/inactive"] == 1
    assert count(Person) == 0
    with clock.moved(YEARS + timedelta(seconds=1)):
        site.work()
    assert one(Erasure).certificate["leadgate:why"] == "retention"


def test_nobody_is_erased_without_a_warning_even_if_the_mail_server_was_dead_for_months(site, ada):
    assert sweep(YEARS * 2).get("person/inactive") is None
    assert count(Person) == 1
    with clock.moved(YEARS * 2):
        warning.warn_all()
    assert sweep(YEARS * 2 + timedelta(days=29)).get("person/inactive") is None
    assert sweep(YEARS * 2 + timedelta(days=31))["person/inactive"] == 1


@on_both
def test_one_press_on_the_letters_button_keeps_a_person_for_another_two_years(site, ada):
    with clock.moved(YEARS - timedelta(days=20)):
        warning.warn_all()
        link = next(mail for mail in site.mails(ADA) if "will be deleted" in mail.subject).text.split("localhost")[1]
        page = site.visitor()
        assert "Shall we keep" in page.get(link.split()[0]).text
        assert one(Person).last_active < clock.now() - timedelta(days=700), "looking changes nothing"
        assert "Your page stays" in page.fill(link.split()[0]).text
    assert sweep(YEARS + timedelta(days=30)).get("person/inactive") is None
    with clock.moved(YEARS * 2 - timedelta(days=40)):
        warning.warn_all()
        assert count(Warned, Warned.rule == "person/inactive") == 2, "a new end is announced anew"


def test_signing_in_is_a_sign_of_life(site, ada):
    with clock.moved(timedelta(days=300)):
        site.signed_in()
        assert one(Person).last_active > clock.now() - timedelta(minutes=1)


@on_both
def test_a_consent_that_is_not_renewed_lapses_on_the_ledger_and_no_mail_leaves_for_it(site, ada):
    with clock.moved(YEARS - timedelta(days=10)):
        warning.warn_all()
        assert any("ends on" in mail.subject for mail in site.mails(ADA))
    assert sweep(YEARS + timedelta(days=21))["consent/newsletter"] == 1
    assert not agrees(ada, "newsletter")
    assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.EXPIRED, LedgerEntry.method == "retention") == 1


@on_both
def test_a_consent_that_is_renewed_by_one_press_goes_on(site, ada):
    with clock.moved(YEARS - timedelta(days=10)):
        warning.warn_all()
        letter = next(mail for mail in site.mails(ADA) if "ends on" in mail.subject)
        link = letter.text.split("/keep/")[1].split()[0]
        assert "Thank you" in site.visitor().fill(f"/keep/{link}").text
        assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.RENEWED) == 1
    assert sweep(YEARS + timedelta(days=21)).get("consent/newsletter") is None
    assert agrees(ada, "newsletter")


def test_no_letter_about_a_consent_reaches_who_has_withdrawn_meanwhile(site, ada):
    with clock.moved(YEARS - timedelta(days=10)):
        visitor = site.signed_in()
        warning.warn_all()
        visitor.press("/me", "/me/consent", purpose="newsletter")
        assert not any("ends on" in mail.subject for mail in site.mails(ADA))


@on_both
def test_what_was_withdrawn_is_forgotten_after_a_year_and_stays_proven(site, ada):
    site.signed_in().press("/me", "/me/consent", purpose="newsletter")
    entries = count(LedgerEntry)
    before = count(ConsentState)
    assert sweep(timedelta(days=366))["consent/ended"] == 1
    assert count(ConsentState) == before - 1
    assert count(LedgerEntry) == entries


def test_the_officers_choice_counts_from_now_on_for_old_rows_too(site, ada):
    download(site)
    choosing.choose("download/history", 30, "nobody asks after a month", by=None)
    assert sweep(timedelta(days=31)) == {"download/history": 1}
    choosing.choose("download/history", 400, "an audit wants more", by=None)
    download(site)
    assert sweep(timedelta(days=366)).get("download/history") is None
    assert next(one for one in in_force() if one.rule.name == "download/history").reason == "an audit wants more"


def download(site):
    site.visitor().get(f"/d/{download_token(one(Grant).id)}").get_data()
    downloads()


@pytest.mark.parametrize(("days", "reason", "refusal"), [
    (0, "why", choosing.NotADuration), (4000, "why", choosing.NotADuration), (30, " ", choosing.RetentionReasonNeeded),
])  # fmt: skip
def test_a_duration_nobody_can_mean_and_one_without_a_reason_are_refused(here, days, reason, refusal):
    with pytest.raises(refusal):
        choosing.choose("download/history", days, reason, by=None)


def test_what_is_part_of_the_machine_is_not_to_be_chosen_and_what_is_not_there_neither(here):
    with pytest.raises(choosing.NotToBeChanged):
        choosing.choose("opt_in", 30, "why", by=None)
    with pytest.raises(NotFound):
        choosing.choose("unknown", 30, "why", by=None)


@on_both
def test_a_hold_keeps_what_is_due_and_the_dry_run_does_not_promise_it_either(site, ada):
    download(site)
    number = holding.hold(ada, "claim", kind="download")
    later = timedelta(days=400)
    assert sweep(later).get("download/history") is None
    with clock.moved(later):
        assert dict(due(forecast.due_by(clock.now())))["download/history"] == 0
    holding.lift(number)
    assert sweep(later)["download/history"] == 1


def due(found):
    return ((one.rule.rule.name, one.rows) for one in found)


def test_the_dry_run_promises_what_the_sweep_then_does(site, ada):
    download(site)
    site.confirmed(email=NOOR)
    later = timedelta(days=366)
    with clock.moved(later):
        promised = {name: rows for name, rows in due(forecast.due_by(clock.now())) if rows}
    assert sweep(later) == promised
    assert promised["download/history"] == 1


@on_both
def test_a_sweep_that_would_take_an_unusual_share_stops_and_asks(site, ada, monkeypatch):
    monkeypatch.setattr(sweeping, "SMALL", 0)
    download(site)
    assert sweep(timedelta(days=366)).get("download/history") is None
    assert count(Download) == 1
    assert count(Sweep, Sweep.rule == "download/history", Sweep.state == SweepState.WAITING) == 1
    sweeping.approve("download/history", by=None)
    assert sweep(timedelta(days=366))["download/history"] == 1
    assert count(Sweep, Sweep.state != SweepState.DONE) == 0


def test_a_clock_that_jumps_ahead_takes_no_people_because_none_were_warned(site, ada):
    swept = sweep(timedelta(days=20_000))
    assert "person/inactive" not in swept
    assert count(Person) == 1
    assert people.person_with(parsed(ADA)) is not None


@on_both
def test_a_sweep_that_was_killed_goes_on_where_it_was(site, monkeypatch):
    site.publish()
    for number in range(5):
        site.visitor().opt_in(email=f"p{number}@person.example")
    monkeypatch.setattr(sweeping, "BATCH_ROWS", 2)
    batches = []
    original = sweeping._take

    def dies_in_the_second(*args):
        batches.append(1)
        if len(batches) == 2:
            raise KeyboardInterrupt
        return original(*args)

    monkeypatch.setattr(sweeping, "_take", dies_in_the_second)
    with pytest.raises(KeyboardInterrupt):
        sweep(timedelta(days=8))
    assert count(Verification, WAITS) == 3
    assert one(Sweep).taken == 2
    monkeypatch.setattr(sweeping, "_take", original)
    assert sweep(timedelta(days=8)) == {"opt_in": 3}
    assert (one(Sweep).taken, one(Sweep).state) == (5, SweepState.DONE)


@on_both
def test_an_operator_may_look_a_year_ahead_and_then_take_it_unwarned(site, ada):
    with clock.moved(timedelta(0)):
        ahead = clock.now() + YEARS + timedelta(days=1)
        promised = {name: rows for name, rows in due(forecast.due_by(ahead)) if rows}
        assert promised["person/inactive"] == 1
        assert count(Person) == 1
        taken = {swept.rule for swept in sweeping.sweep(ahead, unwarned=True, approved=True) if swept.taken}
    assert "person/inactive" in taken
    assert count(Person) == 0


@on_both
def test_the_year_ahead_grows_and_never_shrinks(site, ada):
    download(site)
    with clock.moved(timedelta(days=300)):
        forecast.compute()
        rows = [one for one in forecast.computed() if one.rule == "download/history"]
    counts = [row.rows for row in sorted(rows, key=lambda row: row.day)]
    assert counts == sorted(counts)
    assert (counts[0], counts[-1]) == (0, 1)
    assert len(counts) == forecast.WEEKS


def test_every_rule_says_from_when_how_long_what_and_why(here):
    for rule in (found.rule for found in in_force()):
        assert str(rule.event)
        assert rule.lifetime or not rule.can_be_changed
        assert str(rule.basis) or not rule.can_be_changed


def test_every_rule_has_words_for_people_and_none_its_name_in_the_machine(site, ada, app):
    with app.test_request_context():
        called = {each.rule.name: rule_words(each.rule.name) for each in in_force()}
    assert called["person/inactive"] == "people who are silent"
    assert [name for name, words in called.items() if name == words or "/" in words] == []
