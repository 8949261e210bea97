"""What the notice said on a day can be shown again, and nothing it is made from changes without another version."""

import re
from datetime import timedelta

import pytest

from leadgate.foundation import clock
from leadgate.foundation.permissions import Role
from leadgate.privacy_notice import queries
from leadgate.retention.actions import choosing
from tests.browser_form import forms
from tests.privacy_notice.reading import kept, notice, section

PAGE = "/admin/settings/privacy-notice"
COMPLETE = {
    "basis": "contract",
    "helpers": "some",
    "helpers-en": "Example Hosting, Leeds, runs our servers.",
    "helpers-zh-Hant": "Example Hosting（里茲），負責伺服器。",
    "place-en": "Leeds, England",
    "place-zh-Hant": "英國里茲",
    "transfers": "none",
}


@pytest.fixture
def owner(site):
    return site.staff(Role.OWNER)


def test_where_nothing_changed_there_is_no_other_version(site):
    for _ in range(3):
        kept(site)
    assert [one.number for one in queries.versions()] == [1]


def test_what_was_said_stays_and_can_be_shown_by_number_by_day_and_by_moment(site):
    kept(site)
    first, visitor = clock.now(), site.visitor()
    with clock.moved(timedelta(days=2)):
        choosing.choose("download/history", 30, "A month is enough.", by=None)
        kept(site)
        assert "30 days after the download" in section(visitor.get("/privacy").text, "retention")
        for asked in ("version=1", f"on={first:%Y-%m-%d}", f"on={first + timedelta(hours=30):%Y-%m-%dT%H:%M}"):
            page = visitor.get(f"/privacy?{asked}").text
            assert "365 days after the download" in section(page, "retention"), asked
            assert "It is in force no longer" in page
            assert "noindex" in page
        shown = visitor.get("/privacy").text
        assert "Version 2, in force since" in shown
        assert "<ins>single downloads: 30 days after the download; then: deleted. A month is enough.</ins>" in shown
        assert "<del>single downloads: 365 days" in shown
        assert re.findall(r">Version (\d)<", visitor.get("/privacy/versions").text) == ["2", "1"]


def test_a_form_and_ones_own_page_lead_to_the_version_that_was_in_force(site):
    site.purpose()
    site.publish(purposes=["newsletter"])
    assert 'href="/privacy"' in site.visitor().get("/a/guide").text, "before the first is kept"
    kept(site)
    assert 'href="/privacy?version=1"' in site.visitor().get("/a/guide").text
    site.confirmed(consent="newsletter")
    with clock.moved(timedelta(days=2)):
        choosing.choose("download/history", 30, "A month is enough.", by=None)
        kept(site)
        assert 'href="/privacy?version=2"' in site.visitor().get("/a/guide").text
        mine = re.findall(r'href="(/privacy\?version=\d)"', site.signed_in().get("/me").text)
        assert set(mine) == {"/privacy?version=1"}, "what stood there when they agreed"


@pytest.mark.parametrize(
    "asked", ["version=7", "version=x", "on=yesterday", "on=1999-01-01", "on=0001-01-01", "version=²"]
)
def test_a_version_that_never_was_is_not_there(site, asked):
    kept(site)
    assert site.visitor().get(f"/privacy?{asked}").status_code == 404


def test_before_the_clock_came_by_it_says_what_is_true_all_the_same(site):
    page = site.visitor().get("/privacy").text
    assert "The Quiet Bakery" in section(page, "who")
    assert queries.newest() is None


@pytest.mark.environment(LEADGATE_CONTROLLER_EMAIL="us@bakery.org")
def test_what_is_missing_is_told_to_the_owner_and_never_to_the_public(site, owner):
    page = owner.get(PAGE).text
    for words in ("Your postal address.", "The supervisory authority", "The legal ground", "Whether others process"):
        assert words in page
    assert "Complete your privacy notice" in owner.get("/studio/").text
    public = site.visitor().get("/privacy").text
    assert "missing" not in public.lower()
    organisation = {"address": "2 Mill Lane, Leeds", "authority": "The ICO, Wilmslow."}
    assert owner.fill("/admin/settings/organisation", **organisation).status_code == 303
    assert owner.fill(PAGE, **COMPLETE).status_code == 303
    assert "Nothing is missing." in owner.get(PAGE).text
    said = notice(site, "purposes")
    assert "Ground: doing what you asked us for before or under a contract (GDPR art. 6(1)(b))." in said
    assert "Example Hosting, Leeds, runs our servers." in notice(site, "recipients")
    assert "No. It stays in the European Economic Area. Where it is kept: Leeds, England" in notice(site, "abroad")
    assert "The ICO, Wilmslow." in notice(site, "complaint")
    assert "英國里茲" in notice(site, "abroad", "?lang=zh-Hant")


def test_a_purpose_that_gives_data_away_and_names_nobody_is_missing_something(site, owner):
    site.purpose("partners", shares=True)
    assert "Whom data goes to for “The partners”." in owner.get(PAGE).text


def test_own_paragraphs_stand_below_their_section_and_can_do_nothing(site, owner):
    owner.fill(PAGE, **{"own-who-en": "Ask **Mina**.\n\n<script>alert(1)</script>"})
    kept(site)
    page = site.visitor().get("/privacy").text
    assert '<div class="own"><p>Ask <strong>Mina</strong>.</p>' in page
    assert "<script>alert" not in page
    assert "Ask Mina" not in section(site.visitor().get("/privacy?lang=zh-Hant").text, "who")


def test_a_look_shows_what_is_typed_and_changes_nothing(site, owner):
    kept(site)
    form = next(one for one in forms(owner.get(PAGE).text) if one.action == PAGE)
    looked = owner.post(f"{PAGE}/preview?lang=en", data=form.values | {"own-who-en": "Just a try."})
    assert "Just a try." in section(looked.text, "who")
    wrong = owner.post(f"{PAGE}/preview?lang=en", data=form.values | {"basis": "because"})
    assert wrong.status_code == 422
    assert "Just a try." not in notice(site, "who")
    assert len(queries.versions()) == 1


def test_an_answer_nobody_offers_is_refused_and_nothing_typed_is_lost(owner):
    refused = owner.fill(PAGE, basis="because", **{"place-en": "Leeds"})
    assert refused.status_code == 422
    assert "Please choose one of the list." in refused.text
    assert ">Leeds</textarea>" in refused.text.replace("\r\n", "")


def test_recipients_are_typed_with_the_purpose_and_come_back_apart_from_its_text(site, owner):
    made = owner.fill(
        "/studio/purposes/new", kind="shared", title_en="Partners", text_en="We pass it on.", recipients_en="A Ltd"
    )
    assert made.status_code == 303
    page = owner.get("/studio/purposes/partners/wording").text
    assert 'value="A Ltd"' in page
    assert "We pass it on.</textarea>" in page
    assert "Your data goes to: A Ltd" in owner.get("/studio/purposes/partners").text
