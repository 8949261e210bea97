"""A breach is answered in time: whom it concerns is computed, and nothing is closed before all have heard."""

from datetime import timedelta

import pytest

from leadgate.assets.models import Grant
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.background import fanout
from leadgate.foundation.events import Looked
from leadgate.foundation.permissions import Role
from leadgate.incidents import queries, standing
from leadgate.incidents.actions import planting, registering, reminding, telling
from leadgate.incidents.errors import (
    AuthorityNotTold,
    ClosedAlready,
    NotAssessed,
    PeopleNotTold,
    ReasonForDelayNeeded,
    WordsNeeded,
)
from leadgate.incidents.facts import Facts
from leadgate.incidents.models import Affected, Alert, Incident, Risk, Scope
from leadgate.ledger.actions.recording import record_looks
from leadgate.people.models import Person
from leadgate.rights.models import PrivacyRequest
from leadgate.staff.models import StaffAccount
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.visitor import PASSWORD

WORDS = {"en": "Your address was seen. Beware of letters that ask for money.", "zh-Hant": "有人看到了您的地址。"}
DAY = timedelta(days=1)


@pytest.fixture
def officer(site):
    return site.staff(Role.OFFICER)


@pytest.fixture
def by(officer):
    return one(StaffAccount, StaffAccount.role == Role.OFFICER).id


@pytest.fixture
def people(site, by):
    """Ada was looked at by the marketer; Noor was not."""
    site.publish()
    site.publish("other")
    site.confirmed(email=ADA)
    site.confirmed("other", email=NOOR)
    marketer = site.staff(Role.MARKETER)
    seen = one(Grant, Grant.asset_id == asset_of("guide")).asset_id
    assert marketer.get(f"/studio/assets/{seen}/leads").status_code == 200


def asset_of(slug):
    from leadgate.assets.models import Asset

    return one(Asset, Asset.slug == slug).id


def facts(**known) -> Facts:
    now = clock.now()
    return Facts(**{"title": "A laptop is gone", "aware_at": now, "happened_from": now - DAY, "words": WORDS, **known})


def opened(site, by, **known):
    number = registering.open_incident(facts(**known), by=by)
    site.work()
    return number


def test_exactly_those_who_were_looked_at_are_found(site, people, by):
    number = opened(site, by)
    assert queries.figures_of(one(Incident)).affected == 1
    assert queries.figures_of(one(Incident)).looks == {"lead:look": 1}
    assert one(Affected).incident_id == number


def test_looks_of_another_account_or_another_time_concern_nobody(site, people, by):
    opened(site, by, accounts=(by,))
    assert count(Affected) == 0
    opened(site, by, happened_from=clock.now() + DAY)
    assert count(Affected) == 0


def test_a_copy_of_the_database_concerns_everybody_known_by_then(site, people, by):
    opened(site, by, scope=Scope.EVERYBODY)
    assert count(Affected) == 2
    opened(site, by, scope=Scope.EVERYBODY, happened_until=clock.now() - DAY)
    assert count(Affected) == 2


def test_an_invented_person_is_concerned_by_nothing_and_gets_no_letter(site, people, by):
    planting.plant("canary@example.org", "Customers (archive)", by=None)
    opened(site, by, scope=Scope.EVERYBODY)
    assert count(Affected) == count(Person) - 1 == 2


def test_a_look_at_somebody_who_only_wrote_to_us_makes_nobody_to_write_to(site, people, by):
    site.visitor().fill("/privacy/request", right="access", email="stranger@example.org")
    record_looks(Looked([one(PrivacyRequest).id], "request:look", by, "officer"))
    opened(site, by, accounts=(by,))
    assert count(Affected) == 0


def test_the_72_hours_are_over_at_the_second(site, by):
    opened(site, by)
    row = one(Incident)
    end = row.aware_at + timedelta(hours=72)
    with clock.moved(end - clock.now() - timedelta(minutes=1)):
        assert not standing.is_late(row)
    with clock.moved(end - clock.now()):
        assert standing.is_late(row)


def test_officers_hear_of_the_clock_at_each_step_and_every_six_hours_once_it_is_late(site, by):
    opened(site, by)
    heard = []
    for hours in range(0, 97, 3):
        with clock.moved(timedelta(hours=hours, minutes=1)):
            reminding.remind_officers()
            site.work()
            heard.append(len([mail for mail in site.mails() if "authority" in mail.subject]))
    assert heard[0] == 0
    steps_until_late = heard[72 // 3 - 1]
    assert steps_until_late == 4
    assert heard[-1] >= steps_until_late + 4


def test_once_the_authority_is_told_nobody_is_reminded(site, by):
    number = opened(site, by, risk=Risk.SOME)
    telling.tell_authority(number, "the letter", by=by)
    with clock.moved(timedelta(hours=80)):
        assert reminding.remind_officers() == 0


def test_a_late_notice_needs_the_reason_the_law_asks_for(site, by):
    number = opened(site, by, risk=Risk.SOME)
    with clock.moved(timedelta(hours=72)):
        with pytest.raises(ReasonForDelayNeeded):
            telling.tell_authority(number, "the letter", by=by)
        registering.complete(number, facts(aware_at=clock.now() - 3 * DAY, risk=Risk.SOME, why_late="a storm"), by=by)
        telling.tell_authority(number, "the letter", by=by)


def test_each_phase_is_kept_with_its_very_text(site, by):
    number = opened(site, by, risk=Risk.SOME)
    telling.tell_authority(number, "first", by=by)
    telling.tell_authority(number, "second", by=by)
    assert [step.text for step in queries.steps_of(number) if step.what == "authority"] == ["first", "second"]


def test_everybody_concerned_gets_one_letter_in_the_officers_words(site, people, by):
    number = opened(site, by, risk=Risk.HIGH)
    for _ in range(2):
        telling.tell_people(number, by=by)
        site.work()
    assert [WORDS["en"] in mail.text for mail in site.mails(ADA) if "your data" in mail.subject] == [True]
    assert not [mail for mail in site.mails(NOOR) if "your data" in mail.subject]
    assert one(Affected).told_at is not None


def test_many_are_written_to_in_batches_each_once(site, people, by, monkeypatch):
    monkeypatch.setattr(fanout, "BATCH", 1)
    number = opened(site, by, risk=Risk.HIGH, scope=Scope.EVERYBODY)
    telling.tell_people(number, by=by)
    site.work()
    told = [mail.recipient for mail in site.mails() if "your data" in mail.subject]
    assert sorted(told) == sorted([ADA, NOOR])
    assert count(Affected, Affected.told_at.is_(None)) == 0


def test_no_letter_leaves_without_words_in_each_language_or_before_the_risk_is_judged(site, people, by):
    with pytest.raises(NotAssessed):
        telling.tell_people(opened(site, by), by=by)
    with pytest.raises(WordsNeeded):
        telling.tell_people(opened(site, by, risk=Risk.HIGH, words={"en": "only"}), by=by)
    assert not [mail for mail in site.mails(ADA) if "your data" in mail.subject]


def test_who_is_erased_before_the_letter_is_not_written_to(site, people, by):
    number = opened(site, by, risk=Risk.HIGH)
    telling.tell_people(number, by=by)
    ada = one(Affected).person_id
    erasing.erase(ada, why=Why.PERSON)
    site.work()
    assert count(Affected) == 0
    assert not [mail for mail in site.mails(ADA) if "your data" in mail.subject]


def test_what_is_completed_later_finds_more_and_forgets_nobody_who_was_told(site, people, by):
    number = opened(site, by, risk=Risk.HIGH)
    telling.tell_people(number, by=by)
    site.work()
    registering.complete(number, facts(scope=Scope.NOBODY, risk=Risk.HIGH), by=by)
    site.work()
    assert count(Affected) == 1
    registering.complete(number, facts(scope=Scope.EVERYBODY, risk=Risk.HIGH), by=by)
    site.work()
    assert count(Affected) == count(Person) == 2


def test_nothing_is_closed_before_it_is_judged_and_everybody_has_heard(site, people, by):
    number = opened(site, by)
    with pytest.raises(NotAssessed):
        registering.close(number, by=by)
    registering.complete(number, facts(risk=Risk.HIGH), by=by)
    site.work()
    with pytest.raises(AuthorityNotTold):
        registering.close(number, by=by)
    telling.tell_authority(number, "the letter", by=by)
    with pytest.raises(PeopleNotTold):
        registering.close(number, by=by)
    telling.tell_people(number, by=by)
    registering.close(number, by=by)
    with pytest.raises(ClosedAlready):
        registering.remark(number, "too late", by=by)


def test_sealed_data_without_its_keys_needs_no_letters_to_people(site, people, by):
    number = opened(site, by, risk=Risk.HIGH, readable=False)
    telling.tell_authority(number, "the letter", by=by)
    registering.close(number, by=by)


def test_what_concerned_a_person_is_in_their_own_export_and_goes_after_three_years(site, people, by):
    from leadgate.foundation.privacy.register import export_of
    from leadgate.retention.actions import sweeping

    opened(site, by)
    row = one(Affected)
    assert export_of(row.person_id)["incident_affected"]
    ends = row.found_at + timedelta(days=3 * 365)
    taken = {swept.rule: swept.taken for swept in sweeping.sweep(ends - timedelta(seconds=1), unwarned=False)}
    assert not taken.get("incident/affected")
    taken = {swept.rule: swept.taken for swept in sweeping.sweep(ends)}
    assert taken["incident/affected"] == 1


def test_an_officer_hears_of_an_alert_in_the_language_they_signed_in_with(site, officer):
    from leadgate.incidents.actions.alerting import alert

    email = one(StaffAccount, StaffAccount.role == Role.OFFICER).email
    site.visitor(Accept_Language="zh-TW").fill("/staff/sign-in", email=email, password=PASSWORD)
    alert("many-seen", "today", count=900, since=clock.now() - DAY)
    assert any("察覺到不該發生的事" in letter.subject for letter in site.mails(email))


def test_the_whole_way_on_the_pages_from_an_alert_to_the_letters(site, people, officer, by):
    from leadgate.incidents.actions.alerting import alert

    alert("many-seen", "today", count=900, since=clock.now() - DAY)
    assert "unusually many people" in officer.get("/office/incidents").text
    noticed = one(Alert)
    page = officer.get(f"/office/incidents/new?alert={noticed.id}")
    assert page.status_code == 200
    moment = "%Y-%m-%dT%H:%M"
    typed = {
        "title": "Somebody looked at too much",
        "aware_at": clock.now().strftime(moment),
        "happened_from": (clock.now() - DAY).strftime(moment),
        "kinds": "confidentiality",
        "risk": "high",
        "readable": "y",
        "words_en": WORDS["en"],
        "words_zh-Hant": WORDS["zh-Hant"],
    }
    answer = officer.fill(f"/office/incidents/new?alert={noticed.id}", **typed)
    assert answer.status_code == 303
    site.work()
    assert one(Alert).incident_id == one(Incident).id
    incident = answer.location
    assert "72" in officer.get("/office").text or "71" in officer.get("/office").text
    letter = officer.get(f"{incident}/authority").text
    assert "art. 33" in letter
    assert officer.press(f"{incident}/authority", f"{incident}/authority").status_code == 303
    assert officer.press(incident, f"{incident}/people").status_code == 303
    site.work()
    assert [mail for mail in site.mails(ADA) if "your data" in mail.subject]
    assert officer.press(incident, f"{incident}/close").status_code == 303
    assert one(Incident).closed_at


@pytest.mark.parametrize("field", ["aware_at", "happened_from", "happened_until"])
def test_a_moment_that_cannot_be_read_is_refused_with_a_sentence_and_nothing_typed_is_lost(site, officer, field):
    moments = dict.fromkeys(("aware_at", "happened_from", "happened_until"), "2026-01-02T03:04")
    typed = {"title": "Too much", "what": "Somebody looked", **moments, field: "yesterday evening"}
    refused = officer.fill("/office/incidents/new", **typed)
    assert refused.status_code == 422
    for kept in ("yesterday evening", "Somebody looked", "Please type a day and a time"):
        assert kept in refused.text


def test_an_alert_that_was_nothing_is_closed_with_its_reason_and_only_once(site, officer, by):
    from leadgate.incidents.actions import alerting

    alerting.alert("guesses", "now", count=31, since=clock.now())
    number = one(Alert).id
    closing = f"/office/incidents/alerts/{number}/close"
    refused = officer.press("/office/incidents", closing, words=" ")
    assert (refused.status_code, one(Alert).closed_at) == (422, None)
    assert "in a few words" in refused.text
    assert officer.press("/office/incidents", closing, words="our own test").status_code == 303
    assert one(Alert).why == "our own test"
    with pytest.raises(ClosedAlready):
        alerting.close(number, "again", by=by)
