"""What the privacy notice says of the software is bound to what makes it true; `docs/privacy-notice.md` lists it."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask_babel import force_locale

from leadgate.consent.actions.purposes import PurposeWords, add_purpose, retire_purpose
from leadgate.erasure.actions import processors
from leadgate.foundation.permissions import Role
from leadgate.foundation.privacy.register import personal_columns, tables
from leadgate.foundation.wording import kind_of_data
from leadgate.privacy_notice.sections.reader import given_cookies
from leadgate.privacy_notice.sections.uses import TRAPS
from leadgate.privacy_notice.types import NAMES
from leadgate.retention.actions import choosing
from leadgate.retention.rules import in_force
from leadgate.retention.wording import rule_words
from tests.cast import ADA
from tests.groups.scenes import MINA, bakers
from tests.privacy_notice.reading import kept, notice, section

DOCS = Path(__file__).parents[2] / "docs" / "privacy-notice.md"


def shared(names="Two Schools Ltd, Leeds"):
    add_purpose("partners", PurposeWords("en", "Partners", "We pass it on.", names), shares=True)


def test_every_purpose_that_is_offered_stands_there_with_its_ground_until_it_is_retired(site):
    site.purpose("newsletter")
    said = notice(site, "purposes")
    assert "The newsletter What the newsletter is about. Ground: your consent (GDPR art. 6(1)(a))" in said
    retire_purpose("newsletter")
    assert "newsletter" not in notice(site, "purposes")


def test_whom_a_purpose_names_stands_there_on_its_box_and_under_its_hash(site):
    assert "We offer no box that gives your data to others" in notice(site, "recipients")
    shared()
    assert "Your data goes to: Two Schools Ltd, Leeds" in notice(site, "recipients")
    assert "Partners" in notice(site, "california")
    site.publish(purposes=("partners",))
    assert "Your data goes to: Two Schools Ltd, Leeds" in site.visitor().get("/a/guide").text
    before = site.visitor().get("/privacy/purposes").text
    shared("One School, York")
    after = site.visitor().get("/privacy/purposes").text
    hashes = [set(re.findall(r"SHA-256 (\w{64})", page)) for page in (before, after)]
    assert hashes[0] < hashes[1], "another recipient is another wording"
    assert "Two Schools Ltd" in after
    assert "Two Schools Ltd" not in notice(site, "recipients")


def test_who_is_told_of_erasures_stands_there(site):
    processors.add_processor("Mail house", "https://mailhouse.example/erasures", "email")
    assert "told to erase you as well: Mail house." in notice(site, "recipients")


def test_durations_are_those_in_force_for_every_rule(site, app):
    said = notice(site, "retention")
    with app.test_request_context():
        changeable = [one for one in in_force() if one.rule.can_be_changed]
        assert len(changeable) > 5
        for one in changeable:
            assert f"{rule_words(one.rule.name)} {one.lifetime.days} days after {one.rule.event}" in said
    choosing.choose("request/closed", 41, "Our lawyer says so.", by=None)
    said = notice(site, "retention")
    assert "closed privacy requests 41 days after the request was closed; then: deleted. Our lawyer says so." in said
    assert "two years after it was closed" not in said
    choosing.choose("person/inactive", 90, "Short.", by=None)
    assert "nothing of you for 90 days" in notice(site, "retention")


def test_every_table_about_people_and_every_use_of_it_stands_there(site, app):
    data, retention = notice(site, "data"), notice(site, "retention")
    with app.test_request_context():
        for name, _rule, mark in personal_columns():
            if name not in TRAPS:
                assert str(mark.purpose) in data
                assert kind_of_data(name) in data
        ruled = {one.rule.table.name for one in in_force() if one.rule.can_be_changed}
        for _cls, table, rule in tables():
            if table.name not in (*TRAPS, *ruled):
                assert kind_of_data(table.name) in retention
                assert str(rule.kept_for) in retention
    assert "nobody should touch" not in data + retention, "a trap is told to nobody"


def test_the_cookies_that_stand_there_are_those_that_are_set_and_last_as_long(site, app):
    site.publish()
    visitor, given = site.visitor(), {}

    def look(answer):
        for line in answer.headers.getlist("Set-Cookie"):
            name, age = line.partition("=")[0], re.search(r"Max-Age=(\d+)", line)
            if age and int(age[1]):
                given[name] = timedelta(seconds=int(age[1]))

    for path in ("/", "/privacy", "/privacy/versions", "/a/guide", "/me/sign-in", "/privacy/request"):
        look(visitor.get(path))
    assert given == {}, "none for looking"
    look(visitor.opt_in())
    look(visitor.get(site.mail().link("confirm")))
    other = site.visitor()
    look(other.fill("/me/sign-in?next=/privacy", email=ADA))
    look(other.fill(site.mail().link("me/sign-in")))
    with app.test_request_context(), force_locale("en"):
        told = {f"leadgate-{word}": lifetime for word, lifetime, _what in given_cookies()}
    assert given == told
    said = notice(site, "cookies")
    assert all(name in said for name in given)
    assert (
        "leadgate-opt-in when you ask for something, so that the link in our mail works with one press · for 2 days"
        in said
    )
    assert "for 2 hours" in said
    assert "for 20 minutes" in said


def test_being_compared_is_told_only_where_it_is_offered(site):
    assert "compared" not in notice(site, "automated")
    add_purpose("being-compared", PurposeWords("en", "Compare me", "With others."), sends=False)
    said = notice(site, "automated")
    assert "orders a list that people look at, and decides nothing" in said


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_each_section_answers_its_question_and_none_shows_a_key(site, language):
    kept(site)
    page = site.visitor().get(f"/privacy?lang={language}").text
    for name in NAMES:
        said = section(page, name)
        assert len(said) > 15
        assert not re.search(r"\b[a-z]+_(id|at|by)\b|%\(|None|\{", said), said
        if language == "zh-Hant":
            assert re.search(r"[\u4e00-\u9fff]", said)
            assert not re.search(r"[\u4e00-\u9fff][;,.]", said), said


def test_links_lead_to_where_rights_are_used(site):
    page = site.visitor().get("/privacy").text
    for path in ("/me/sign-in", "/privacy/request"):
        assert f'class="button" href="{path}"' in page
        assert site.visitor().get(path).status_code == 200


def test_forms_and_every_page_lead_to_the_notice(site):
    site.publish()
    form = re.search(r"<form method=\"post\" class=\"card\".*?</form>", site.visitor().get("/a/guide").text, re.S)
    assert form
    assert 'href="/privacy"' in form[0]
    assert 'href="/privacy"' in site.visitor().get("/me/sign-in").text.split("<footer>")[1]


def test_every_test_the_list_of_claims_names_is_there():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", DOCS.read_text())
    assert len(named) > 10
    for path, test in named:
        assert f"def {test}(" in (DOCS.parents[1] / path).read_text(), test


def test_what_only_members_know_is_told_to_nobody_by_its_name(site, app):
    site.staff(Role.MODERATOR, MINA)
    group = bakers(site)
    add_purpose("secret-letter", PurposeWords("en", "Secret letter", "For us."), belongs_to=group.id)
    with app.test_request_context():
        assert "secret-letter" in {one.rule.purpose for one in in_force()}
    kept(site)
    page = site.visitor().get("/privacy").text.lower()
    assert "secret" not in page
    assert "bakers" not in page
    assert "a yes to something a group or a survey asked at most: 730 days" in section(page, "retention").lower()
