"""Leads brought along: only who agreed by the proof in their line, nobody who asked not to be; all can be undone."""

import csv
import json
import tracemalloc
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO, StringIO
from tempfile import TemporaryFile

import pytest

from leadgate.consent import queries as consent
from leadgate.erasure.actions import erasing
from leadgate.erasure.types import Why
from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.installation import installation
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.permissions import Role
from leadgate.lead_imports.actions import looking, sending, taking_in
from leadgate.lead_imports.errors import LeadsTooMany
from leadgate.lead_imports.models import LeadImport, LeadImported, LeadImportPart
from leadgate.lead_imports.targets import guessed, moment_in
from leadgate.leads.choosing import choice_in
from leadgate.leads.finding import LeadFinding, purposes
from leadgate.ledger import queries as ledger
from leadgate.ledger.models import LedgerEntry, LedgerEvidence
from leadgate.ledger.signing import is_marked
from leadgate.people import queries as people
from leadgate.people.actions import restricting
from leadgate.people.models import Person
from leadgate.people.types import SuppressionReason
from leadgate.people.verification.actions.suppressing import suppress
from tests.cast import ADA, NOOR
from tests.facts import count, one
from tests.lead_imports.scenes import HEAD, IMPORTS, PROOF, agrees, fates, file_of, known

pytestmark = pytest.mark.both_databases(
    "lead_imports.actions.sending",
    "lead_imports.actions.looking",
    "lead_imports.actions.taking_in",
    "lead_imports.actions.undoing",
)


@pytest.fixture
def marketer(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    return site.staff()


def brought(site, marketer, content: bytes, **columns: str) -> str:
    """Send a file and have it looked through; answers the page of the import."""
    sent = marketer.fill(IMPORTS, file=(BytesIO(content), "list.csv"))
    assert sent.status_code == 303, sent.text
    read = {f"column.{at}": target for at, target in columns.items()}
    assert marketer.fill(sent.location, purpose="newsletter", act="look", **read).status_code == 303
    site.work()
    return sent.location


def take(site, marketer, content: bytes) -> str:
    page = brought(site, marketer, content)
    assert marketer.fill(page, act="import").status_code == 303
    site.work()
    return page


def test_nothing_is_kept_before_it_is_taken_in_and_each_line_says_what_becomes_of_it(site, marketer):
    site.confirmed(consent="newsletter")
    for name in ("alone", "gone", "no"):
        site.confirmed(email=f"{name}@list.example", **({"consent": "newsletter"} if name != "no" else {}))
    suppress(people.index_of(parsed("alone@list.example")), SuppressionReason.NOT_ME)
    erasing.erase(known("gone@list.example").id, why=Why.OFFICER)
    before = count(Person)
    page = brought(
        site,
        marketer,
        file_of(
            f"new@list.example,{PROOF}",
            f"NEW@list.example,{PROOF}",
            f"{ADA},{PROOF}",
            f"alone@list.example,{PROOF}",
            f"gone@list.example,{PROOF}",
            f"no@list.example,{PROOF}",
            "left@list.example,2024-05-06,The fair,unsubscribed,",
            "unproven@list.example,,The fair,subscribed,",
            "nowhere@list.example,2024-05-06,,subscribed,",
            "later@list.example,2124-05-06,The fair,subscribed,",
            f"somebody at nowhere,{PROOF}",
        ),
    )
    assert fates(marketer, page) == {
        "new, agrees by the proof in the line": 1,
        "stands further up in the file already": 1,
        "known already, and agrees already": 1,
        "asked here not to be written to, or said no": 2,
        "was deleted here, and comes back only by themselves": 1,
        "unsubscribed, bounced or blocked, as the file itself says": 1,
        "no proof that they agreed: it takes when, and where or to which words": 3,
        "no mail address in it": 1,
    }
    assert (count(Person), count(LeadImported)) == (before, 0)
    left = list(csv.reader(StringIO(marketer.get(page + "/left-out.csv").get_data().decode("utf-8-sig"))))
    assert [(line[0], line[1]) for line in left[1:3]] == [("3", "NEW@list.example"), ("5", "alone@list.example")]
    assert len(left) == 1 + 9
    marketer.fill(page, act="import")
    site.work()
    assert (count(Person), count(LeadImported)) == (before + 1, 1)
    assert not any(agrees(f"{name}@list.example") for name in ("no", "left", "unproven"))
    assert count(LeadImportPart) == 0, "the file goes once it is taken in"


def test_what_somebody_agreed_to_elsewhere_is_noted_as_imported_with_its_source(site, marketer):
    take(site, marketer, file_of(f"new@list.example,{PROOF}"))
    person = known("new@list.example")
    [entry] = [each for each in ledger.entries_of(person.id) if each.purpose == "newsletter"]
    assert (entry.method, agrees("new@list.example")) == ("imported", True)
    [stands] = consent.standings([person.id])[person.id]
    assert stands.since == datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
    row = one(LeadImported)
    proof = json.loads(installation().vault.key_of(person.id).open(LeadImported.proof, person.id, row.proof))
    assert (proof["when"][:10], proof["where"], row.entry) == ("2024-05-06", "The fair in Graz", entry.id)
    recorded, evidence = one(LedgerEntry, LedgerEntry.id == entry.id), one(LedgerEvidence)
    assert is_marked(recorded), "an entry that bears no mark of ours is never sealed"
    told = (
        installation().vault.key_of(person.id).open(LedgerEvidence.circumstances, evidence.id, evidence.circumstances)
    )
    assert sha256(told.encode()).hexdigest() == recorded.evidence == evidence.sha256
    assert count(AuditEntry, AuditEntry.act == "leads:import") == 1
    [reached] = LeadFinding(choice_in({}, [])).reachable(purposes("en")).values()
    assert reached.count == 1


def test_somebody_known_who_was_never_asked_agrees_by_the_proof_and_who_said_no_does_not(site, marketer):
    site.purpose("offers")
    site.confirmed(consent="newsletter")
    page = marketer.fill(IMPORTS, file=(BytesIO(file_of(f"{ADA},{PROOF}")), "list.csv")).location
    marketer.fill(page, purpose="offers", act="look")
    site.work()
    assert list(fates(marketer, page)) == ["known, and agrees from now on by the proof in the line"]


def test_an_import_that_was_killed_goes_on_and_takes_nobody_twice(site, marketer, monkeypatch):
    monkeypatch.setattr(sending, "PART", 2)
    page = brought(site, marketer, file_of(*(f"p{at}@list.example,{PROOF}" for at in range(5))))
    marketer.fill(page, act="import")
    row = one(LeadImport)
    taking_in.take_in(str(row.id), "0")
    assert (count(Person), one(LeadImport).taken) == (2, 1)
    taking_in.take_in(str(row.id), "0")
    assert (count(Person), one(LeadImport).taken) == (2, 1)
    site.work()
    site.work()
    assert (count(Person), one(LeadImport).state, one(LeadImport).counts) == (5, "done", {"new": 5})


def test_whoever_asks_to_be_left_alone_after_the_look_is_not_taken_in(site, marketer):
    page = brought(site, marketer, file_of(f"new@list.example,{PROOF}"))
    suppress(people.index_of(parsed("new@list.example")), SuppressionReason.NOT_ME)
    marketer.fill(page, act="import")
    site.work()
    assert known("new@list.example") is None
    assert list(fates(marketer, page)) == ["asked here not to be written to, or said no"]


def test_undoing_erases_who_came_by_it_alone_and_did_nothing_since_and_ends_the_yes_of_others(site, marketer):
    site.purpose("offers")
    site.confirmed(consent="newsletter")
    page = marketer.fill(
        IMPORTS, file=(BytesIO(file_of(*(f"{who},{PROOF}" for who in (ADA, NOOR, "idle@list.example")))), "list.csv")
    ).location
    marketer.fill(page, purpose="offers", act="look")
    site.work()
    marketer.fill(page, act="import")
    site.work()
    with clock.moved(timedelta(minutes=5)):
        site.signed_in(NOOR)
        assert [len(consent.standings([known(who).id])[known(who).id]) for who in (ADA, NOOR)] == [3, 1]
        assert marketer.fill(page + "/undo", act="undo").status_code == 303
        site.work()
        assert known("idle@list.example") is None
        for who in (ADA, NOOR):
            assert not consent.agrees(known(who).id, "offers")
        assert consent.agrees(known(ADA).id, "newsletter")
        assert (one(LeadImport).state, count(LeadImported)) == ("undone", 0)


def test_whose_data_may_only_be_kept_is_left_alone(site, marketer):
    site.publish("plain")
    site.confirmed("plain")
    restricting.restrict(known(ADA).id, why="asked")
    page = brought(site, marketer, file_of(f"{ADA},{PROOF}"))
    assert list(fates(marketer, page)) == ["asked here not to be written to, or said no"]


@pytest.mark.parametrize("letters", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_file_is_read_whatever_its_letters_and_the_sign_between_its_cells(site, marketer, letters, sign):
    head = sign.join(("邮箱", "同意日期", "来源", "备注"))
    said = "我们在上海书展遇到他" if letters == "gb18030" else ""
    lines = [sign.join((f"p{at}@list.example", "2024-05-06", "上海书展", said)) for at in range(3)]
    page = brought(site, marketer, "\r\n".join([head, *lines, ""]).encode(letters))
    assert fates(marketer, page) == {"new, agrees by the proof in the line": 3}


def test_a_quotation_mark_astray_is_named_and_two_columns_of_addresses_are_refused(site, marketer):
    head = HEAD.replace("Source", '"Source"x')
    astray = marketer.fill(IMPORTS, file=(BytesIO(file_of(f"a@list.example,{PROOF}", head=head)), "list.csv"))
    assert "In line 1 a quotation mark" in astray.text
    assert astray.status_code == 422
    sent = marketer.fill(IMPORTS, file=(BytesIO(file_of(f"a@list.example,{PROOF}")), "list.csv"))
    wrong = marketer.fill(sent.location, purpose="newsletter", act="look", **{"column.1": "address"})
    assert (wrong.status_code, "which one column" in wrong.text) == (422, True)
    assert marketer.fill(sent.location, purpose="else", act="look").status_code == 422
    assert marketer.fill(sent.location, act="import").status_code in (409, 422)


@pytest.mark.parametrize(
    ("head", "read"),
    [
        ("Email Address,First Name,OPTIN_TIME,CONFIRM_TIME,CONFIRM_IP", ["address", "", "", "when", ""]),
        ("Email,Create Date,Original Source,Marketing status", ["address", "when", "where", "status"]),
        ("uuid,email,name,status,created_at", ["", "address", "", "status", "when"]),
        ("EMAIL,LASTNAME,ADDED_TIME,BLOCKLISTED", ["address", "", "when", "status"]),
        ("Subscriber,Subscribed,Opt-in date,Signup source", ["address", "", "when", "where"]),
    ],
)
def test_columns_are_known_by_the_names_the_usual_tools_give_them(head, read):
    assert guessed(head.split(",")) == read


def test_a_day_that_could_be_two_waits_for_its_order_and_all_others_need_none(site, marketer):
    lines = [
        f"p{at}@list.example,{day},fair,," for at, day in enumerate(("01/02/2026", "25/12/2025", "3/3/2026 4:05 PM"))
    ]
    page = brought(site, marketer, file_of(*lines, "x@list.example,01/02/2026,,,"))
    unsure = "the day could be two, as 03/04/2026: say below whether day or month stands first"
    without = "no proof that they agreed: it takes when, and where or to which words"
    assert fates(marketer, page) == {"new, agrees by the proof in the line": 2, unsure: 1, without: 1}
    marketer.fill(page, purpose="newsletter", act="look", days="month-first")
    site.work()
    assert fates(marketer, page) == {"new, agrees by the proof in the line": 3, without: 1}
    marketer.fill(page, act="import")
    site.work()
    proof = installation().vault.key_of(known("p0@list.example").id)
    row = one(LeadImported, LeadImported.person_id == known("p0@list.example").id)
    assert "2026-01-02" in proof.open(LeadImported.proof, row.person_id, row.proof)


def test_a_day_that_could_be_two_is_no_proof():
    assert moment_in("03/04/2021", "day-first") == datetime(2021, 4, 3, tzinfo=UTC)
    assert moment_in("3/4/21 14:05", "month-first") == datetime(2021, 3, 4, 14, 5, tzinfo=UTC)
    assert moment_in("03/04/2021") is None
    assert moment_in("2021-04-03T10:00:00+02:00") == datetime(2021, 4, 3, 8, tzinfo=UTC)
    assert moment_in("3.4.2021") == datetime(2021, 4, 3, tzinfo=UTC)


def test_an_address_that_stands_in_a_file_three_times_comes_once_whatever_the_part_it_stands_in(
    site, marketer, monkeypatch
):
    monkeypatch.setattr(sending, "PART", 2)
    lines = [f"{who},{PROOF}" for who in ("a@list.example", "b@list.example", "A@LIST.EXAMPLE", "c@list.example")]
    page = brought(site, marketer, file_of(*lines, f"a@list.example,{PROOF}"))
    found = {"new, agrees by the proof in the line": 3, "stands further up in the file already": 2}
    assert fates(marketer, page) == found
    marketer.fill(page, act="import")
    site.work()
    site.work()
    assert (fates(marketer, page), count(LeadImported)) == (found, 3), "as it was looked through, so it is taken in"


def test_a_formula_in_a_cell_is_a_text_and_leaves_as_one(site, marketer):
    formula = "=HYPERLINK(1)"
    page = brought(site, marketer, file_of(f"{formula},{PROOF}", f"new@list.example,2024-05-06,{formula},,"))
    assert f"'{formula}" in marketer.get(page + "/left-out.csv").text
    marketer.fill(page, act="import")
    site.work()
    proof = installation().vault.key_of(known("new@list.example").id)
    said = proof.open(LeadImported.proof, known("new@list.example").id, one(LeadImported).proof)
    assert json.loads(said)["where"] == formula


def test_a_large_file_is_held_no_more_of_than_a_part_and_one_too_large_leaves_nothing(site, marketer, monkeypatch):
    line = f"{'x' * 40}@list.example,{PROOF}\r\n".encode()
    with TemporaryFile() as file:
        file.write(f"{HEAD}\r\n".encode())
        for _ in range(20):
            file.write(line * 2_000)
        tracemalloc.start()
        sending.send(file, "large.csv", "en", by=None)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert (one(LeadImport).rows, one(LeadImport).parts) == (40_000, 40)
        assert most < file.tell(), "four megabytes are held nowhere"
        monkeypatch.setattr(sending, "MOST_ROWS", 39_999)
        with pytest.raises(LeadsTooMany):
            sending.send(file, "larger.csv", "en", by=None)
        assert (count(LeadImport), count(LeadImportPart)) == (1, 40)


@pytest.mark.parametrize(
    ("lines", "out"),
    [
        (['a@list.example,"2024"x,fair,,'], ["3"]),
        (['a@list.example,2024-05-06,fair,subscribed,"Never closed'], ["3"]),
        (['a@list.example,2024-05-06,"fair,subscribed,', 'b@list.example,"2024-05-06",fair,,'], ["3"]),
        (['a@list.example,"2024-05-06",fair,,"Two', 'lines"x', "three"], ["3", "4", "5"]),
        (['"a"@list.example,2024-05-06,fair,,', '"b"@list.example,2024-05-06,fair,,'], ["3", "4"]),
        (['a@list.example,2024-05-06,fair,subscribed,"Two', 'lines, and ""quoted"""'], []),
    ],
)
def test_a_quotation_mark_astray_leaves_its_line_out_and_the_file_is_read_on_behind_it(site, marketer, lines, out):
    before, behind = f"first@list.example,{PROOF}", [f'last{at}@list.example,"2024-05-06",fair,,' for at in (0, 1)]
    page = brought(site, marketer, file_of(before, *lines, *behind, "no address,2024,,,"))
    read = 3 + (len(lines) > len(out))
    told = {"new, agrees by the proof in the line": read, "no mail address in it": 1}
    astray = "cannot be read surely: a quotation mark stands astray"
    assert fates(marketer, page) == told | ({astray: len(out)} if out else {})
    left = [row.split(",") for row in marketer.get(f"{page}/left-out.csv").text.splitlines()[1:]]
    assert [row[0] for row in left if "quotation" in row[2]] == out
    last = 4 + (len(lines) if out else 1) + 1
    assert [row[0] for row in left if "no address" in row[1]] == [str(last)], "lines behind keep their numbers"
    marketer.fill(page, act="import")
    site.work()
    assert count(LeadImported) == read


def test_only_marketers_and_owners_bring_leads(site, marketer):
    for role, status in ((Role.OFFICER, 403), (Role.VIEWER, 403), (Role.OWNER, 200)):
        assert site.staff(role).get(IMPORTS).status_code == status


def test_a_list_that_takes_several_turns_is_read_to_its_end_and_a_double_found_across_them(site, marketer, monkeypatch):
    monkeypatch.setattr(sending, "PART", 2)
    monkeypatch.setattr(looking, "AT_ONCE", 2)
    names = [f"somebody{at}@list.example" for at in range(9)]
    page = take(site, marketer, file_of(*(f"{one},{PROOF}" for one in [*names, names[0]])))
    assert one(LeadImport).parts == 5
    assert all(agrees(name) for name in names)
    assert sorted(fates(marketer, page).values()) == [1, 9]
