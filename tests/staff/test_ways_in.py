"""Who is kept out because strangers try passwords for their account gets a letter: it makes their browser known."""

import re
from datetime import timedelta

import pytest

from leadgate.foundation import clock
from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.background.outbox import OutboxItem
from leadgate.foundation.db import action, session
from leadgate.foundation.limits import RateCount, spend
from leadgate.foundation.permissions import Role
from leadgate.staff.actions import accounts, tries
from leadgate.staff.models import StaffAccount, StaffSession
from tests.browser_form import forms
from tests.facts import count
from tests.staff.app import code_of, set_up
from tests.visitor import PASSWORD

OWNER = "owner@bakery.example"
NOBODY = "nobody@bakery.example"
HALF_A_MINUTE = timedelta(seconds=30)


def hammered(email=OWNER, limit=tries.PER_ACCOUNT):
    """As many tries for an account as there may be in a quarter of an hour, each from somewhere else."""
    for _ in range(limit.most):
        spend((limit, email))


def sign_in(visitor, email=OWNER, password=PASSWORD, path="/staff/sign-in"):
    return visitor.fill(path, email=email, password=password)


def refusal(answer):
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    return re.search(r'<p class="refusal" role="alert"[^>]*>([^<]+)', answer.text)[1]


def letters(site, email=OWNER):
    return site.mails(email)


def way_in(letter):
    return re.search(r"http://localhost(/staff/way-in/\S+)", letter.text)[1]


@pytest.fixture(autouse=True)
def early_in_an_hour():
    """No window of a limit ends while a test runs."""
    now = clock.now()
    with clock.moved(now.replace(minute=1, second=0) + timedelta(hours=1) - now):
        yield


@pytest.fixture
def owner(here):
    return accounts.add_account(OWNER, Role.OWNER, PASSWORD)


def test_whoever_is_kept_out_gets_in_by_the_letter_while_strangers_go_on(site, owner):
    hammered()
    visitor = site.visitor()
    assert "a letter is on its way" in refusal(sign_in(visitor))
    [letter] = letters(site)
    assert "nothing has happened" in " ".join(letter.text.split())
    answer = visitor.fill(way_in(letter))
    assert (answer.status_code, answer.location) == (303, "/staff/sign-in")
    assert "This browser is known for your account now" in visitor.get("/staff/sign-in").text
    assert visitor.get("/studio/").status_code == 303, "nobody is let in by the link"
    assert count(StaffSession) == 0
    assert sign_in(visitor).location == "/studio/"


def test_a_known_and_an_unknown_address_get_the_same_page_byte_for_byte(site, owner):
    """But for what was typed and the form's own token."""
    answers = []
    for email in (OWNER, NOBODY):
        hammered(email)
        answers.append(sign_in(site.visitor(), email))
    pages = [re.sub(r'value="[^"]*"', "", answer.text) for answer in answers]
    assert pages[0] == pages[1]
    assert [name for name, _value in answers[0].headers] == [name for name, _value in answers[1].headers]


def test_the_same_is_written_down_for_both_so_that_both_take_as_long(site, owner):
    written = []
    for email in (OWNER, NOBODY):
        hammered(email)
        before = [count(table) for table in (OutboxItem, RateCount, AuditEntry)]
        sign_in(site.visitor(), email)
        after = [count(table) for table in (OutboxItem, RateCount, AuditEntry)]
        written.append([now - then for now, then in zip(after, before, strict=True)])
    assert written[0] == written[1] == [1, 1, 1]
    assert letters(site, NOBODY) == []


def test_a_letter_comes_once_an_hour_however_often_somebody_is_refused(site, owner):
    hammered()
    for _ in range(3):
        sign_in(site.visitor())
    assert len(letters(site)) == 1
    for later, come in ((timedelta(minutes=30), 1), (timedelta(hours=1), 2)):
        with clock.moved(later):
            hammered()
            assert refusal(sign_in(site.visitor()))
            assert len(letters(site)) == come


def test_nobody_is_written_to_before_the_account_is_tried_from_everywhere(site, owner):
    visitor = site.visitor()
    for number in range(11):
        answer = sign_in(visitor, password=f"guess number {number}")
    assert "letter" not in refusal(answer)
    assert letters(site) == []


@action
def disable(account):
    session().get_one(StaffAccount, account).disabled_at = clock.now()


def test_a_disabled_account_gets_no_letter(site, owner):
    disable(owner)
    hammered()
    sign_in(site.visitor())
    assert letters(site) == []


def test_looking_at_the_link_changes_nothing_and_pressing_twice_is_fine(site, owner):
    hammered()
    sign_in(site.visitor())
    link = way_in(letters(site)[0])
    scanner = site.visitor()
    for _ in range(3):
        assert scanner.get(link).status_code == scanner.head(link).status_code == 200
    assert scanner.client.get_cookie("leadgate-staff-browser") is None
    assert refusal(sign_in(scanner))
    for visitor in (site.visitor(), site.visitor()):
        assert visitor.fill(link).status_code == 303
        assert sign_in(visitor).status_code == 303
    assert count(AuditEntry, AuditEntry.act == "staff:browser-known", AuditEntry.actor == owner) == 2


def test_the_link_is_over_after_an_hour_and_a_forged_one_opens_nothing(site, owner):
    hammered()
    sign_in(site.visitor())
    link = way_in(letters(site)[0])
    assert site.visitor().get(f"{link}x").status_code == 404
    opened = site.visitor()
    [form] = [one for one in forms(opened.get(link).text) if "csrf_token" in one.names]
    with clock.moved(timedelta(minutes=61)):
        assert opened.post(link, data=form.values).status_code == 410
        assert opened.client.get_cookie("leadgate-staff-browser") is None
        page = site.visitor().get(link)
        assert page.status_code == 410
        assert "<form" not in page.text.split("<main")[1].split("</main")[0]


def test_all_browsers_of_the_letters_have_ten_guesses_together(site, owner):
    hammered()
    sign_in(site.visitor())
    link = way_in(letters(site)[0])
    statuses = []
    for number in range(12):
        visitor = site.visitor()
        visitor.fill(link)
        statuses.append(sign_in(visitor, password=f"guess number {number}").status_code)
    assert statuses == [422] * 10 + [429] * 2


def test_the_browser_is_known_for_no_other_account(site, owner):
    accounts.add_account("baker@bakery.example", Role.VIEWER, PASSWORD)
    hammered()
    sign_in(site.visitor())
    visitor = site.visitor()
    visitor.fill(way_in(letters(site)[0]))
    hammered("baker@bakery.example")
    assert refusal(sign_in(visitor, "baker@bakery.example"))


def test_the_refusal_says_when_to_try_again_and_promises_nothing_of_what_was_typed(site, owner):
    hammered()
    said = refusal(sign_in(site.visitor()))
    assert 1 <= int(re.search(r"(\d+) minutes?\b", said)[1]) <= 15
    assert "still here" not in said
    network = site.visitor()
    for _ in range(11):
        answer = sign_in(network, "baker@bakery.example", "not the password")
    assert 1 <= int(re.search(r"(\d+) minutes?\b", refusal(answer))[1]) <= 15
    assert "still here" not in refusal(answer)


def test_page_and_letter_speak_the_language_of_the_reader(site, owner):
    sign_in(site.visitor(Accept_Language="zh-TW"))
    hammered()
    answer = sign_in(site.visitor(Accept_Language="zh-TW"))
    assert "信" in refusal(answer)
    assert re.search(r"\d+ 分鐘", refusal(answer))
    letter = letters(site)[0]
    assert "密碼" in letter.subject
    assert "沒有發生任何事" in letter.text
    page = site.visitor(Accept_Language="zh-TW").get(way_in(letter)).text
    assert "這個瀏覽器" in page


def test_whoever_knows_the_password_keeps_nobody_out_by_trying_codes(site, owner):
    first = site.visitor()
    sign_in(first)
    secret, _codes = set_up(first)
    hammered(str(owner), tries.CODES_PER_ACCOUNT)
    with clock.moved(HALF_A_MINUTE):
        visitor = site.visitor()
        sign_in(visitor)
        answer = visitor.fill("/staff/sign-in/code", code=code_of(secret))
        assert "a letter is on its way" in refusal(answer)
        letter = letters(site)[0]
        assert "has your password" in " ".join(letter.text.split())
        visitor.fill(way_in(letter))
        assert sign_in(visitor).location.startswith("/staff/sign-in/code")
        assert visitor.fill("/staff/sign-in/code", code=code_of(secret)).location == "/studio/"
