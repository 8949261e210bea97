"""Leads as files: only who agrees now is in one, each line is marked, and everybody in it sees that it was taken."""

import csv
import re
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from leadgate.assets.actions.publishing import FormField
from leadgate.consent import queries as consent
from leadgate.consent.actions import pacing
from leadgate.consent.actions.answering import answer
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.db import session
from leadgate.foundation.ids import new_id
from leadgate.foundation.installation import installation
from leadgate.foundation.permissions import Role
from leadgate.lead_exports import files, queries
from leadgate.lead_exports.actions import exporting
from leadgate.lead_exports.models import LeadExport
from leadgate.lead_exports.taking import Taker
from leadgate.leads.choosing import choice_in
from leadgate.ledger import queries as ledger
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.signing import fields_of, is_marked
from leadgate.ledger.types import ConsentEvent
from leadgate.people.actions import restricting
from leadgate.people.queries import index_with
from leadgate.people.types import SuppressionReason
from leadgate.people.verification.actions.suppressing import suppress
from leadgate.staff.actions.accounts import account_with
from leadgate.verifier.reading import canonical
from leadgate.verifier.tree import leaf_hash
from tests.browser_form import forms
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.groups.scenes import person
from tests.leads.crowd import HERE, Somebody, crowd
from tests.rights.asking import asked_and_proven
from tests.visitor import PASSWORD

pytestmark = pytest.mark.both_databases("leads.models")
PAGE, FILES = "/studio/leads/files/new", "/studio/leads/files/"
MANY = [Somebody(asset=number % 3 if number % 3 < 2 else None, agrees=number % 4 == 0) for number in range(24)]
AGREE = {f"somebody{number}@crowd.example" for number, one in enumerate(MANY) if one.agrees}


@pytest.fixture
def people(site):
    return [who for who, _one in crowd(site, MANY)]


def take(marketer, path=PAGE, **fields):
    return marketer.fill(path, **({"purpose": "newsletter", "format": "csv"} | fields))


def table(answer) -> list[dict[str, str]]:
    assert answer.mimetype == "text/csv", answer.text
    return list(csv.DictReader(StringIO(answer.get_data().decode("utf-8-sig"))))


def addresses(answer) -> set[str]:
    return {row["email"] for row in table(answer)}


def words_of(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def say_no(who) -> None:
    [offer] = consent.offers(["newsletter"], "en")
    said = [(offer.notice_id, ConsentEvent.WITHDRAWN)]
    answer(installation().vault.key_of(who), said, method="test", circumstances=HERE, request=new_id())


def test_only_those_are_in_the_file_who_agree_to_its_purpose_now(site, people):
    assert addresses(take(site.staff())) == AGREE


def test_whoever_must_not_be_written_to_is_left_out_and_the_page_counts_them_by_reason(site, people):
    marketer = site.staff()
    restricting.restrict(people[0], why="asked")
    pacing.set_pace(people[4], "newsletter", every_days=0, paused_days=30)
    suppress(index_with(people[8]), SuppressionReason.NOT_ME)
    say_no(people[12])
    assert addresses(take(marketer)) == {f"somebody{number}@crowd.example" for number in (16, 20)}
    told = words_of(marketer.get(PAGE).text)
    assert "In the file: 2 Left out of 23: no agreement, or no longer: 19 · paused: 1" in told
    assert "· asked to be left alone: 1" in told


def test_whose_request_to_be_erased_waits_is_left_out_of_file_and_figures(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    site.confirmed(consent="newsletter")
    marketer = site.staff()
    assert addresses(take(marketer)) == {ADA}
    asked_and_proven(site, "erasure", NOOR, whom="child", subject_email=ADA)
    assert "nothing to export" in take(marketer).text
    assert "an open privacy request: 1" in words_of(marketer.get(PAGE).text)


def test_what_was_chosen_in_the_list_is_what_is_taken_along(site, people):
    marketer = site.staff()
    page = marketer.get("/studio/leads/?asset=&status=lost").text
    [link] = re.findall(rf'href="({PAGE}[^"]*)"', page)
    assert link.endswith("?status=lost")
    refused = take(marketer, link)
    assert (refused.status_code, count(LeadExport)) == (422, 0)
    assert "nothing to export" in refused.text


def test_a_line_tells_what_was_typed_and_proves_the_consent(site):
    site.purpose()
    site.publish(purposes=["newsletter"], asked=[FormField("name", "Your name", "To greet you")])
    site.confirmed(consent="newsletter", name="=Ada")
    sealing.seal_all()
    columns = ["email", "assets", "agreed_to", "wording", "receipt", "receipt_hash", "field.name"]
    [row] = table(take(site.staff(), columns=columns))
    assert (row["email"], row["assets"], row["agreed_to"], row["wording"]) == (
        ADA,
        "The guide",
        "newsletter",
        "1 (en)",
    )
    assert row["name"] == "'=Ada", "no text is a formula"
    entry = next(each for each in ledger.entries_of(person()) if str(each.id) == row["receipt"])
    assert (entry.purpose, entry.happened) == ("newsletter", ConsentEvent.GIVEN)
    assert row["receipt_hash"] == leaf_hash(canonical(fields_of(entry))).hex()


def test_the_workbook_has_the_same_lines_on_as_many_sheets_as_it_needs(site, people, monkeypatch):
    monkeypatch.setattr(files, "SHEET", 4)
    monkeypatch.setattr(files, "AT_ONCE", 2)
    book = load_workbook(BytesIO(take(site.staff(), format="xlsx").get_data()))
    rows = [list(sheet.values) for sheet in book]
    assert [len(each) for each in rows] == [4, 4]
    assert {line[0] for each in rows for line in each[1:]} == AGREE
    assert {each[0] for each in rows} == {("email", "agreed_to", "agreed_on", "wording", "mark")}


def test_whoever_withdraws_while_a_file_is_written_is_not_in_what_comes_after(site, here, people, monkeypatch):
    monkeypatch.setattr(files, "AT_ONCE", 1)
    choice, [offer] = choice_in({}, []), consent.offers(["newsletter"], "en")
    by = Taker(account_with("marketer@bakery.example") if site.staff() else new_id(), Role.MARKETER)
    lines = exporting.begin(choice, "newsletter", ["email"], "csv", by=by.id)
    leaving = files.lines_of(here, choice, lines, by)
    [first] = next(leaving)
    agreeing = [who for who, each in zip(people, MANY, strict=True) if each.agrees]
    for who in agreeing[:-1]:
        say_no(who)
    assert one(LeadExport).finished_at is None
    later = [line[0] for batch in leaving for line in batch]
    assert (first[0], later) == ("somebody0@crowd.example", ["somebody20@crowd.example"])
    assert (one(LeadExport).lines, lines.purpose_id) == (2, offer.purpose_id)


def test_that_a_file_was_taken_stands_on_the_record_before_it_leaves_and_on_the_page_of_each_person(site, people):
    marketer = site.staff()
    assert addresses(take(marketer)) == AGREE
    made = one(LeadExport)
    assert (made.lines, made.purpose, made.by) == (len(AGREE), "newsletter", account_with("marketer@bakery.example"))
    assert made.finished_at
    assert one(AuditEntry, AuditEntry.act == "leads:export").subject == made.id
    assert all(is_marked(look) for look in session().scalars(select(LedgerEntry).where(LedgerEntry.happened == "seen")))
    seen = {who: [look.purpose for look in ledger.looks_at(who)] for who in people}
    assert [seen[who].count("leads:export") for who in people] == [int(bool(each.agrees)) for each in MANY]


def test_who_exported_hears_who_no_longer_agrees_and_a_lead_page_says_in_which_file_they_left(site, people):
    marketer = site.staff()
    assert addresses(take(marketer)) == AGREE
    file, agreeing = one(LeadExport), [who for who, each in zip(people, MANY, strict=True) if each.agrees]
    assert "no longer agree:" not in marketer.get("/studio/").text
    assert queries.left_since([file]) == {}
    say_no(people[1])
    for who in agreeing[:2]:
        say_no(who)
    assert "2 lines of exported files are of people who no longer agree" in marketer.get("/studio/").text
    assert queries.left_since([file]) == {file.id: 2}
    assert len(addresses(take(marketer))) == len(AGREE) - 2
    assert queries.left_since(queries.exports()) == {file.id: 2}
    assert ">2</strong>" in marketer.get(FILES).text
    happened = marketer.get(f"/studio/leads/{agreeing[0]}").text.partition('class="happened"')[2]
    assert f"Left in an exported file · <span>{file.code} · The newsletter" in happened
    assert "Left in an exported file" not in marketer.get(f"/studio/leads/{people[1]}").text


def test_a_mark_leads_from_one_line_to_its_file_and_to_no_other_address(site, people):
    marketer, officer = site.staff(), site.staff(Role.OFFICER)
    first, second = table(take(marketer))[0], table(take(marketer))[0]
    assert first["email"] == second["email"]
    assert first["mark"] != second["mark"]
    erasing.erase(next(who for who in people if index_with(who)), why=Why.OFFICER, by=None)
    for line in (first, second):
        found = officer.fill(FILES, address=line["email"].upper(), mark=line["mark"].lower())
        assert f"from the file {line['mark'][:8]}, exported by marketer@bakery.example" in words_of(found.text)
    for address, mark in (("somebody4@crowd.example.org", first["mark"]), (first["email"], "ABCDEFGH-AAAAAAAAAA")):
        wrong = officer.fill(FILES, address=address, mark=mark)
        assert wrong.status_code == 422
        assert "No file from here has this mark" in wrong.text


def test_a_file_is_kept_by_no_cache_and_needs_a_purpose_a_column_and_a_proof(site, people):
    marketer = site.staff()
    assert take(marketer).headers["Cache-Control"] == "no-store"
    for fields in ({"purpose": "else"}, {"columns": []}):
        assert take(marketer, **fields).status_code == 422
    with clock.moved(timedelta(minutes=11)):
        asked = take(marketer, PAGE + "?since=2020-01-01")
        waiting = next(each for each in forms(asked.text) if "proof-proof" in each.names)
        assert count(LeadExport) == 1
        sent = marketer.post(PAGE + "?since=2020-01-01", data=waiting.values | {"proof-proof": PASSWORD})
    assert addresses(sent) == AGREE
    assert one(LeadExport, LeadExport.chosen != "").chosen == "since=2020-01-01"


def test_only_marketers_and_owners_take_leads_along_and_officers_see_which_files_there_were(site, people):
    for role, status, seen in ((Role.OFFICER, 403, 200), (Role.VIEWER, 403, 403), (Role.OWNER, 200, 200)):
        visitor = site.staff(role)
        assert (visitor.get(PAGE).status_code, visitor.get(FILES).status_code) == (status, seen)
        assert ("Export as a file" in visitor.get("/studio/leads/").text) == (status == 200)
