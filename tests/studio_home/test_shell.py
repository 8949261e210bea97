"""What stands around every page of the staff: where one can go, where one is, help, and who can help."""

import re
from pathlib import Path

import pytest

from leadgate.app import TEMPLATES
from leadgate.foundation.permissions import PUBLIC, Role, permission_of
from leadgate.studio_home import guides

ENTRIES = {
    Role.OWNER: 31,
    Role.MARKETER: 15,
    Role.MODERATOR: 4,
    Role.OFFICER: 27,
    Role.VIEWER: 15,
}
"""So many places stand in the rail of each role."""


def rail(page: str) -> list[tuple[str, str, str]]:
    """Address, what `aria-current` says, and label of each place in it."""
    nav = page.partition('<div class="rail">')[2].partition("</nav>")[0]
    return re.findall(r'<li><a href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)</a></li>', nav)


@pytest.mark.parametrize("role", Role)
def test_the_rail_leads_each_role_to_what_it_may_open(site, role):
    person = site.staff(role)
    places = rail(person.get("/studio/").text)
    assert len(places) == ENTRIES[role], [label for _path, _current, label in places]
    for path, _current, label in places:
        page = person.get(path)
        assert page.status_code == 200, path
        assert [(current, name) for _path, current, name in rail(page.text) if current] == [("page", label)]


def test_a_long_navigation_folds_but_where_one_is_and_what_is_daily_work(site):
    def folded(page: str) -> list[tuple[str, str]]:
        nav = page.partition('<div class="rail">')[2].partition("</nav>")[0]
        return re.findall(r'<details( open)?><summary[^>]*id="rail-(\w+)"', nav)

    owner = site.staff(Role.OWNER)
    assert folded(owner.get("/studio/").text) == [("", "privacy"), ("", "organisation"), ("", "operating")]
    assert (" open", "organisation") in folded(owner.get("/admin/settings/site").text)
    officer = folded(site.staff(Role.OFFICER).get("/studio/").text)
    assert "privacy" not in [group for _is_open, group in officer]
    assert folded(site.staff(Role.MARKETER).get("/studio/").text) == []


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/studio/assets/new", "Landing pages"),
        ("/studio/surveys/new", "Surveys"),
        ("/staff/password", "Your account"),
        ("/office/incidents/new", "Incidents"),
        ("/studio/help/marketers", "Help"),
        ("/studio/search", "Home"),
    ],
)
def test_below_a_place_the_place_is_marked_and_the_way_back_to_it_stands_above(site, path, label):
    page = site.staff(Role.OWNER).get(path).text
    assert [(current, name) for _path, current, name in rail(page) if current] == [("true", label)]
    assert f">{label}</a></li>" in page.partition('class="whereabouts"')[2].partition("</ol>")[0]


def test_every_page_of_the_staff_leads_to_its_help_and_the_help_is_there(site):
    owner = site.staff(Role.OWNER)
    for path, _current, label in rail(owner.get("/studio/").text):
        helps = re.findall(r'class="help" href="([^"#]+)#?([^"]*)"', owner.get(path).text)
        assert helps or label in ("Your account", "Help", "Team"), label
        for guide, section in helps:
            assert not section or f'id="{section}"' in owner.get(guide).text, (label, section)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
def test_every_first_step_says_how_in_a_section_that_is_there(site, language):
    owner = site.staff(Role.OWNER)
    sections = re.findall(r'class="small" href="([^"#]+)#([^"]+)"', owner.get(f"/studio/?lang={language}").text)
    assert len(sections) == 10, "one has a guide without sections"
    for guide, section in sections:
        assert f'id="{section}"' in owner.get(guide).text, section


@pytest.mark.parametrize("name", guides.NAMES)
def test_a_guide_can_be_read_and_its_links_stay_here_or_lead_to_the_web(site, name):
    viewer = site.staff(Role.VIEWER)
    english, chinese = (guide_on(viewer, f"/studio/help/{name}?lang={language}") for language in ("en", "zh-Hant"))
    for page in (english, chinese):
        assert "<h1" in page
        for target in re.findall(r'href="([^"]*)"', page):
            if target.startswith("#"):
                assert f'id="{target[1:]}"' in page, target
            else:
                assert target.startswith(("https://", "/studio/help/")), target
                assert target.startswith("https://") or guide_on(viewer, target).count(
                    f'id="{target.partition("#")[2]}'
                )
    assert re.findall(r' id="([^"]+)"', chinese) == re.findall(r' id="([^"]+)"', english)


def guide_on(reader, path: str) -> str:
    return reader.get(path).text.partition('<div class="guide"')[2].partition("</main>")[0]


def test_a_guide_is_in_the_language_of_its_reader_and_in_english_where_nobody_wrote_it_in_that(site):
    viewer = site.staff(Role.VIEWER)
    for name in guides.NAMES:
        language = "zh-Hant" if name in guides.FOR_ROLES else "en"
        assert guide_on(viewer, f"/studio/help/{name}?lang=zh-Hant").startswith(f' lang="{language}">'), name
        assert guide_on(viewer, f"/studio/help/{name}?lang=en").startswith(' lang="en">'), name
    listed = viewer.get("/studio/help/?lang=zh-Hant").text
    assert ' lang="zh-Hant">行銷人員指南</a></li>' in listed
    assert ' lang="en">Settings</a> <span class="small">英文</span></li>' in listed
    assert '<span class="small">in English' not in viewer.get("/studio/help/?lang=en").text


def test_a_guide_nobody_wrote_is_not_there(site):
    assert site.staff().get("/studio/help/..%2fCHANGELOG").status_code == 404
    assert site.staff(Role.VIEWER).get("/studio/help/CHANGELOG").status_code == 404


def test_a_refusal_keeps_the_shell_and_says_who_may_and_who_can_change_it(site):
    answer = site.staff(Role.VIEWER).get("/studio/assets/new")
    assert answer.status_code == 403
    assert rail(answer.text)
    assert "This page is for: owner, marketer. You are here as: viewer." in answer.text
    assert "ask an owner of this site" in answer.text
    assert "@bakery.example" not in answer.text


def test_what_is_not_there_keeps_the_shell_for_staff_and_shows_strangers_none(site):
    assert rail(site.staff().get("/studio/nothing").text)
    stranger = site.visitor().get("/studio/nothing")
    assert stranger.status_code == 404
    assert "Landing pages" not in stranger.text


def test_a_refused_page_is_called_by_words_and_not_by_a_number(site):
    assert "<title>Nothing here ·" in site.visitor().get("/nothing").text
    assert "<title>That did not work ·" in site.staff(Role.VIEWER).get("/studio/assets/new").text


def test_the_page_of_a_thing_is_called_by_the_thing(site):
    asset, marketer = site.publish(), site.staff()
    for page in ("", "/edit", "/leads", "/share"):
        title = marketer.get(f"/studio/assets/{asset}{page}").text.partition("</title>")[0]
        assert "The guide" in title, page


@pytest.mark.environment(LEADGATE_CONTROLLER_NAME="A" * 24 + " Gesellschaft mit beschränkter Haftung")
def test_the_footer_says_the_version_and_leads_to_help_and_to_what_visitors_see(site):
    footer = site.staff().get("/studio/").text.partition("<footer>")[2]
    assert "leadgate 0." in footer
    assert 'href="/studio/help/"' in footer
    assert 'href="/"' in footer


def test_the_shell_is_the_frame_of_every_page_only_staff_may_open(app):
    """One template, so that what is true of one page is true of all."""
    framed = {path.name for path in TEMPLATES.rglob("*.html") if '{% extends "studio_base.html" %}' in path.read_text()}
    assert "home.html" in framed
    assert not list(TEMPLATES.glob("moderation_base.html"))
    staffs = [name for name, view in app.view_functions.items() if permission_of(view) not in (None, PUBLIC)]
    assert len(staffs) > 100


DESTROYS = re.compile(r'_\("(Delete|Remove|Retire|Ban|Drop|Take the second|Take it out|Take this file|End this)\b')


def test_no_blank_follows_a_full_stop_in_chinese(site):
    marketer = site.staff()
    for path in ("/studio/leads/", "/studio/lead-notifications", "/studio/figures"):
        main = marketer.get(f"{path}?lang=zh-Hant").text.partition("<main")[2]
        assert re.findall(r".{0,12}[。！？] +[^\s<].{0,12}|[。！？] +<a", main) == []
    assert "surveys. Your look" in marketer.get("/studio/leads/").text


def test_what_destroys_never_looks_like_what_saves():
    plain = []
    for path in Path(TEMPLATES).rglob("*.html"):
        for tag, said in re.findall(r"<button([^>]*)>(.*?)</button>", path.read_text(), re.DOTALL):
            if DESTROYS.search(said) and "danger" not in tag:
                plain.append((path.name, said.strip()[:60]))
    assert plain == []
