"""A person's own page: see, switch, slow down, correct, carry away."""

import csv
import io
import json
import re
from datetime import timedelta
from uuid import UUID
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from leadgate.assets.actions import delivering, publishing
from leadgate.assets.actions.publishing import AssetPage, FormField
from leadgate.assets.models import Asset, Grant
from leadgate.consent.actions import pacing
from leadgate.consent.actions.purposes import PurposeWords, add_purpose
from leadgate.consent.models import ConsentState
from leadgate.consent.queries import agrees
from leadgate.foundation import clock
from leadgate.foundation.db import session
from leadgate.foundation.events import LetterSent
from leadgate.foundation.mail import composing as mail
from leadgate.foundation.mail.addresses import parsed
from leadgate.foundation.mail.composing import Letter
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy import register
from leadgate.foundation.privacy.register import export_of
from leadgate.ledger.actions import sealing
from leadgate.ledger.models import LedgerEntry
from leadgate.ledger.types import ConsentEvent
from leadgate.ledger.verification import verify
from leadgate.people import queries as people
from leadgate.people.models import Person
from leadgate.people.verification.models import Verification
from leadgate.portal import own_data
from leadgate.portal.actions import exporting
from leadgate.portal.models import ExportCode
from tests.cast import ADA, NOOR
from tests.facts import WAITS, count, one, statements
from tests.surveys.scenes import published, respond, small

pytestmark = pytest.mark.both_databases("portal.actions.exporting")

NEW = "ada.new@person.example"


@pytest.fixture
def ada(site):
    site.purpose()
    site.publish(asked=[FormField("company", "Company", "why")], purposes=["newsletter"])
    site.confirmed(company="Bakery", consent="newsletter")
    return one(Person).id


@pytest.fixture
def me(site, ada):
    return site.signed_in()


def test_the_page_shows_what_is_known_in_words_with_the_wording_and_a_switch(site, me):
    page = me.get("/me").text
    for part in (ADA, "What the newsletter is about.", "Stop this", "The guide", "since"):
        assert part in page


def test_ending_a_consent_takes_one_press_and_so_does_giving_it_again(site, ada, me):
    assert me.press("/me", "/me/consent", purpose="newsletter").status_code == 303
    assert not agrees(ada, "newsletter")
    assert "Yes, send me this" in me.get("/me").text
    me.press("/me", "/me/consent", purpose="newsletter")
    assert agrees(ada, "newsletter")
    assert count(LedgerEntry, LedgerEntry.happened == ConsentEvent.GIVEN, LedgerEntry.method == "own-page") == 1


def test_after_each_press_one_line_says_what_was_done(site, ada, me):
    def told(answer):
        return re.findall(r'<p class="told done" role="status">([^<]*)</p>', me.get(answer.location).text)

    assert told(me.press("/me", "/me/consent", purpose="newsletter")) == ["“The newsletter” is stopped, from now on."]
    assert "You have said yes to “The newsletter”" in told(me.press("/me", "/me/consent", purpose="newsletter"))[0]
    paced = me.post("/me/consent", data={"purpose": "newsletter", "every_days": "7", "paused_days": "0"})
    assert told(paced) == ["Saved for “The newsletter”."]
    me.press("/me", "/me/consent", purpose="newsletter")
    late = me.post("/me/consent", data={"purpose": "newsletter", "answer": "yes", "notice": "0" * 64})
    assert "Nothing was changed" in told(late)[0]
    assert told(me.post("/me/preferences", data={"wish.newsletter": "less"})) == ["Saved. It is done as you said."]


def test_an_address_cannot_make_the_page_say_what_is_not_so(site, me):
    for said in ("answer=no", "answer=x", ""):
        assert 'class="told done"' not in me.get(f"/me?changed=newsletter&{said}").text


def test_the_wording_stands_before_the_button_that_agrees_to_it(site, me):
    page = me.get("/me").text
    assert page.index("What the newsletter is about.") < page.index("Stop this")


def test_a_yes_counts_only_for_the_wording_that_was_shown(site, ada, me):
    me.press("/me", "/me/consent", purpose="newsletter")
    me.post("/me/consent", data={"purpose": "newsletter", "answer": "yes", "notice": "0" * 64})
    assert not agrees(ada, "newsletter")


def test_when_the_wording_has_changed_since_the_old_one_is_shown_too(site, me):
    add_purpose("newsletter", PurposeWords("en", "The newsletter", "Twice a week now."))
    page = me.get("/me").text
    assert "Twice a week now." in page
    assert "What the newsletter is about." in page


def test_a_wording_that_is_only_in_another_language_is_not_said_to_be_another(site, me):
    add_purpose("newsletter", PurposeWords("zh-Hant", "電子報", "電子報的內容。"))
    page = me.get("/me?lang=zh-Hant").text
    assert "電子報的內容。" in page
    assert "您當時回覆的文字與現在不同" not in page


def test_answers_are_read_under_the_words_of_what_was_asked(site):
    why = {"asks_why": True, "motivations": [("costs", "Rising costs")]}
    asset = site.publish(asked=[FormField("company", "Company", "why")], **why)
    site.confirmed(company="Bakery", motivation="costs", motivation_text="Flour is dear.")
    renamed = {"asks_why": True, "motivations": [("costs", "Something else")]}
    publishing.edit(asset, AssetPage("The guide", asked=[FormField("company", "Your yearly salary", "why")], **renamed))
    page = site.signed_in().get("/me/data").text
    for words in ("Company", "Bakery", "Why you ask", "Rising costs", "In your own words", "Flour is dear."):
        assert words in page
    assert "Your yearly salary" not in page
    assert "motivation" not in page


@pytest.mark.parametrize(("every", "pause", "after", "welcome"), [
    (0, 0, 0, True), (7, 0, 6, False), (7, 0, 8, True), (90, 0, 30, False), (0, 30, 29, False), (0, 30, 31, True),
])  # fmt: skip
def test_a_pace_and_a_pause_are_kept_at_the_moment_of_sending(site, ada, me, every, pause, after, welcome):
    answer = me.post("/me/consent", data={"purpose": "newsletter", "every_days": every, "paused_days": pause})
    assert answer.status_code == 303
    pacing.note_sent(LetterSent(ada, "newsletter"))
    letter = Letter(ada, lambda: ADA, "en", {}, "newsletter")
    with clock.moved(timedelta(days=after)):
        assert mail.may_send(letter) is welcome
    assert agrees(ada, "newsletter"), "a pause is not a withdrawal"


def test_a_pace_nobody_offered_changes_nothing(site, ada, me):
    me.post("/me/consent", data={"purpose": "newsletter", "every_days": "1", "paused_days": "0"})
    me.post("/me/consent", data={"purpose": "newsletter", "every_days": "x", "paused_days": "y"})
    assert not pacing.welcome_from([ada], "newsletter")


def change(site, me, email=NEW):
    assert me.fill("/me/address", email=email).location == "/me/address/sent"
    old = next(letter for letter in site.mails(ADA) if "go to another address" in letter.subject)
    new = [letter for letter in site.mails(email) if "come to this address" in letter.subject]
    return link(old), link(new[0]) if new else None


def link(letter):
    return letter.text.split("localhost")[1].split()[0]


def test_an_address_changes_when_both_mailboxes_say_yes_in_either_order(site, ada, me):
    old, new = change(site, me)
    assert "If the other mailbox" in site.visitor().fill(new).text
    assert people.person_with(parsed(NEW)) is None
    assert "goes to the new address" in site.visitor().fill(old).text
    assert people.person_with(parsed(NEW)).id == ada
    assert people.person_with(parsed(ADA)) is None
    assert people.address_of(ada) == NEW
    assert site.visitor().fill(old).status_code == 410


def test_the_page_says_that_another_address_waits_until_it_is_taken_back(site, ada, me):
    assert "mail to go to" not in me.get("/me").text
    old, new = change(site, me)
    site.visitor().fill(old)
    assert (
        f"You asked for your mail to go to {NEW}. It does once both mailboxes have said yes, until"
        in me.get("/me").text
    )
    assert "您要求改寄到" in me.get("/me", headers={"Accept-Language": "zh-TW"}).text
    answer = me.press("/me", "/me/address/withdrawal")
    page = me.get(answer.location).text
    assert "Taken back. Your address stays as it is." in page
    assert NEW not in page
    assert site.visitor().fill(new).status_code == 410
    assert people.address_of(ada) == ADA


def test_a_change_of_address_that_is_too_late_waits_no_more(site, ada, me):
    change(site, me)
    with clock.moved(timedelta(hours=49)):
        assert "mail to go to" not in site.signed_in().get("/me").text


def test_one_mailbox_alone_changes_nothing_however_often_it_says_yes(site, ada, me):
    old, _new = change(site, me)
    for _ in range(3):
        site.visitor().fill(old)
    assert people.person_with(parsed(ADA)).id == ada


def test_looking_at_the_links_changes_nothing(site, ada, me):
    for page in change(site, me):
        assert site.visitor().get(page).status_code == 200
    assert people.person_with(parsed(ADA)).id == ada


def test_a_mailbox_that_says_no_ends_the_change(site, ada, me):
    old, new = change(site, me)
    site.visitor().press(new, f"{new}/no")
    assert count(Verification, WAITS) == 0
    assert site.visitor().fill(old).status_code == 410


def test_a_change_to_somebody_elses_address_looks_the_same_and_changes_nothing(site, ada, me):
    site.confirmed(email=NOOR)
    old, new = change(site, me, NOOR)
    assert "has a page here already" in next(m for m in site.mails(NOOR) if "come to this" in m.subject).text
    site.visitor().fill(old)
    site.visitor().fill(new)
    assert people.person_with(parsed(ADA)).id == ada
    assert people.person_with(parsed(NOOR)).id != ada


def test_a_change_that_waits_too_long_is_over(site, ada, me):
    old, new = change(site, me)
    site.visitor().fill(new)
    with clock.moved(timedelta(days=3)):
        assert site.visitor().post(old).status_code == 410


def test_what_was_answered_can_be_corrected_and_nothing_can_be_added(site, ada, me):
    grant = one(Grant).id
    page = f"/me/answers/{grant}"
    assert "Bakery" in me.get(page).text
    assert me.post(page, data={"company": "Bäckerei", "smuggled": "x"}).status_code == 303
    answers = json.loads(export_of(ada)["asset_grant"][0]["answers"])
    assert answers["fields"] == {"company": "Bäckerei"}


def test_another_persons_answers_do_not_exist(site, ada, me):
    site.confirmed(email=NOOR, company="Noor's")
    from sqlalchemy import select

    from leadgate.foundation.db import session

    noors = session().scalar(select(Grant.id).where(Grant.person_id != ada))
    assert me.get(f"/me/answers/{noors}").status_code == 404
    assert me.post(f"/me/answers/{noors}", data={"company": "mine"}).status_code == 404


def export(site, me):
    assert me.post("/me/export", data=csrf(me) | {"send": "1"}).status_code == 303
    code = next(letter for letter in site.mails(ADA) if "digits for your data" in letter.subject)
    return "".join(part for part in code.text.split() if part.isdecimal() and len(part) == 6)


def csrf(me):
    from tests.browser_form import forms

    return {"csrf_token": forms(me.get("/me/export").text)[-1].values["csrf_token"]}


def test_an_export_needs_the_digits_from_the_inbox_and_holds_everything(site, ada, me):
    code = export(site, me)
    answer = me.post("/me/export", data=csrf(me) | {"code": code})
    assert answer.mimetype == "application/zip"
    assert answer.headers["Cache-Control"] == "no-store"
    archive = ZipFile(io.BytesIO(answer.data))
    found = json.loads(archive.read("data.json"))
    assert found["person"][0]["address"] == ADA
    assert found.keys() == export_of(ada).keys()
    rows = list(csv.DictReader(io.StringIO(archive.read("data/asset_grant.csv").decode())))
    assert "Bakery" in rows[0]["answers"]
    assert json.loads(archive.read("receipts.jsonld"))["@graph"]
    assert {"README.txt", "why.csv"} <= set(archive.namelist())


def test_the_digits_work_once_and_not_after_five_wrong_tries_or_ten_minutes(site, me):
    code = export(site, me)
    assert me.post("/me/export", data=csrf(me) | {"code": code}).status_code == 200
    assert me.post("/me/export", data=csrf(me) | {"code": code}).status_code == 422
    code = export(site, me)
    for _ in range(5):
        assert me.post("/me/export", data=csrf(me) | {"code": "000000"}).status_code == 422
    assert me.post("/me/export", data=csrf(me) | {"code": code}).status_code == 422
    code = export(site, me)
    with clock.moved(timedelta(minutes=11)):
        assert me.post("/me/export", data=csrf(me) | {"code": code}).status_code == 422


def test_what_stays_is_said_in_the_same_words_before_an_erasure_and_after_it(site, ada, me):
    def stays(page):
        return re.findall(r"<li>([^<]+)<br>", page.partition("What stays, and why")[2])

    noting = {"right": "opt-out", "email": ADA}
    assert site.visitor().fill("/privacy/request", **noting).status_code == 303
    site.visitor().fill(site.mail().link("privacy/request/prove"))
    before = stays(me.get("/me/delete").text)
    after = me.fill("/me/delete").location
    site.work()
    assert stays(site.visitor().get(after).text) == before
    assert [words for words in before if words.startswith("That your data is handed to nobody: a keyed hash")]
    assert [words for words in before if "only whoever holds a receipt" in words]


def test_the_read_me_of_an_export_is_in_its_readers_language(site, ada):
    with site.app.test_request_context(headers={"Accept-Language": "zh-TW"}):
        archive = ZipFile(io.BytesIO(exporting.archive(ada)))
    assert "這是本站保存的所有與您有關的資料。" in archive.read("README.txt").decode()


def test_another_persons_digits_open_nothing(site, ada, me):
    code = export(site, me)
    site.confirmed(email=NOOR)
    noor = site.signed_in(NOOR)
    assert noor.post("/me/export", data=csrf(noor) | {"code": code}).status_code == 422
    assert count(ExportCode) == 1


def test_a_cell_that_looks_like_a_formula_is_none_in_the_export(site, ada):
    from leadgate.foundation.web.spreadsheets import for_spreadsheets

    assert b"'=cmd|' /C calc'!A0" in for_spreadsheets(["x"], [{"x": "=cmd|' /C calc'!A0"}])


def test_the_data_page_is_read_by_people_things_by_name_and_no_number_of_a_row(site, me):
    page = me.get("/me/data").text
    tables = page.partition("<main")[2].partition("</main>")[0]
    for words in ("The guide", "The newsletter", "by the link in our mail", "Company: Bakery", ">yes<"):
        assert words in tables
    assert not re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-|asset_id|&#39;|\{|what you agree to now", tables)


def test_the_data_page_says_which_survey_was_answered(ada, me):
    respond(published(small(title={"en": "Why this guide?"})), {}, person=ada)
    assert "Why this guide?" in me.get("/me/data").text


def test_everything_known_stands_on_the_data_page_with_its_reason(site, me):
    page = me.get("/me/data").text
    for part in (ADA, "delivering what was asked for", "Kept:", "rights to downloads"):
        assert part in page


@pytest.mark.parametrize("path", ["/me", "/me/data", "/me/export", "/me/requests", "/me/address", "/me/delete"])
def test_without_a_session_the_page_is_the_door(site, ada, path):
    answer = site.visitor().get(path)
    assert answer.status_code == 303
    assert answer.location == "/me/sign-in"


def test_the_page_takes_a_constant_number_of_statements(site, ada, me):
    def measured():
        with statements(site.here) as seen:
            me.get("/me")
        return len(seen)

    first = measured()
    for number in range(3):
        site.purpose(f"purpose-{number}")
        site.publish(f"asset-{number}")
        asset = session().scalar(select(Asset.id).where(Asset.slug == f"asset-{number}"))
        delivering.grant_to(site.here.vault.key_of(ada), asset)
    assert count(Grant) == 4
    assert measured() == first
    assert count(ConsentState) > 0


def test_every_look_of_a_member_of_staff_stands_in_the_signed_log_and_on_the_persons_page(site, ada, me):
    marketer = site.staff(Role.MARKETER)
    marketer.get(f"/studio/assets/{one(Grant).asset_id}/leads")
    [look] = [row for row in export_of(ada)["ledger_entry"] if row["happened"] == "seen"]
    assert (look["purpose"], look["method"]) == ("lead:look", "marketer")
    page = me.get("/me/data").text
    assert "you among those who asked for a download" in page
    sealing.seal_all()
    assert verify().faults == []
    assert "seen" not in me.get("/me/receipts").text, "a look is no consent"


ODD = [
    None,
    "",
    "x",
    "{",
    "[1]",
    '{"a": ["b"]}',
    {},
    {"a": {"b": [1, None]}},
    [],
    [{"x": "y"}],
    0,
    1.5,
    True,
    UUID(int=7),
]


def test_whatever_a_column_holds_it_is_read_and_never_our_fault(site):
    for cls, table, _rule in register.tables():
        for name in [str(column.name) for column in table.columns]:
            column = own_data.ReadColumn(cls, table, name, "en")
            assert all(isinstance(line, str) for value in ODD for line in column.lines(value)), (table.name, name)
