"""One field finds everything one may see, and nothing else; people by their exact address, on the record."""

import pytest

from leadgate.foundation.audit import AuditEntry
from leadgate.foundation.permissions import Role
from leadgate.rights.actions import receiving
from leadgate.rights.clocks import Right
from leadgate.rights.typed import TypedPrivacyRequest
from tests.cast import ADA, NOOR
from tests.facts import count, statements
from tests.groups.scenes import bakers
from tests.surveys.scenes import definition, published

ASSET, GROUP, SURVEY, PURPOSE = "The calm guide", "Bakers who price", "A survey", "The newsletter"


@pytest.fixture
def full(site):
    """One of each kind, and Ada, who asked for the guide."""
    site.publish(title=ASSET)
    site.purpose()
    site.confirmed()
    return site


def found(person, typed: str) -> str:
    answer = person.fill("/studio/search", q=typed)
    assert answer.status_code == 200
    return answer.text.partition("</form>\n<h2>")[2]


@pytest.mark.parametrize(("typed", "title"), [("CALM", ASSET), ("guide", ASSET), ("newsl", PURPOSE), ("price", GROUP)])
def test_a_thing_is_found_by_a_part_of_its_title_or_name(full, typed, title):
    person = full.staff()
    bakers(full, owner="marketer@bakery.example")
    assert title in found(person, typed)


def test_an_address_searches_pages_and_guides_and_never_people(full):
    marketer = full.staff()
    page = marketer.get("/studio/search?q=landing").text
    assert '<a href="/studio/assets/">' in page.partition("</form>\n<h2>")[2]
    assert "<h2>Help</h2>" in page
    for person in (ADA, ADA.upper()):
        assert marketer.get("/studio/search", query_string={"q": person}).text.count("<h2>") == 0
    assert count(AuditEntry, AuditEntry.act == "lead:look") == 0


def test_a_survey_is_found_by_its_title(full):
    number = published(definition())
    assert f"/studio/surveys/{number}" in found(full.staff(), "why this")


def test_what_stands_for_anything_in_sql_is_taken_word_for_word(full):
    assert found(full.staff(), "%") == ""
    assert found(full.staff(Role.VIEWER), "c_lm") == ""


@pytest.mark.parametrize("role", Role)
def test_what_is_found_can_be_opened(full, role):
    person = full.staff(role)
    bakers(full, owner=f"{role}@bakery.example")
    published(definition())
    receiving.receive(TypedPrivacyRequest(Right.ACCESS, NOOR), language="en", network="here")
    for typed in ("e", ADA, NOOR):
        page = found(person, typed)
        paths = {part.partition('"')[0].partition("#")[0] for part in page.partition("</main>")[0].split('href="')[1:]}
        assert {path: person.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_a_person_is_found_by_their_exact_address_and_the_look_is_on_the_record_once(full):
    marketer = full.staff()
    assert ASSET in found(marketer, f" {ADA.upper()} ")
    assert count(AuditEntry, AuditEntry.act == "lead:look") == 1
    assert "you among those who asked for a download" in full.signed_in().get("/me/data").text
    assert found(marketer, ADA[:-3]) == ""
    assert found(marketer, "nobody@person.example") == ""
    assert count(AuditEntry, AuditEntry.act == "lead:look") == 1, "nobody was seen"


def test_who_may_not_see_people_finds_none_and_leaves_no_trace(full):
    for role in (Role.VIEWER, Role.MODERATOR):
        assert found(full.staff(role), ADA) == ""
    assert count(AuditEntry, AuditEntry.act == "lead:look") == 0


def test_an_officer_finds_the_requests_of_an_address(full):
    request = receiving.receive(TypedPrivacyRequest(Right.ACCESS, NOOR), language="en", network="here")
    assert f"/office/requests/{request}" in found(full.staff(Role.OFFICER), NOOR)
    assert f"/office/requests/{request}" not in found(full.staff(), NOOR)
    assert count(AuditEntry, AuditEntry.act == "request:look") == 1


def test_no_address_stands_in_the_address_of_a_page(full):
    """What is asked for by an address of a page stands in histories and in the logs of proxies."""
    page = full.staff().get("/studio/search").text
    forms = [one for one in page.split("<form")[1:] if 'name="q"' in one]
    assert len(forms) == 3, "the page's, the rail's, the menu's"
    assert all('method="post"' in one.partition(">")[0] for one in forms)


def test_a_search_costs_the_same_however_much_it_finds(full):
    owner = full.staff(Role.OWNER)
    group = bakers(full, owner="owner@bakery.example")
    assert group
    published(definition())
    found(owner, "e")
    with statements(full.here) as before:
        found(owner, "e")
    for number in range(3):
        full.publish(f"more-{number}", title=f"One more {number}")
        full.purpose(f"letter-{number}")
        bakers(full, f"bakers-{number}", owner="owner@bakery.example")
    with statements(full.here) as after:
        found(owner, "e")
    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("campaign", "Campaigns"),
        ("import", "Import leads"),
        ("brand", "Brand"),
        ("backup", "Backups"),
        ("team", "Team"),
    ],
)
def test_a_page_of_the_studio_is_found_by_what_it_is_called(site, typed, title):
    assert f">{title}</a>" in found(site.staff(Role.OWNER), typed)


def test_what_the_guides_say_is_found_and_no_page_that_is_not_theirs(site):
    page = found(site.staff(Role.MARKETER), "team")
    assert page.startswith("Help</h2>")
    assert 'lang="en">The team</a>' in page


@pytest.mark.parametrize(
    ("typed", "section"),
    [
        ("團隊", "團隊"),
        ("結尾都有一個標記", "潛在客戶"),
        ("快速鍵 婉拒", "佇列"),
        ("潛在客戶通知信 時區", "潛在客戶通知信"),
        ("leadgate outbox", "待辦工作"),
    ],
)
def test_chinese_words_are_found_in_the_chinese_guides_as_they_stand(site, typed, section):
    answer = site.staff(Role.MARKETER).fill("/studio/search?lang=zh-Hant", q=typed).text
    assert f'lang="zh-Hant">{section}</a>' in answer.partition("</form>")[2]


def test_who_reads_english_finds_the_english_guides(site):
    assert found(site.staff(Role.MARKETER), "團隊") == ""
