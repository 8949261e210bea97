"""Asking for a gated asset, on the page."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from leadgate.assets.actions.publishing import FormField
from leadgate.foundation import clock
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.keys.vault import VaultKey
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.types import ConsentEvent
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.retention.actions import sweeping
from tests.browser_form import forms, opens_at_its_fault
from tests.cast import ADA, NOOR
from tests.facts import WAITS, count, every, one

on_both = pytest.mark.both_databases
"""On those that together send what all tests of ten such files send (docs/testing.md)."""


def test_an_address_is_enough(site):
    site.publish()
    answer = site.visitor().opt_in(email=ADA)
    assert (answer.status_code, answer.location) == (303, "/a/guide/inbox")


def test_the_page_shows_boxes_unticked_and_says_the_download_comes_either_way(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    page = site.visitor().get("/a/guide").text
    assert 'value="newsletter"' in page
    assert "checked" not in re.search(r"<input[^>]*newsletter[^>]*>", page)[0]
    assert "You get the download either way." in page


@on_both
def test_an_unticked_box_is_recorded_as_refused_and_a_ticked_one_as_asked_for(site):
    site.purpose("newsletter")
    site.purpose("events")
    site.publish(purposes=["newsletter", "events"])
    site.visitor().opt_in(consent=["events"])
    said = dict(every(select(LedgerEntry.purpose, LedgerEntry.happened)))
    assert said == {
        "delivery": ConsentEvent.REQUESTED,
        "events": ConsentEvent.REQUESTED,
        "newsletter": ConsentEvent.REFUSED,
    }


def test_a_known_and_an_unknown_address_get_the_same_page_and_write_the_same_rows(site):
    site.publish("one")
    site.publish("two")
    site.confirmed("one", ADA)
    tables = (Verification, VaultKey, LedgerEntry, LedgerEvidence)
    seen = []
    for email in (ADA, NOOR):
        before = [count(table) for table in tables]
        visitor = site.visitor()
        answer = visitor.opt_in("two", email)
        inbox = re.sub(r'value="[^"]*"', "", visitor.get(answer.location).text).replace(email, "…")
        grown = [count(table) - had for table, had in zip(tables, before, strict=True)]
        seen.append((answer.status_code, answer.location, sorted(answer.headers.keys()), inbox, grown))
    assert seen[0] == seen[1]


def test_a_known_person_gets_the_file_by_mail_and_nothing_about_them_changes(site):
    site.publish("one")
    site.publish("two", title="The second guide")
    site.confirmed("one", ADA)
    before = one(Person)
    known_since, language = before.known_since, before.language
    site.visitor().opt_in("two", ADA.upper().replace("PERSON.EXAMPLE", "person.example"))
    mail = site.mail()
    assert "The second guide" in mail.text
    assert site.visitor().get(mail.link("a/two/ready")).status_code == 200
    after = one(Person)
    assert (after.known_since, after.language) == (known_since, language)


def test_a_name_of_the_domain_in_other_letters_is_the_same_person(site):
    site.publish("one")
    site.publish("two")
    site.visitor().opt_in("one", "Kim@bücher.example")
    site.visitor().fill(site.mail("Kim@xn--bcher-kva.example").link("confirm"))
    site.visitor().opt_in("two", "kim@xn--bcher-kva.example")
    assert "/a/two/ready" in site.mail("Kim@xn--bcher-kva.example").text, "the second asset comes at once"
    assert count(Person) == 1


def test_a_plus_tag_is_another_person(site):
    site.publish()
    site.confirmed(email="kim+a+b@person.example")
    site.confirmed(email="kim@person.example")
    assert count(Person) == 2


NO_ADDRESSES = [
    *("", "ada", "ada@", "@person.example", "ada@person", "a b@person.example", "ada@person..example"),
    *("ada@person.example\r\nBcc: x@y.example", "ada@person.example,noor@person.example", "<ada@person.example"),
    *("=?utf-8?q?ada=0d=0aBcc=3a?=@person.example", "a" * 300 + "@person.example", "ada\u200d@person.example"),
    *("ada@[127.0.0.1]", "ada%00@person.example"),
]


@pytest.mark.parametrize("typed", NO_ADDRESSES)
def test_what_is_no_address_is_said_beside_the_field_and_nothing_typed_is_lost(site, typed):
    site.publish(asked=[])
    answer = site.visitor().opt_in(email=typed, motivation_text="why I came")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert count(Verification, WAITS) == 0


@on_both
def test_a_refused_form_keeps_what_was_typed_and_moves_the_focus_to_the_fault(site):
    site.purpose()
    site.publish(
        purposes=["newsletter"], asked=[FormField("company", "Company", "To know whom we help", required=True)]
    )
    answer = site.visitor().opt_in(email=ADA, company="", consent="newsletter")
    assert answer.status_code == 422
    assert f'value="{ADA}"' in answer.text
    assert re.search(r"<input[^>]*newsletter[^>]*checked", answer.text)
    assert re.search(r'<input[^>]*autofocus[^>]*name="company"|<input[^>]*name="company"[^>]*autofocus', answer.text)


def test_the_trap_fakes_success_and_keeps_nothing(site):
    site.publish()
    robot = site.visitor()
    answer = robot.opt_in(website="https://spam.example")
    assert (answer.status_code, answer.location) == (303, "/a/guide/inbox")
    assert "leadgate-opt-in" in answer.headers["Set-Cookie"]
    assert robot.get(answer.location).status_code == 200
    assert count(Verification, WAITS) == 0
    assert site.mails() == []


@pytest.mark.environment(LEADGATE_FORM_MIN_SECONDS="2")
def test_a_form_sent_faster_than_people_type_waits_and_loses_nothing(site):
    site.publish()
    visitor = site.visitor()
    answer = visitor.opt_in()
    assert answer.status_code == 422
    assert ADA in answer.text
    assert opens_at_its_fault(answer.text)
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]
    with clock.moved(timedelta(seconds=3)):
        assert visitor.post("/a/guide", data={"email": ADA, "csrf_token": token}).status_code == 303


def test_a_form_from_nowhere_or_from_yesterday_asks_for_one_more_press(site):
    site.publish()
    visitor = site.visitor()
    for token in ("", "forged", "1.2"):
        answer = visitor.post("/a/guide", data={"email": ADA, "csrf_token": token})
        assert answer.status_code == 422
        assert "press the button once more" in answer.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/a/guide").text)[1]
    with clock.moved(timedelta(hours=25)):
        answer = visitor.post("/a/guide", data={"email": ADA, "csrf_token": token})
        assert answer.status_code == 422
        fresh = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)[1]
        assert visitor.post("/a/guide", data={"email": ADA, "csrf_token": fresh}).status_code == 303


def test_a_page_of_another_site_cannot_send_the_form(site):
    site.publish()
    answer = site.visitor(Origin="https://evil.example").opt_in()
    assert answer.status_code == 403
    assert count(Verification, WAITS) == 0


def test_one_network_cannot_ask_without_end(site):
    site.publish()
    visitor = site.visitor()
    statuses = [visitor.opt_in(email=f"p{number}@person.example").status_code for number in range(62)]
    assert statuses[:60] == [303] * 60
    assert statuses[60:] == [429, 429]
    late = visitor.opt_in(email="p99@person.example")
    assert "wait a while" in late.text
    assert "p99@person.example" in late.text
    with clock.moved(timedelta(hours=1)):
        assert visitor.opt_in(email="p99@person.example").status_code == 303


@on_both
def test_asking_a_hundred_times_in_a_strangers_name_sends_three_mails_an_hour(site):
    for slug in ("one", "two", "three", "four", "five"):
        site.publish(slug)
    with at(A_NOON):
        for slug in ("one", "two", "three", "four", "five"):
            site.visitor().opt_in(slug, "no.or+x@person.example")
            site.visitor().opt_in(slug, NOOR)
        assert len(site.mails()) == 3
    with at(A_NOON + timedelta(hours=1)):
        assert len(site.mails()) == 6
    with at(A_NOON + timedelta(hours=3)):
        assert len(site.mails()) == 6, "six a day at most"


A_NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
"""Days of the budget end at midnight, and a test must not care when it is run."""


def at(moment):
    return clock.moved(moment - clock.now())


@pytest.mark.environment(LEADGATE_DISPOSABLE_DOMAINS="refuse")
def test_a_throw_away_address_can_be_refused_while_a_mask_is_welcome(site):
    site.publish()
    assert site.visitor().opt_in(email="x@mailinator.com").status_code == 422
    assert site.visitor().opt_in(email="x@sub.mailinator.com").status_code == 422
    assert site.visitor().opt_in(email="x@duck.com").status_code == 303
    assert site.visitor().opt_in(email="x@simplelogin.com").status_code == 303


@pytest.mark.environment(LEADGATE_DISPOSABLE_DOMAINS="warn")
def test_a_throw_away_address_can_be_warned_about_and_used_all_the_same(site):
    site.publish()
    visitor = site.visitor()
    answer = visitor.opt_in(email="x@mailinator.com")
    assert answer.status_code == 422
    assert "press the button again" in answer.text
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', answer.text))
    assert visitor.post("/a/guide", data={**hidden, "email": "x@mailinator.com"}).status_code == 303


def test_who_mistypes_their_address_is_asked_and_decides(site):
    site.publish()
    visitor = site.visitor()
    asked = visitor.opt_in(email="ada@gmial.com")
    assert asked.status_code == 422
    assert "Did you mean ada@gmail.com?" in asked.text
    form = next(one for one in forms(asked.text) if "email" in one.names)
    visitor.post("/a/guide", data=form.values | {"email": "ada@gmial.com"})
    visitor.post("/a/guide", data=form.values | {"email": "ada@gmial.com", "meant_address": "ada@gmail.com"})
    assert sorted(str(mail.recipient) for mail in site.mails()) == ["ada@gmail.com", "ada@gmial.com"]


def test_a_browser_that_asks_not_to_be_sold_is_not_offered_it_and_gets_the_file_all_the_same(site, here):
    site.purpose("newsletter")
    site.purpose("partners", shares=True)
    site.publish(purposes=["newsletter", "partners"])
    assert 'value="partners"' in site.visitor().get("/a/guide").text
    careful = site.visitor(Sec_GPC="1")
    page = careful.get("/a/guide").text
    assert 'value="newsletter"' in page
    assert 'value="partners"' not in page
    assert careful.opt_in().status_code == 303
    row = one(LedgerEvidence)
    text = here.vault.key_of(row.owner).open(LedgerEvidence.circumstances, row.id, row.circumstances)
    assert json.loads(text)["signals"] == ["Sec-GPC"]


def test_evidence_holds_the_network_and_never_the_whole_address(site, here):
    site.publish()
    site.visitor(User_Agent="Lynx").client.get("/")
    visitor = site.visitor(User_Agent="Lynx")
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/a/guide").text)[1]
    visitor.post(
        "/a/guide", data={"email": ADA, "csrf_token": token}, environ_overrides={"REMOTE_ADDR": "203.0.113.77"}
    )
    row = one(LedgerEvidence)
    text = here.vault.key_of(row.owner).open(LedgerEvidence.circumstances, row.id, row.circumstances)
    found = json.loads(text)
    assert found["network"] == "203.0.113.0/24"
    assert found["user_agent"] == "Lynx"
    assert found["page"] == "/a/guide"
    assert found["language"] == "en"
    assert "203.0.113.77" not in text


@on_both
def test_an_unconfirmed_request_is_gone_after_seven_days_mail_log_and_all(site):
    site.publish()
    site.visitor().opt_in()
    site.work()
    with clock.moved(timedelta(days=7, minutes=1)):
        list(sweeping.sweep())
    assert [count(table) for table in (Verification, VaultKey, LedgerEvidence)] == [0, 0, 0]
    assert count(OutboxItem, OutboxItem.kind != "assets.preview") == 0
    assert count(LedgerEntry) == 1, "that something was asked for stays provable, and names nobody"


def test_a_gate_that_is_not_open_takes_nothing(site):
    now = clock.now()
    site.publish("soon", opens_at=now + timedelta(days=1))
    site.publish("past", closes_at=now + timedelta(seconds=-1))
    page = site.visitor().get("/a/soon")
    assert "This download opens on" in page.text
    assert 'name="email"' not in page.text
    assert site.visitor().get("/a/past").status_code == 410
    assert site.visitor().get("/a/nowhere").status_code == 404
    assert "/a/soon" not in site.visitor().get("/").text


def test_age_is_asked_when_the_marketer_wants_it(site):
    site.publish(asks_age=True)
    answer = site.visitor().opt_in()
    assert answer.status_code == 422
    assert "Please choose your age." in answer.text
    assert site.visitor().opt_in(age_band="16+").status_code == 303


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_the_page_speaks_the_language_asked_for(site, language):
    site.publish()
    answer = site.visitor(Accept_Language="de, en;q=0.5").get(f"/a/guide?lang={language}")
    assert f'<html lang="{language}"' in answer.text


def test_the_answer_names_the_language_on_the_way_to_the_mail(site):
    site.publish()
    visitor = site.visitor()
    answer = visitor.fill("/a/guide?lang=zh-Hant", email=ADA)
    assert answer.location == "/a/guide/inbox?lang=zh-Hant"
    site.work()
    row = one(Verification, WAITS)
    assert row.language == "zh-Hant"


@on_both
def test_the_language_stays_while_somebody_waits_for_the_mail(site):
    site.publish()
    visitor = site.visitor()
    inbox = visitor.fill("/a/guide?lang=zh-Hant", email=ADA).location
    again = visitor.press(inbox, "/a/guide/inbox/resend?lang=zh-Hant")
    assert "lang=zh-Hant" in again.location
    assert '<html lang="zh-Hant"' in visitor.fill(again.location, code="000000").text


def test_another_mail_is_promised_only_to_whoever_still_waits(site):
    site.publish()
    visitor = site.visitor()
    inbox = visitor.opt_in().location
    pressed = forms(visitor.get(inbox).text)[-1]
    site.visitor().fill(site.mail().link("confirm"))
    again = visitor.post(pressed.action, data=pressed.values).location
    site.here.given = replace(site.here.given, smtp_url="smtp://mail.bakery.example")
    answer = visitor.get(again).text
    assert "If this still waits for an answer" in answer


def test_what_made_them_want_it_is_not_stored_with_what_should_not_stand_there(site):
    site.publish(asks_why=True)
    visitor = site.visitor()
    refused = visitor.opt_in(motivation_text="Since my diabetes I bake without sugar.")
    assert refused.status_code == 422
    assert "“diabetes” looks like something about health." in refused.text
    assert "Since my diabetes" in refused.text, "what was typed is still there to be changed"
    assert count(Verification, WAITS) == 0
    assert visitor.opt_in(motivation_text="I bake without sugar.").status_code == 303


@on_both
def test_what_the_page_did_not_ask_is_not_kept(site, here):
    site.publish()
    site.visitor().opt_in(motivation="price", motivation_text="my back hurts")
    row = one(Verification, WAITS)
    kept = here.vault.key_of(row.id).open(Verification.payload, row.id, row.payload)
    assert "price" not in kept
    assert "my back hurts" not in kept
